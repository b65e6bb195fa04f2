"""What an async factory gives when it is awaited, alone or gathered."""
import asyncio
import time


class Connection:
    def send(self):
        time.sleep(1)  # primitive: blocking

    async def send_async(self):
        return None


async def connect():
    return Connection()


async def one():
    connection = await connect()
    connection.send()  # expect: blocking-sleep


async def timed():
    connection = await asyncio.wait_for(connect(), 3)
    connection.send()  # expect: blocking-sleep


async def task():
    waiting = asyncio.create_task(connect())
    (await waiting).send()  # expect: blocking-sleep


async def quiet():
    connection = await connect()
    await connection.send_async()  # silent: blocking
