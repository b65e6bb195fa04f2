"""Functions as values: emitter of other, where nothing may be said."""

import time


class Emitter:
    def __init__(self) -> None:
        self._listeners = []

    def on(self, listener) -> None:
        self._listeners.append(listener)

    def emit(self) -> None:
        for listener in self._listeners:
            listener()


class Log:
    def __init__(self) -> None:
        self._lines = []

    def on(self, line) -> None:
        self._lines.append(line)

    def emit(self) -> None:
        for line in self._lines:
            print(line)


def slow() -> None:
    time.sleep(1)


log = Log()
log.on(slow)


async def handle() -> None:
    log.emit()  # silent: blocking
