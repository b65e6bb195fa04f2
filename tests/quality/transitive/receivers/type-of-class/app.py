"""A class is passed and called."""
import time


class Task:
    def run(self):
        time.sleep(1)  # primitive: blocking

    @classmethod
    def title(cls):
        return cls.__name__


def make(kind: type[Task]):
    return kind()


async def start(kind: type[Task]):
    kind().run()  # expect: blocking-sleep


async def start_made(kind: type[Task]):
    make(kind).run()  # expect: blocking-sleep


async def title(kind: type[Task]):
    return kind.title()  # silent: blocking
