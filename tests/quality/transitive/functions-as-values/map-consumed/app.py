"""Functions as values: map consumed."""

import socket


def address(host: str) -> str:
    return socket.gethostbyname(host)


async def addresses(hosts: list[str]) -> list[str]:
    pending = map(address, hosts)
    names = list(map(str.upper, hosts))  # silent: blocking
    return list(pending) + names  # expect: blocking-dns
