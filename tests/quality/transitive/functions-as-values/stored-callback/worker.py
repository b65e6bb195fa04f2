"""Functions as values: stored callback (worker)."""


class Worker:
    def __init__(self) -> None:
        self.on_done = None

    def finish(self) -> None:
        if self.on_done:
            self.on_done()
