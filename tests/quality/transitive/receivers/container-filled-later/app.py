"""A list that starts empty and is appended to, a dict that is filled by keys."""
import time


class Probe:
    def measure(self):
        time.sleep(0.5)  # primitive: blocking

    def unit(self):
        return "ms"


class Monitor:
    def __init__(self):
        self.probes = []
        self.named = {}

    def register(self, name):
        probe = Probe()
        self.probes.append(probe)
        self.named[name] = probe

    async def sweep(self):
        for probe in self.probes:
            probe.measure()  # expect: blocking-sleep

    async def one(self, name):
        self.named[name].measure()  # expect: blocking-sleep

    async def units(self):
        return [probe.unit() for probe in self.probes]  # silent: blocking
