"""Implicit calls: property of base."""

from shapes import Thermometer


async def read() -> float:
    sensor = Thermometer()
    return sensor.value  # expect: blocking-sleep
