"""Implicit calls: enter and exit."""

from tracing import Span


async def handle(name: str) -> None:
    with Span(name):  # expect: blocking-http
        pass
