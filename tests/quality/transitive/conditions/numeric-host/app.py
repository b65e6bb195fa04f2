"""getaddrinfo that only reads numbers."""
import socket


def parse(host):
    return socket.getaddrinfo(host, 80, flags=socket.AI_NUMERICHOST)


def look_up(host, flags=0):
    return socket.getaddrinfo(host, 80, flags=flags)  # primitive: blocking


async def connect(host):
    return parse(host), look_up(host, socket.AI_NUMERICHOST)  # silent: blocking


async def resolve(host):
    return look_up(host)  # expect: blocking-dns
