import asyncio


class Framed(asyncio.Protocol):
    """Cuts a stream into frames for those that derive from it."""
