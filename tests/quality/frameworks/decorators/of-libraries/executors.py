"""Decorators of libraries that run the body in a thread."""
import time

from asyncer import asyncify
from channels.db import database_sync_to_async
from django.contrib.auth.models import User
from quart.utils import run_sync
from tornado.concurrent import run_on_executor


@database_sync_to_async
def user_count() -> int:
    return User.objects.count()  # silent: blocking


@run_sync
def report() -> None:
    time.sleep(1)  # silent: blocking


class Worker:
    executor = None

    @run_on_executor
    def work(self) -> None:
        time.sleep(1)  # silent: blocking


def slow() -> None:
    time.sleep(1)


async def main(worker: Worker) -> None:
    await user_count()
    await report()
    await worker.work()
    await asyncify(slow)()
    slow()  # expect: blocking-sleep
