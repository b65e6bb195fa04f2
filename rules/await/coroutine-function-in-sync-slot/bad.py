import asyncio
import signal
import threading


async def refresh(*_: object) -> None:
    print("fresh")


async def main() -> None:
    loop = asyncio.get_running_loop()
    loop.call_soon(refresh)  # expect: coroutine-function-in-sync-slot "from the loop"
    signal.signal(signal.SIGHUP, refresh)  # expect: coroutine-function-in-sync-slot "later"
    await asyncio.to_thread(refresh)  # expect: coroutine-function-in-sync-slot
    threading.Thread(target=refresh).start()  # expect: coroutine-function-in-sync-slot


async def order() -> None:
    sorted("ab", key=refresh)  # expect: coroutine-function-in-sync-slot "right away"
