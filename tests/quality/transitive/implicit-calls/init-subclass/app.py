"""Implicit calls: init subclass."""

import time


class Plugin:
    def __init_subclass__(cls) -> None:
        cls._settle()

    @classmethod
    def _settle(cls) -> None:
        time.sleep(1)


async def define() -> type:
    class Local(Plugin):  # expect: blocking-sleep
        pass

    return Local
