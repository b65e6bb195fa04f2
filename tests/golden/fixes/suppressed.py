import time


async def tick():
    time.sleep(1)  # nostall: ignore[blocking-sleep]
    time.sleep(2)  # noqa: ASYNC251
