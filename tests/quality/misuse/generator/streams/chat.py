"""Streams of a chat model."""
import asyncio


class Model:
    def __init__(self, session) -> None:
        self.session = session

    async def stream(self, prompt: str):
        async with self.session.post("/chat", json={"prompt": prompt}) as response:
            async for line in response.content:
                yield line  # expect: yield-in-async-resource

    async def words(self, prompt: str):
        async for line in self.stream(prompt):
            for word in line.split():
                if word == "stop":
                    return
                yield word  # silent: generator

    async def plain(self):
        for number in range(3):
            await asyncio.sleep(0)
            yield number  # silent: generator


async def dependency(session):
    async with session.begin() as connection:
        yield connection  # silent: generator


def install(app) -> None:
    app.provide(dependency)
