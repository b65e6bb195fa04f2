"""Limits around work that cannot be ended by them."""
import asyncio
import subprocess
import threading

import psycopg2


class Batch:
    def __init__(self, dsn: str) -> None:
        self.connection = psycopg2.connect(dsn)
        self.done = threading.Event()

    def query(self) -> list:
        with self.connection.cursor() as cursor:
            cursor.execute("select 1")
            return cursor.fetchall()

    async def rows(self) -> list:
        async with asyncio.timeout(5):  # expect: timeout-cannot-interrupt-blocking
            return self.query()  # expect: blocking-database

    async def rows_well(self) -> list:
        async with asyncio.timeout(5):  # silent: cancellation
            return await asyncio.to_thread(self.query)

    async def convert(self, path: str) -> None:
        async with asyncio.timeout(60):  # expect: timeout-cannot-interrupt-blocking
            subprocess.run(["convert", path])  # expect: blocking-subprocess

    async def convert_well(self, path: str) -> None:
        async with asyncio.timeout(60):  # silent: cancellation
            process = await asyncio.create_subprocess_exec("convert", path)
            await process.wait()

    async def wait(self) -> None:
        async with asyncio.timeout(1):  # expect: timeout-cannot-interrupt-blocking
            self.done.wait()  # expect: blocking-lock

    async def step(self) -> None:
        self.query()  # expect: blocking-database

    async def steps(self) -> None:
        # expect: timeout-cannot-interrupt-blocking
        await asyncio.wait_for(self.step(), 5)
        await asyncio.wait_for(asyncio.sleep(1), 5)  # silent: cancellation
