"""The first base that has the method is asked, as Python does it."""
import time


class Top:
    def go(self):
        time.sleep(1)  # primitive: blocking


class Left(Top):
    pass


class Right(Top):
    def go(self):
        return 1


class Both(Left, Right):
    pass


class OnlyLeft(Left):
    pass


async def both():
    Both().go()  # silent: blocking


async def left():
    OnlyLeft().go()  # expect: blocking-sleep
