"""A mixin finds its method in the class that it is mixed into."""
import time


class PollMixin:
    def poll(self):
        return self.fetch()

    async def poll_async(self):
        return self.fetch()  # expect: blocking-sleep


class Sensor(PollMixin):
    def fetch(self):
        time.sleep(1)  # primitive: blocking


class Constant(PollMixin):
    def value(self):
        return 1


async def read(sensor: Sensor):
    return sensor.poll()  # expect: blocking-sleep


async def constant(source: Constant):
    return source.value()  # silent: blocking
