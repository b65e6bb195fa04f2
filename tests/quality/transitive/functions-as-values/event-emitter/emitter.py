"""Functions as values: event emitter (emitter)."""


class Emitter:
    def __init__(self) -> None:
        self._listeners: dict[str, list] = {}

    def on(self, event: str, listener) -> None:
        self._listeners.setdefault(event, []).append(listener)

    def emit(self, event: str, *args) -> None:
        for listener in self._listeners.get(event, []):
            listener(*args)
