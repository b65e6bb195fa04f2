"""A board with the state of a house."""
import asyncio

import aiohttp


async def doors(session: aiohttp.ClientSession):
    async with session.get("https://house.example/doors") as response:
        return await response.json()


async def lamps(session: aiohttp.ClientSession, room: str):
    async with session.get(f"https://house.example/lamps/{room}") as response:
        return await response.json()


async def switch(session: aiohttp.ClientSession, room: str):
    async with session.post(f"https://house.example/lamps/{room}") as response:
        return await response.json()


async def warm_up(seconds: float):
    await asyncio.sleep(seconds)
    return seconds


async def board(session: aiohttp.ClientSession):
    door = await doors(session)
    lamp = await lamps(session, "hall")  # expect: sequential-awaits
    return door, lamp


async def rooms(session: aiohttp.ClientSession):
    door = await doors(session)
    lamp = await lamps(session, door["room"])  # silent: advice
    return lamp


async def switched(session: aiohttp.ClientSession):
    done = await switch(session, "hall")
    lamp = await lamps(session, "hall")  # silent: advice
    return done, lamp


async def start():
    oven = await warm_up(3)
    iron = await warm_up(2)  # expect: sequential-awaits
    return oven + iron


async def together():
    oven, iron = await asyncio.gather(warm_up(3), warm_up(2))  # silent: advice
    return oven + iron


async def table(connection):
    rows = await connection.fetch("select * from rooms")
    count = await connection.fetchval("select count(*) from rooms")  # silent: advice
    return rows, count
