"""A service keeps its store in an attribute that it makes itself."""
from store import MemoryStore, Store


class Service:
    def __init__(self) -> None:
        self.store = Store()
        self.cache = MemoryStore()

    async def handle(self, key: str) -> bytes:
        return self.store.load(key)  # expect: blocking-file-io

    async def handle_cached(self, key: str) -> bytes:
        return self.cache.load(key)  # silent: blocking
