"""Functions as values: signal own (signals)."""


class Signal:
    def __init__(self) -> None:
        self._receivers = []

    def connect(self, receiver):
        self._receivers.append(receiver)
        return receiver

    def send(self, *args) -> None:
        for receiver in self._receivers:
            receiver(*args)


user_created = Signal()
