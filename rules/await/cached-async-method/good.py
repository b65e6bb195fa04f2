import weakref

from async_lru import alru_cache

alive: weakref.WeakSet = weakref.WeakSet()


@alru_cache(maxsize=100)
async def total_of(rows: tuple[int, ...]) -> int:
    return sum(rows)


class Report:
    def __init__(self, rows: list[int]) -> None:
        self.rows = rows
        alive.add(self)

    async def total(self) -> int:
        return await total_of(tuple(self.rows))


async def handle() -> None:
    print(await Report([1, 2, 3]).total())


async def serve(requests: int) -> None:
    for _ in range(requests):
        await handle()
        if len(alive) > 1:
            raise MemoryError(f"{len(alive)} reports, and nobody needs one")
