"""Classes inside classes and inside functions."""
import time


class Outer:
    class Inner:
        def run(self):
            time.sleep(1)  # primitive: blocking

        def name(self):
            return "inner"

    def make(self):
        return self.Inner()


def local():
    class Here:
        def run(self):
            time.sleep(2)  # primitive: blocking

    return Here()


async def inner():
    Outer.Inner().run()  # expect: blocking-sleep
    Outer().make().run()  # expect: blocking-sleep


async def here():
    local().run()  # expect: blocking-sleep


async def name():
    return Outer().make().name()  # silent: blocking
