import asyncio


class Store:
    async def save(self, key: str) -> None:
        print(key)


async def handle(store: Store) -> None:
    await store.save("name")
    await asyncio.sleep(1)
    await asyncio.gather(*[store.save(key) for key in "abc"])


if __name__ == "__main__":
    asyncio.run(handle(Store()))
