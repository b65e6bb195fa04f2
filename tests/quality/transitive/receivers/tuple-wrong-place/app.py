"""The blocking kind stands first, what is used stands second."""
import time


class Slow:
    def run(self):
        time.sleep(1)


class Quick:
    def run(self):
        return 1


def both() -> tuple[Slow, Quick]:
    return Slow(), Quick()


async def second():
    slow, quick = both()
    quick.run()  # silent: blocking


async def second_by_index():
    both()[1].run()  # silent: blocking


async def pairs(items: list[tuple[Slow, Quick]]):
    for slow, quick in items:
        quick.run()  # silent: blocking


async def by_key(items: dict[str, tuple[Slow, Quick]]):
    slow, quick = items["a"]
    quick.run()  # silent: blocking
