"""Re exports: lazy if name."""

from cloud import upload


async def store(blob: bytes) -> None:
    upload(blob)  # expect: blocking-http
