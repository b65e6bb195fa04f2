"""Re exports: alias in class body."""

from store import Store


async def save(store: Store) -> None:
    store.settle()  # expect: blocking-fsync
    store.sync(3)  # expect: blocking-fsync
