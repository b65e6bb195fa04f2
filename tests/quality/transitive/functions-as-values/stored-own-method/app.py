"""Functions as values: stored own method."""

import subprocess


class Monitor:
    def __init__(self) -> None:
        self.on_change = self._rebuild

    def _rebuild(self) -> None:
        subprocess.run(["make"])

    async def changed(self) -> None:
        self.on_change()  # expect: blocking-subprocess
