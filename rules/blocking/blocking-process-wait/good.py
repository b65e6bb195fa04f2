import asyncio
import os


async def build(process: asyncio.subprocess.Process, helper: int) -> bytes:
    os.waitpid(helper, os.WNOHANG)
    out, _ = await process.communicate()
    await process.wait()
    return out
