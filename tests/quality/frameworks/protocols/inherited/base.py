import asyncio


class Framed(asyncio.Protocol):
    """Cuts a stream into frames for those that derive from it."""

    def data_received(self, data: bytes) -> None:
        for frame in data.split(b"\0"):
            self.on_frame(frame)

    def on_frame(self, frame: bytes) -> None:
        """For classes below."""
