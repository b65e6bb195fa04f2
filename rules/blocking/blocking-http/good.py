import asyncio

import aiohttp
import requests


class Weather:
    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session

    async def fetch(self, url: str) -> dict:
        async with self.session.get(url) as response:
            return await response.json()


async def report(url: str) -> str:
    async with aiohttp.ClientSession() as session:
        found = await Weather(session).fetch(url)
    await asyncio.to_thread(requests.post, url, json=found)
    return found["summary"]
