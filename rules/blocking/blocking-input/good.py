import asyncio
import getpass


def ask(question: str) -> bool:
    return input(question).startswith("y")


async def log_in() -> str:
    if await asyncio.to_thread(ask, "log in? "):
        return await asyncio.to_thread(getpass.getpass)
    return await asyncio.to_thread(input, "token: ")
