"""Re exports: star private, where nothing may be said."""

from quick import _wait
from shared import *


async def handle() -> bool:
    _wait()  # silent: blocking
    return ready()  # silent: blocking
