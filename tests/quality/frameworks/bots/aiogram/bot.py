"""aiogram 3 calls sync handlers and filters in threads."""
import time

from aiogram import BaseMiddleware, F, Router
from aiogram.types import Message

router = Router()


def is_awake(message: Message) -> bool:
    time.sleep(1)  # silent: blocking
    return True


@router.message(F.text, is_awake)
def slow(message: Message) -> None:
    time.sleep(1)  # silent: blocking


@router.message()
async def quick(message: Message) -> None:
    time.sleep(1)  # expect: blocking-sleep


class Throttle(BaseMiddleware):
    async def __call__(self, handler, event, data):
        time.sleep(0.1)  # expect: blocking-sleep
        return await handler(event, data)
