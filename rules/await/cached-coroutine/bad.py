from functools import cache, cached_property


@cache  # expect: cached-coroutine "can be awaited once"
async def fetch(key: str) -> str:
    return key * 2


class Page:
    @cached_property  # expect: cached-coroutine "title"
    async def title(self) -> str:
        return "title"


async def load(key: str) -> str:
    return key


load_once = cache(load)  # expect: cached-coroutine


async def both() -> None:
    for _ in range(2):
        print(await fetch("a"))


async def show(page: Page) -> None:
    for _ in range(2):
        print(await page.title)


async def once() -> None:
    for _ in range(2):
        print(await load_once("a"))
