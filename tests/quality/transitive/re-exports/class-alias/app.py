"""Re exports: class alias."""

from clients import Client


async def home() -> str:
    return Client().get("https://example.org")  # expect: blocking-http
