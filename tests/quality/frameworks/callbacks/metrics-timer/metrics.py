"""A timer that writes itself anew: call_later gives a handle, the method is run by the loop."""
import asyncio
import json
from pathlib import Path


class Metrics:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.counts: dict[str, int] = {}
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(60, self._flush)

    def _flush(self) -> None:
        self.path.write_text(json.dumps(self.counts))  # expect: blocking-file-io
        self.start()

    def dump_at_exit(self) -> None:
        self.path.write_text(json.dumps(self.counts))  # silent: blocking
