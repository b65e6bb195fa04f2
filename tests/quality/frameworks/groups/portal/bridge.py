"""A portal: a thread has the loop of another one call something."""
import time

from anyio.from_thread import start_blocking_portal


def on_loop() -> None:
    time.sleep(1)  # expect: blocking-sleep


async def on_loop_async() -> None:
    time.sleep(1)  # expect: blocking-sleep


def main() -> None:
    with start_blocking_portal() as portal:
        portal.call(on_loop)
        portal.start_task_soon(on_loop_async)
        time.sleep(1)  # silent: blocking
