"""Only a docstring
over two lines."""
async def tick():
    import time
    time.sleep(1)
