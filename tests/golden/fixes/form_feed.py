import time

async def tick():
    time.sleep(1)
    time.\
      sleep(2)
