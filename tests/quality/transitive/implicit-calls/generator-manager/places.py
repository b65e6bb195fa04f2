"""Implicit calls: generator manager (places)."""

import contextlib
import os
import shutil


@contextlib.contextmanager
def workspace(name: str):
    os.makedirs(name)
    try:
        yield name
    finally:
        _remove(name)


def _remove(name: str) -> None:
    shutil.rmtree(name)
