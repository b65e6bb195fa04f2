"""Re-exports: getattr of another name, where nothing may be said."""

import shutil


class Store:
    def clear(self) -> None:
        shutil.rmtree("store")

    def count(self) -> int:
        return 3


async def handle(store: Store, name: str) -> int:
    getattr(store, "clear")  # silent: blocking
    getattr(store, name)()  # silent: blocking
    return getattr(store, "count")()  # silent: blocking
