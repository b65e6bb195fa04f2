"""Pipes between processes: poll() returns at once unless it is given a time."""
from multiprocessing.connection import Connection


def has_data(pipe: Connection) -> bool:
    return pipe.poll()


def has_data_zero(pipe: Connection) -> bool:
    return pipe.poll(0)


def has_data_within(pipe: Connection, seconds: float) -> bool:
    return pipe.poll(seconds)  # primitive: blocking


async def look(pipe: Connection) -> None:
    has_data(pipe)  # silent: blocking
    has_data_zero(pipe)  # silent: blocking
    has_data_within(pipe, 0)  # silent: blocking


async def wait(pipe: Connection) -> None:
    has_data_within(pipe, 1.5)  # expect: blocking-process-wait
