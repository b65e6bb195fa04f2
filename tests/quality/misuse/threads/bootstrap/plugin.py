"""What runs as a module is imported."""
import asyncio

jobs: list[asyncio.Task] = []


async def refresh() -> None:
    await asyncio.sleep(60)


def register() -> None:
    jobs.append(asyncio.create_task(refresh()))  # expect: create-task-without-loop


register()


class Plugin:
    def __init__(self) -> None:
        self.job = asyncio.create_task(refresh())  # expect: create-task-without-loop


PLUGIN = Plugin()


class Lazy:
    def __init__(self) -> None:
        self.job: asyncio.Task | None = None

    def start(self) -> None:
        self.job = asyncio.create_task(refresh())  # silent: threads


LAZY = Lazy()


def ask() -> bool:
    try:
        jobs.append(asyncio.create_task(refresh()))  # silent: threads
    except RuntimeError:
        return False
    return True


HAS_LOOP = ask()


async def main() -> None:
    begin()
    LAZY.start()


def begin() -> None:
    jobs.append(asyncio.create_task(refresh()))  # silent: threads


if __name__ == "__main__":
    asyncio.run(main())
