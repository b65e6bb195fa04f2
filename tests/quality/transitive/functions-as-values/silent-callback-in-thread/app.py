"""Functions as values: callback in thread, where nothing may be said."""

import threading
import time


class Poller:
    def __init__(self) -> None:
        self.on_poll = self._wait
        self.thread = threading.Thread(target=self._loop)

    def _wait(self) -> None:
        time.sleep(1)

    def _loop(self) -> None:
        while True:
            self.on_poll()

    async def start(self) -> None:
        self.thread.start()  # silent: blocking
