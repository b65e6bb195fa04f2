"""Re exports: all augmented."""

from net import *


async def check(host: str, port: int) -> str:
    if not is_open(port):  # silent: blocking
        return ""
    return lookup(host)  # expect: blocking-dns
