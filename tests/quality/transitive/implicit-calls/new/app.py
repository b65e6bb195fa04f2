"""Implicit calls: new."""

import time


class Singleton:
    def __new__(cls):
        cls._warm_up()
        return super().__new__(cls)

    @staticmethod
    def _warm_up() -> None:
        time.sleep(2)


async def handle() -> None:
    Singleton()  # expect: blocking-sleep
