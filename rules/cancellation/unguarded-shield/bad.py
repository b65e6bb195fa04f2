import asyncio


async def save(rows: list[str]) -> None:
    for row in rows:
        await asyncio.sleep(0)
        print("saved", row)


async def place_orders(rows: list[str]) -> None:
    await asyncio.shield(save(rows))  # expect: unguarded-shield
