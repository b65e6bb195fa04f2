"""Implicit calls: operators."""

import subprocess


class Step:
    def __init__(self, command: str) -> None:
        self.command = command

    def __or__(self, other: "Step") -> "Step":
        self._run()
        return other

    def __rshift__(self, name: str) -> None:
        self._run()

    def _run(self) -> None:
        subprocess.run(self.command, shell=True)


async def pipe(first: Step, second: Step) -> None:
    both = first | second  # expect: blocking-subprocess
    both >> "out.txt"  # expect: blocking-subprocess
