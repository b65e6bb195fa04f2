"""A generic function gives back what it is given."""
import time
from typing import Iterable, Sequence, TypeVar

T = TypeVar("T")


def first(items: Sequence[T]) -> T:
    return items[0]


def same(item: T) -> T:
    return item


class Job:
    def run(self):
        time.sleep(3)  # primitive: blocking

    def name(self):
        return "job"


async def start(jobs: list[Job]):
    first(jobs).run()  # expect: blocking-sleep


async def start_one(job: Job):
    same(job).run()  # expect: blocking-sleep


async def names(jobs: list[Job]):
    return first(jobs).name()  # silent: blocking
