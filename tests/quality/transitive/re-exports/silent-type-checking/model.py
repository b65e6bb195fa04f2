"""Re exports: type checking, where nothing may be said (model)."""

import time


class Model:
    def __init__(self) -> None:
        time.sleep(1)
