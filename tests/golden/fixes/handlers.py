import asyncio


async def passes():
    while True:
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            pass  # carry on


async def inline(queue):
    while True:
        try: await queue.get()
        except asyncio.CancelledError: print("cancelled")


async def cleans(queue):
    while True:
        try:
            await queue.get()
        except asyncio.CancelledError:
            if queue:
                print(
                    "cancelled",
                )  # so be it
                # behind it
        finally:
            print("done")


async def bare(queue):
    while True:
        try:
            await queue.get()
        except:
            print("failed")


async def base(queue):
    while True:
        try:
            await queue.get()
        except BaseException as error:
            print(error)


async def both(queue):
    while True:
        try:
            await queue.get()
        except (asyncio.CancelledError, ValueError):
            print("failed")


async def last(queue):
    try:
        await queue.get()
    except asyncio.CancelledError:
        pass


async def caller(queue):
    await last(queue)
    print("goes on")
