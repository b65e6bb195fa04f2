"""Re exports: or callee."""

import time


def default_delay() -> None:
    time.sleep(3)


custom_delay = None


async def throttle() -> None:
    delay = custom_delay or default_delay
    delay()  # expect: blocking-sleep
