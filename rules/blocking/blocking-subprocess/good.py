import asyncio
import subprocess


async def revision() -> str:
    process = await asyncio.create_subprocess_exec(
        "git", "rev-parse", "HEAD", stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    return out.decode()


async def deploy() -> None:
    print(await revision())
    await asyncio.to_thread(subprocess.run, ["make", "deploy"], check=True)
