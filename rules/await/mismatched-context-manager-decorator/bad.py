from contextlib import asynccontextmanager, contextmanager


@contextmanager  # expect: mismatched-context-manager-decorator
async def connected(name: str):
    yield name


@asynccontextmanager  # expect: mismatched-context-manager-decorator "not async"
def locked(name: str):
    yield name


async def use() -> None:
    with connected("a") as name:
        print(name)


async def wait() -> None:
    async with locked("a") as name:
        print(name)
