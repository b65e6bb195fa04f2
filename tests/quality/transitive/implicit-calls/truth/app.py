"""Implicit calls: truth."""

import socket


class Peer:
    def __init__(self, host: str) -> None:
        self.host = host

    def __bool__(self) -> bool:
        return self._reachable()

    def _reachable(self) -> bool:
        socket.create_connection((self.host, 7)).close()
        return True


async def pick(first: Peer, second: Peer) -> str:
    if first:  # expect: blocking-network
        return first.host
    return second.host if second else "none"  # expect: blocking-network
