"""The same, asked for sure findings only."""
import abc
import time


class Clock(abc.ABC):
    @abc.abstractmethod
    def tick(self) -> None: ...


class RealClock(Clock):
    def tick(self) -> None:
        time.sleep(1)


class FakeClock(Clock):
    def __init__(self) -> None:
        self.now = 0

    def tick(self) -> None:
        self.now += 1


async def wait(clock: Clock) -> None:
    clock.tick()  # silent: blocking
