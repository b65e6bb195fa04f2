import asyncio


class Door:
    is_open = False

    async def wait(self, timeout: float) -> bool:  # expect: async-timeout-parameter
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while not self.is_open and loop.time() < deadline:
            await asyncio.sleep(0.1)
        return self.is_open
