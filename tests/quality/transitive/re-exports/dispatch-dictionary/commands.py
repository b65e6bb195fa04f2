"""Re exports: dispatch dictionary (commands)."""

import shutil
import time


def wait(argument: str) -> None:
    time.sleep(float(argument))


def pause(argument: str) -> None:
    time.sleep(60)


COMMANDS = {"wait": wait, "pause": pause}
