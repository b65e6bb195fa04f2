"""Services in a dictionary with constant keys."""
import time


class Slow:
    def call(self):
        time.sleep(1)  # primitive: blocking


class Quick:
    def call(self):
        return 1


services = {"slow": Slow(), "quick": Quick()}


def service(name):
    return services[name]


async def slow():
    services["slow"].call()  # expect: blocking-sleep


async def any_of(name):
    services[name].call()  # expect: blocking-sleep


async def quick():
    services["quick"].call()  # silent: blocking
