import time


def back_off(attempt: int) -> None:
    time.sleep(2**attempt)


async def poll(attempt: int) -> None:
    time.sleep(1)  # expect: blocking-sleep "time.sleep"
    back_off(attempt)  # expect: blocking-sleep "back_off"
