import asyncio
import getpass


def ask(question: str) -> bool:
    return input(question).startswith("y")


async def log_in() -> str:
    if ask("log in? "):  # expect: blocking-input "ask"
        return getpass.getpass()  # expect: blocking-input
    return input("token: ")  # expect: blocking-input


async def chat(messages: asyncio.Queue) -> None:
    user = asyncio.create_task(log_in())
    print(await messages.get())
    print(await user)
