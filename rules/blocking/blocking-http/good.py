import asyncio

import aiohttp
import requests


class Weather:
    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session

    async def fetch(self, city: str) -> dict:
        async with self.session.get(f"https://weather.example/{city}") as response:
            return await response.json()


async def report(weather: Weather, city: str) -> str:
    found = await weather.fetch(city)
    await asyncio.to_thread(requests.post, "https://log.example", json=found)
    return found["summary"]
