# A comment at the top.

async def tick():
    import time
    time.sleep(1)
