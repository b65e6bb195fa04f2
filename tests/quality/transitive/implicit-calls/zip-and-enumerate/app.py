"""Implicit calls: zip and enumerate."""

import socket


def addresses(hosts: list[str]):
    for host in hosts:
        yield socket.gethostbyname(host)


async def table(hosts: list[str]) -> dict:
    found = dict(zip(hosts, addresses(hosts)))  # expect: blocking-dns
    for number, address in enumerate(addresses(hosts)):  # expect: blocking-dns
        found[number] = address
    return found
