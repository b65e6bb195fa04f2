from trio import sleep  # expect: async-import-style


async def rest() -> None:
    await sleep(1)
