"""The base does nothing much, a subclass blocks; a receiver that is made here is of its own class."""
import time


class Step:
    def run(self):
        return None

    async def start(self):
        self.run()  # expect: blocking-sleep


class SlowStep(Step):
    def run(self):
        time.sleep(2)  # primitive: blocking


async def only_plain():
    step = Step()
    step.run()  # silent: blocking


async def only_slow():
    step = SlowStep()
    step.run()  # expect: blocking-sleep
