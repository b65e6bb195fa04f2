"""Stands in for async_lru where it is not installed: a cache that keeps a task for each set of
arguments, without bound or time limit."""

import asyncio
import functools


def alru_cache(maxsize=128):
    def decorate(function):
        kept = {}

        @functools.wraps(function)
        async def cached(*arguments):
            if arguments not in kept:
                kept[arguments] = asyncio.ensure_future(function(*arguments))
            return await kept[arguments]

        return cached

    return decorate
