import asyncio

lock = asyncio.Lock()


class Sync:
    def __enter__(self): return self
    def __exit__(self, *error): pass


async def numbers():
    yield 1


async def enter(flag):
    with lock: pass
    with (lock):
        pass
    with lock, Sync():
        pass
    async with Sync() as s:
        await asyncio.sleep(1)
    async  with(Sync()): await asyncio.sleep(1)
    for number in numbers(): print(number)
    for a, b in (numbers()):
        pass
    x = [number for number in numbers() if number]
    y = (number for number in numbers())
    z = {n: m for n in range(3) for m in numbers()}
    async for number in [1, 2]:
        print(number, x, y, z, s)
    w = [number async for number in [1, 2]]
    return w


def plain():
    with lock:
        pass
    for number in numbers():
        pass
