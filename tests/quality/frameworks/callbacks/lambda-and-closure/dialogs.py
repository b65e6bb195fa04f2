"""A callback that is written in place."""
import asyncio
import time


def wait_for_door() -> None:
    time.sleep(5)


def ask_later(loop: asyncio.AbstractEventLoop, question: str) -> None:
    def ask() -> None:
        answer = input(question)  # expect: blocking-input
        print(answer)

    loop.call_soon(ask)
    loop.call_later(1, lambda: wait_for_door())  # expect: blocking-sleep
    never = lambda: wait_for_door()  # silent: blocking
    print(never)
