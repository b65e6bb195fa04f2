# nostall-args: --target-version 3.12
import asyncio


async def old(loop):
    try:
        await asyncio.sleep(1, loop=loop)
    except asyncio.TimeoutError:
        pass
    except (ValueError, asyncio.TimeoutError):
        pass
    lock = asyncio.Lock(loop=loop)
    await asyncio.wait([lock], timeout=3,
                       loop=loop,  # which
                       return_when="ALL_COMPLETED")
    await asyncio.wait_for(
        lock.acquire(),
        loop=loop,
        timeout=3,
    )
    asyncio.iscoroutinefunction(old)
    task = asyncio.ensure_future(old(1))
    await task
    await loop.run_in_executor(None, print, 1)
    running = asyncio.get_running_loop()
    await running.run_in_executor(None, print, 1)
