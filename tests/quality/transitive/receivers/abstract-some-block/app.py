"""One of the implementers blocks: a finding, but not a sure one."""
import abc
import time


class Clock(abc.ABC):
    @abc.abstractmethod
    def tick(self) -> None: ...


class RealClock(Clock):
    def tick(self) -> None:
        time.sleep(1)  # primitive: blocking


class FakeClock(Clock):
    def __init__(self) -> None:
        self.now = 0

    def tick(self) -> None:
        self.now += 1


async def wait(clock: Clock) -> None:
    clock.tick()  # expect: blocking-sleep


async def wait_fake(clock: FakeClock) -> None:
    clock.tick()  # silent: blocking
