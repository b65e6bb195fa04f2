"""Helpers without annotations are typed by their callers."""
from pathlib import Path


def digest(path):
    return hash(path.read_bytes())  # primitive: blocking


def stem(path):
    return path.stem


async def compare(name):
    left, right = Path("left"), Path("right")
    return digest(left / name) == digest(right / name)  # expect: blocking-file-io, blocking-file-io


async def label(name):
    return stem(Path(name))  # silent: blocking
