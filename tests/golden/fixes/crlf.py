"""Doc."""
import time


async def tick():
    time.sleep(1)  # é
    while True:
        try:
            await tick()
        except BaseException:
            pass