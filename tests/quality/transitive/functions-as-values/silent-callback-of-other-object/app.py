"""Functions as values: callback of other object, where nothing may be said."""

import time


class Button:
    def __init__(self) -> None:
        self.on_click = None

    def click(self) -> None:
        if self.on_click:
            self.on_click()


class Slider:
    def __init__(self) -> None:
        self.on_click = None

    def click(self) -> None:
        if self.on_click:
            self.on_click()


def slow() -> None:
    time.sleep(1)


button = Button()
button.on_click = slow
slider = Slider()


async def handle() -> None:
    slider.click()  # silent: blocking
