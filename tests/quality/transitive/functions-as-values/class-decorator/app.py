"""Functions as values: class decorator."""

import functools
import subprocess


class Traced:
    def __init__(self, function) -> None:
        functools.update_wrapper(self, function)
        self.function = function

    def __call__(self, *args):
        self._record()
        return self.function(*args)

    def _record(self) -> None:
        subprocess.run(["logger", "called"])


@Traced
def add(a: int, b: int) -> int:
    return a + b


async def handle() -> int:
    return add(1, 2)  # expect: blocking-subprocess
