"""Re exports: import as (company.reports.writer)."""

import os


def flush_to_disk(descriptor: int, text: str) -> None:
    print(text)
    _sync(descriptor)


def _sync(descriptor: int) -> None:
    os.fsync(descriptor)


def banner(text: str) -> str:
    return f"== {text} =="
