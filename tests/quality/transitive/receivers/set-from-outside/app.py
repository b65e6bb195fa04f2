"""Another object hangs the helper on."""
import time


class Panel:
    def __init__(self):
        self.driver = None

    async def show(self):
        self.driver.draw()  # expect: blocking-sleep

    async def size(self):
        return self.driver.size()  # silent: blocking


class Driver:
    def draw(self):
        time.sleep(0.2)  # primitive: blocking

    def size(self):
        return 80, 24


def assemble():
    panel = Panel()
    panel.driver = Driver()
    return panel
