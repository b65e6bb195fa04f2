"""Another attempt for what may be over in a moment, with growing, random pauses between."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def retry(
    call: Callable[[], Awaitable[T]],
    *,
    attempts: int,
    errors: tuple[type[Exception], ...],
    pause_s: float = 0.05,
    pause_max_s: float = 2.0,
) -> T:
    """Awaits `call()` up to `attempts` times, as long as it fails with one of `errors`.

    The pause before attempt n is random up to `pause_s * 2 ** n`, so that clients of a service that
    comes back do not all return in the same moment. Deadlines are the caller's: put it under
    `asyncio.timeout`.
    """
    for attempt in range(1, attempts):
        try:
            return await call()
        except errors:
            await asyncio.sleep(random.uniform(0, min(pause_max_s, pause_s * 2**attempt)))
    return await call()
