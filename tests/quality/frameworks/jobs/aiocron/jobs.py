"""aiocron calls a sync function from the coroutine that it makes around it."""
import time

import aiocron


@aiocron.crontab("*/5 * * * *")
def often() -> None:
    time.sleep(1)  # expect: blocking-sleep


@aiocron.crontab("0 * * * *")
async def hourly() -> None:
    time.sleep(1)  # expect: blocking-sleep


def daily() -> None:
    time.sleep(1)  # silent: blocking
