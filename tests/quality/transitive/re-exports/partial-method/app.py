"""Re exports: partial method."""

from device import Device


async def who(host: str) -> bytes:
    return Device(host).identify()  # expect: blocking-network
