"""Conditions: socket made non-blocking."""

import socket


async def read() -> bytes:
    quick = socket.socket(socket.AF_INET, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
    quick.recv(1)  # silent: blocking
    slow = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    return slow.recv(1)  # expect: blocking-network
