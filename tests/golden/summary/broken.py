"""What cannot be read is a problem, what stands around it is not lost."""
import time


def before():
    time.sleep(1)


x = = time.time()


async def after():
    time.sleep(2)
    await other(1, 2


def last():
    time.sleep(3)
