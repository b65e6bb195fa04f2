"""Points in time, on clocks that begin anywhere."""
import asyncio

import anyio
import trio


def ring() -> None:
    print("ring")


async def alarm(loop: asyncio.AbstractEventLoop) -> None:
    loop.call_at(60, ring)  # expect: constant-absolute-deadline
    loop.call_at(loop.time() + 60, ring)  # silent: cancellation
    loop.call_later(60, ring)  # silent: cancellation


async def until() -> None:
    async with asyncio.timeout_at(120.5):  # expect: constant-absolute-deadline
        await asyncio.sleep(1)
    async with asyncio.timeout_at(asyncio.get_running_loop().time() + 120.5):  # silent: cancellation
        await asyncio.sleep(1)


async def in_trio(channel: trio.MemoryReceiveChannel) -> None:
    with trio.move_on_at(30):  # expect: constant-absolute-deadline
        await channel.receive()
    with trio.fail_at(trio.current_time() + 30):  # silent: cancellation
        await channel.receive()
    with trio.CancelScope(deadline=30):  # expect: constant-absolute-deadline
        await channel.receive()
    with trio.move_on_after(30):  # silent: cancellation
        await channel.receive()


async def in_anyio() -> None:
    with anyio.CancelScope(deadline=12):  # expect: constant-absolute-deadline
        await anyio.sleep(1)
    with anyio.CancelScope(deadline=anyio.current_time() + 12):  # silent: cancellation
        await anyio.sleep(1)
    scope = anyio.move_on_after(5)  # expect: delayed-relative-timeout
    await anyio.sleep(1)
    with scope:
        await anyio.sleep(1)
    lazy = anyio.fail_after(5)  # silent: cancellation
    await anyio.sleep(1)
    with lazy:
        await anyio.sleep(1)
