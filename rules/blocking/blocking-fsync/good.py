import asyncio
import os
from typing import BinaryIO


def append(journal: BinaryIO, records: list[bytes]) -> None:
    for record in records:
        os.write(journal.fileno(), record)
    os.fsync(journal.fileno())


async def append_all(journal: BinaryIO, records: list[bytes]) -> None:
    await asyncio.to_thread(append, journal, records)
