from contextlib import asynccontextmanager, contextmanager


@asynccontextmanager
async def connected(name: str):
    yield name


@contextmanager
def locked(name: str):
    yield name


async def use() -> None:
    async with connected("a") as name:
        print(name)


async def wait() -> None:
    with locked("a") as name:
        print(name)
