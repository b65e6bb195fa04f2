import asyncio


async def work(turn: asyncio.Lock) -> None:
    async with turn:
        await asyncio.sleep(1)


async def main() -> None:
    turn = asyncio.Lock()
    await asyncio.gather(work(turn), work(turn))
