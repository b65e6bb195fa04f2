"""What the shop has."""
import asyncio
from functools import wraps


def traced(function):
    @wraps(function)
    async def wrapper(*arguments, **options):
        print(function.__name__)
        return await function(*arguments, **options)

    return wrapper


def in_background(function):
    """Starts the coroutine, so that callers need not await it."""
    running = set()

    @wraps(function)
    def start(*arguments, **options):
        task = asyncio.ensure_future(function(*arguments, **options))
        running.add(task)
        task.add_done_callback(running.discard)
        return None

    return start


async def reserve(article: str) -> bool:
    await asyncio.sleep(0)
    return bool(article)


async def release(article: str) -> None:
    await asyncio.sleep(0)


@traced
async def announce(article: str) -> None:
    print(article)


@in_background
async def audit(article: str) -> None:
    print(article)


async def recount() -> int:
    return 0


class Reservation:
    def __init__(self, owner: str) -> None:
        self.owner = owner

    async def extend(self, seconds: int) -> None:
        await asyncio.sleep(seconds)
