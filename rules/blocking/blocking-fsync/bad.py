import os
from typing import BinaryIO


def commit(journal: BinaryIO) -> None:
    os.fsync(journal.fileno())


async def append_all(journal: BinaryIO, records: list[bytes]) -> None:
    for record in records:
        os.write(journal.fileno(), record)  # expect: blocking-file-io
        commit(journal)  # expect: blocking-fsync "commit"
