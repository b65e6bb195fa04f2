"""Implicit calls: constructor in factory."""

import socket
from typing import Self


class Link:
    def __init__(self, host: str) -> None:
        self.socket = socket.create_connection((host, 22))

    @classmethod
    def to(cls, host: str) -> Self:
        return cls(host)


async def reach(host: str) -> Link:
    return Link.to(host)  # expect: blocking-network
