import weakref

from async_lru import alru_cache

alive: weakref.WeakSet = weakref.WeakSet()


class Report:
    def __init__(self, rows: list[int]) -> None:
        self.rows = rows
        alive.add(self)

    @alru_cache(maxsize=None)  # expect: cached-async-method "every instance"
    async def total(self) -> int:
        return sum(self.rows)


async def handle() -> None:
    print(await Report([1, 2, 3]).total())


async def serve(requests: int) -> None:
    for _ in range(requests):
        await handle()
        if len(alive) > 1:
            raise MemoryError(f"{len(alive)} reports, and nobody needs one")
