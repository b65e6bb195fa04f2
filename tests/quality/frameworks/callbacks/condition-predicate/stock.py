"""The predicate of a condition is asked on the loop, each time that it is notified."""
import asyncio
import shelve

available = asyncio.Condition()


def in_stock() -> bool:
    with shelve.open("stock") as shelf:  # expect: blocking-file-io
        return bool(shelf["apples"])  # expect: blocking-file-io


async def buy() -> None:
    async with available:
        await available.wait_for(in_stock)
