"""The check of wait_for is asked for every event, on the loop."""
import discord
import requests


class Game(discord.Client):
    async def on_message(self, message: discord.Message) -> None:
        def is_answer(other: discord.Message) -> bool:
            return requests.post("https://judge", other.content).ok  # expect: blocking-http

        def is_reply(other: discord.Message) -> bool:
            return other.author == message.author  # silent: blocking

        await self.wait_for("message", check=is_reply)
        await self.wait_for("message", check=is_answer)
