"""Written in C where that was built; this is the stand-in."""
import time


def steady() -> None:
    time.sleep(0.01)
