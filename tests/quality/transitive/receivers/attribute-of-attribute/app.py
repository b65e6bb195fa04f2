"""Reaching through the attributes of other classes, two modules away."""
from parts import Engine


class Car:
    def __init__(self):
        self.engine = Engine()

    async def drive(self):
        self.engine.pump.prime()  # expect: blocking-process-wait
        self.engine.pump.pressure()  # silent: blocking
