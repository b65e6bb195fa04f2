import asyncio
import time


async def poll() -> None:
    time.sleep(0.001)  # nostall: ignore[blocking-sleep] -- nobody else is on this loop


async def main() -> None:
    await poll()


asyncio.run(main())
