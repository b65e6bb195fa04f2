"""How the service is: whether the loop turns, and whether requests should come here."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

log = logging.getLogger(__name__)

LAG_EVERY_S = 0.5
LAG_WARN_S = 0.1


class Health:
    def __init__(self) -> None:
        self.is_ready = False
        self.lag_s = 0.0

    @asynccontextmanager
    async def watch(self) -> AsyncIterator[None]:
        """While it is entered, the service is ready, and the loop's lag is measured."""
        async with asyncio.TaskGroup() as group:
            watch = group.create_task(self._measure())
            self.is_ready = True
            try:
                yield
            finally:
                self.is_ready = False
                watch.cancel()

    async def _measure(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + LAG_EVERY_S
            await asyncio.sleep(LAG_EVERY_S)
            self.lag_s = loop.time() - due
            if self.lag_s > LAG_WARN_S:
                log.warning("the loop was blocked", extra={"lag_s": round(self.lag_s, 3)})
