"""What the program calls."""

import time


def load(seconds):
    time.sleep(seconds)


def back_off(seconds):
    time.sleep(seconds)


def warm_up():
    time.sleep(0.12)


class Cache:
    def refresh(self):
        self.read()

    def read(self):
        with open(__file__, encoding="utf-8") as file:
            file.read()
        time.sleep(0.13)
