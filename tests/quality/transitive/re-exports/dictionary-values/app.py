"""Re exports: dictionary values."""

import os


def sync_log() -> None:
    _sync(3)


def sync_index() -> None:
    _sync(4)


def _sync(descriptor: int) -> None:
    os.fsync(descriptor)


SYNCS = {"log": sync_log, "index": sync_index}


async def checkpoint() -> None:
    for sync in SYNCS.values():
        sync()  # expect: blocking-fsync
