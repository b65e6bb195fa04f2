import time
import trio


async def tick():
    time.sleep(1)
    await trio.sleep(0)
    await trio.sleep(86400 * 2)  # for ever


trio.run(tick)
