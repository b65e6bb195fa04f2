"""Implicit calls: property of base (shapes)."""

from abc import ABC, abstractmethod
import time


class Sensor(ABC):
    @property
    @abstractmethod
    def value(self) -> float: ...


class Thermometer(Sensor):
    @property
    def value(self) -> float:
        return self._sample()

    def _sample(self) -> float:
        time.sleep(0.75)
        return 21.0
