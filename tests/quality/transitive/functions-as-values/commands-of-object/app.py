"""Functions as values: commands of object."""

import subprocess


class Shell:
    def __init__(self) -> None:
        self.commands = {"build": self._build, "test": self._test}

    def _build(self) -> None:
        subprocess.run(["make"])

    def _test(self) -> None:
        subprocess.run(["make", "test"])

    async def run(self, name: str) -> None:
        command = self.commands.get(name)
        if command is not None:
            command()  # expect: blocking-subprocess
