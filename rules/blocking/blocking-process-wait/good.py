import asyncio
import os

Process = asyncio.subprocess.Process


async def build(compiler: Process, linker: Process, helper: int) -> bytes:
    out, _ = await compiler.communicate()
    await linker.wait()
    os.waitpid(helper, os.WNOHANG)
    return out
