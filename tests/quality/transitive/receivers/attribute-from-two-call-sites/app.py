"""Two places pass the same kind of thing; two others pass different things, one of which does not block."""
import time


class Device:
    def wait(self):
        time.sleep(1)  # primitive: blocking


class FakeDevice:
    def wait(self):
        return None


class Reader:
    def __init__(self, device):
        self.device = device

    async def read(self):
        self.device.wait()  # expect: blocking-sleep


class Writer:
    def __init__(self, device):
        self.device = device

    async def write(self):
        self.device.wait()  # silent: blocking


async def main():
    first = Reader(Device())
    second = Reader(device=Device())
    third = Writer(Device())
    fourth = Writer(FakeDevice())
    return first, second, third, fourth
