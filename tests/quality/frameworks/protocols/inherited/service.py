"""A protocol two classes up."""
import asyncio

import requests

from base import Framed


class Webhooks(Framed):
    def eof_received(self) -> bool:
        requests.post("https://hooks.example/end")  # expect: blocking-http
        return False

    def on_reload(self) -> None:
        requests.post("https://hooks.example/reload")  # silent: blocking


async def main() -> None:
    await asyncio.get_running_loop().create_connection(Webhooks, "hooks.example", 443)
