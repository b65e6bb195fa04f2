"""Functions as values: helper offloads, where nothing may be said (pools)."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

_POOL = ThreadPoolExecutor(4)


async def offload(function, *args):
    return await _submit(function, args)


def _submit(function, args):
    return asyncio.get_running_loop().run_in_executor(_POOL, function, *args)
