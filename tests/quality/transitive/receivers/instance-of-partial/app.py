"""A partial of a class makes its instances."""
import functools
import time


class Timer:
    def __init__(self, seconds):
        self.seconds = seconds

    def run(self):
        time.sleep(self.seconds)  # primitive: blocking

    def left(self):
        return self.seconds


short = functools.partial(Timer, 1)


async def run():
    short().run()  # expect: blocking-sleep


async def left():
    return short().left()  # silent: blocking
