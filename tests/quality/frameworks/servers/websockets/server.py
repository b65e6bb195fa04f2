"""The handshake of websockets may be refused by a sync function, which runs on the loop."""
import asyncio
import urllib.request

from websockets.asyncio.server import serve


def refuse(connection, request):
    urllib.request.urlopen("http://auth")  # expect: blocking-http


def audit(text: str) -> None:
    urllib.request.urlopen("http://audit")


async def handler(connection) -> None:
    async for text in connection:
        await asyncio.to_thread(audit, text)  # silent: blocking
        audit(text)  # expect: blocking-http


async def main() -> None:
    async with serve(handler, "", 8765, process_request=refuse) as server:
        await server.serve_forever()
