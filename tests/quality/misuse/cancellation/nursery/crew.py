"""Structured concurrency."""
import trio


class Peer:
    async def say(self, text: str) -> None:
        await trio.sleep(0.1)
        print(text)

    async def aclose(self) -> None:
        await trio.sleep(0.1)

    async def hang_up(self) -> None:
        with trio.CancelScope(shield=True):
            await self.say("bye")


async def talk(peer: Peer) -> None:
    try:
        await peer.say("hello")
    finally:
        await peer.say("bye")  # expect: unshielded-await-in-cleanup


async def talk_and_close(peer: Peer) -> None:
    try:
        await peer.say("hello")
    finally:
        await peer.aclose()  # silent: cancellation


async def talk_well(peer: Peer) -> None:
    try:
        await peer.say("hello")
    finally:
        with trio.move_on_after(1, shield=True):
            await peer.say("bye")  # silent: cancellation


async def talk_by_a_helper(peer: Peer) -> None:
    try:
        await peer.say("hello")
    finally:
        await peer.hang_up()  # silent: cancellation


async def on_cancel(peer: Peer) -> None:
    try:
        await peer.say("hello")
    except trio.Cancelled:
        await peer.say("cancelled")  # expect: unshielded-await-in-cleanup
        raise


async def on_error(peer: Peer) -> None:
    try:
        await peer.say("hello")
    except OSError:
        await peer.say("failed")  # silent: cancellation
        raise


async def keep(peer: Peer) -> None:
    try:
        await peer.say("hello")
    except trio.Cancelled:  # expect-miss: swallowed-cancellation -- it may be the end of a task: probable
        print("kept")


async def idle(nursery: trio.Nursery, peer: Peer) -> None:
    with trio.fail_after(5):  # expect: timeout-without-await
        nursery.start_soon(peer.say, "hello")


async def busy(peer: Peer) -> None:
    with trio.fail_after(5):  # silent: cancellation
        async with trio.open_nursery() as nursery:
            nursery.start_soon(peer.say, "hello")
