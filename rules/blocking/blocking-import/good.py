import asyncio
import importlib

import pandas


async def summary(path: str) -> str:
    return str(pandas.DataFrame().describe())


async def plugin(name: str) -> object:
    return await asyncio.to_thread(importlib.import_module, f"plugins.{name}")
