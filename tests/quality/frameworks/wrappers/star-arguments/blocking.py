import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any


async def run_blocking(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, partial(function, *args, **kwargs))


async def retried(function: Callable[..., Any], *args: Any) -> Any:
    try:
        return await run_blocking(function, *args)
    except OSError:
        return await run_blocking(function, *args)
