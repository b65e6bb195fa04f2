import asyncio


async def poll() -> None:
    # Was `time.sleep(1)` once.
    await asyncio.sleep(1)  # nostall: ignore[blocking-sleep] -- nobody else is on this loop # expect: unused-suppression


async def main() -> None:
    await poll()


asyncio.run(main())
