"""Re exports: dictionary items."""

import socket


def ipv4(host: str) -> str:
    return socket.gethostbyname(host)


def every(host: str) -> list:
    return socket.getaddrinfo(host, 443)


LOOKUPS = {"v4": ipv4, "all": every}


async def resolve(host: str) -> dict:
    found = {}
    for name, lookup in LOOKUPS.items():
        found[name] = lookup(host)  # expect: blocking-dns
    return found
