"""Consumers of Channels: sync ones are dispatched in a thread."""
import time

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer, WebsocketConsumer
from django.contrib.auth.models import User


class Plain(WebsocketConsumer):
    def receive(self, text_data=None, bytes_data=None) -> None:
        time.sleep(1)  # silent: blocking
        self.send(str(User.objects.count()))  # silent: blocking


class Quick(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None) -> None:
        await self.send(str(await self.count()))
        await self.send(str(User.objects.count()))  # expect: blocking-database

    @database_sync_to_async
    def count(self) -> int:
        return User.objects.count()  # silent: blocking
