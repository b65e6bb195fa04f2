"""Watchers, validators and computed values of Textual."""
import time

from textual.containers import Vertical
from textual.reactive import reactive


class Gauge(Vertical):
    level = reactive(0.0)

    def watch_level(self, old: float, new: float) -> None:
        time.sleep(0.1)  # expect: blocking-sleep

    def validate_level(self, level: float) -> float:
        time.sleep(0.1)  # expect: blocking-sleep
        return level

    def compute_level(self) -> float:
        time.sleep(0.1)  # expect: blocking-sleep
        return 0.0

    def key_up(self) -> None:
        time.sleep(0.1)  # expect: blocking-sleep

    def measure(self) -> None:
        time.sleep(0.1)  # silent: blocking


class Sensor:
    def watch_level(self, old: float, new: float) -> None:
        time.sleep(0.1)  # silent: blocking
