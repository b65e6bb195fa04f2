import asyncio
import random

import httpx


async def fetch(client: httpx.AsyncClient, url: str) -> bytes:
    for attempt in range(5):
        try:
            response = await client.get(url)
            return response.content
        except httpx.HTTPError as error:
            print(f"failed: {error}")
        await asyncio.sleep(2**attempt + random.random())
    raise TimeoutError(url)
