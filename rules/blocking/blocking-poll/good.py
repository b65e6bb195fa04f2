import asyncio
import select
import socket


def has_answer(connection: socket.socket) -> bool:
    return bool(select.select([connection], [], [], 0)[0])


async def ask(connection: socket.socket) -> bytes:
    connection.setblocking(False)
    if has_answer(connection):
        return connection.recv(1024)
    return await asyncio.get_running_loop().sock_recv(connection, 1024)
