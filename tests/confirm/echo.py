"""An echo server on asyncio or uvloop and its client, for tests/confirm_witness.py.

    echo.py asyncio|uvloop COUNT     prints the server's processor time, in ms
"""

import asyncio
import os
import socket
import sys
import time


def be_client(side, count):
    for _ in range(count):
        side.sendall(b"x" * 32)
        if not side.recv(64):
            break
    os._exit(0)


class Echo(asyncio.Protocol):
    def __init__(self, over):
        self.over = over

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)

    def connection_lost(self, error):
        self.over.set_result(None)


async def serve(side):
    loop = asyncio.get_running_loop()
    over = loop.create_future()
    side.setblocking(False)
    await loop.create_connection(lambda: Echo(over), sock=side)
    start = time.process_time()
    await over
    print(f"{(time.process_time() - start) * 1000:.3f}")


def main():
    kind, count = sys.argv[1], int(sys.argv[2])
    own, others = socket.socketpair()
    if os.fork() == 0:
        own.close()
        be_client(others, count)
    others.close()
    if kind == "uvloop":
        import uvloop

        uvloop.install()
    asyncio.run(serve(own))


main()
