import asyncio


class Store:
    async def save(self, key: str) -> None:
        print(key)

    def save_soon(self, key: str):
        return self.save(key)


async def handle(store: Store) -> None:
    store.save("name")  # expect: missing-await "Store.save"
    store.save_soon("age")  # expect: missing-await "Store.save_soon"
    asyncio.sleep(1)  # expect: missing-await "asyncio.sleep"
    [store.save(key) for key in "abc"]  # expect: missing-await


if __name__ == "__main__":
    handle(Store())  # expect: missing-await "handle"
