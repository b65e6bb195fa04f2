"""Sockets that never wait, because they were told not to."""

import asyncio
import socket
from socket import socket as Socket


async def nonblocking() -> None:
    sock = socket.socket()
    sock.setblocking(False)
    try:
        sock.connect(("198.51.100.7", 80))  # silent: blocking-network
        sock.recv(1)  # silent: blocking-network
    except BlockingIOError:
        pass
    other = socket.socket()
    other.settimeout(0)
    other.send(b"x")  # silent: blocking-network


async def talk_async(sock: Socket, line: bytes) -> bytes:
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(sock, line)  # silent: blocking-network
    return await loop.sock_recv(sock, 4096)  # silent: blocking-network
