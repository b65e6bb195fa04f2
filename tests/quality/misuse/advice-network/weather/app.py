"""Weather from several stations."""
import asyncio
import random

import aiohttp
import httpx
from fastapi import FastAPI

app = FastAPI()
gate = asyncio.Semaphore(20)


@app.get("/now")
async def now():
    async with httpx.AsyncClient() as client:  # expect: client-session-per-request
        return (await client.get("https://stations.example/now")).json()


@app.get("/from-state")
async def from_state():
    return (await app.state.client.get("https://stations.example/now")).json()  # silent: advice


async def history(days):
    answers = []
    for day in days:
        async with aiohttp.ClientSession() as session:  # expect: client-session-per-request
            async with session.get(f"https://stations.example/{day}") as response:
                answers.append(await response.json())
    return answers


async def history_together(days):
    answers = []
    async with aiohttp.ClientSession() as session:  # silent: advice
        for day in days:
            async with session.get(f"https://stations.example/{day}") as response:
                answers.append(await response.json())
    return answers


async def station(client: httpx.AsyncClient, number):
    return (await client.get(f"https://stations.example/{number}")).json()


async def gated(client: httpx.AsyncClient, number):
    async with gate:
        return await station(client, number)


async def everything(client: httpx.AsyncClient, text):
    first = await asyncio.gather(*[station(client, n) for n in range(2000)])  # expect: unbounded-gather
    more = await asyncio.gather(*(station(client, line) for line in text.splitlines()))  # expect: unbounded-gather
    some = await asyncio.gather(*[gated(client, n) for n in range(2000)])  # silent: advice
    few = await asyncio.gather(*[station(client, n) for n in (1, 2, 3)])  # silent: advice
    return first, more, some, few


async def insist(client: httpx.AsyncClient):
    for _ in range(10):
        try:
            return await client.get("https://stations.example")  # expect: retry-without-backoff
        except httpx.TransportError:
            pass
    return None


async def insist_politely(client: httpx.AsyncClient):
    for attempt in range(10):
        try:
            return await client.get("https://stations.example")  # silent: advice
        except httpx.TransportError:
            await asyncio.sleep(2**attempt * random.random())
    return None


async def first_mirror(client: httpx.AsyncClient, mirrors):
    for mirror in mirrors:
        try:
            return await client.get(mirror)  # silent: advice
        except httpx.TransportError:
            pass
    return None


async def raw(host):
    _, writer = await asyncio.open_connection(host, 7000)  # expect: await-without-timeout
    writer.close()


async def raw_in_time(host):
    async with asyncio.timeout(3):
        _, writer = await asyncio.open_connection(host, 7000)  # silent: advice
        writer.close()


async def serve():
    await raw("a.example")
    await raw_in_time("a.example")


if __name__ == "__main__":
    asyncio.run(serve())
