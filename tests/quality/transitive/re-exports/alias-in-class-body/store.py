"""Re exports: alias in class body (store)."""

import os


def _sync_file(descriptor: int) -> None:
    os.fsync(descriptor)


class Store:
    sync = staticmethod(_sync_file)

    def flush(self) -> None:
        os.fsync(3)

    settle = flush
