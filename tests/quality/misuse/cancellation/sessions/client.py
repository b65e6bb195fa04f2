"""A client with limits on everything."""
import asyncio

import requests


async def step(name: str) -> str:
    await asyncio.sleep(0.1)
    return name


async def fetch_old(url: str) -> str:
    return requests.get(url).text  # expect: blocking-http


async def with_old_client(url: str) -> str:
    try:
        # expect: timeout-cannot-interrupt-blocking
        return await asyncio.wait_for(fetch_old(url), timeout=3)
    except asyncio.TimeoutError:
        return ""


async def several(urls: list[str]) -> list[str]:
    found = []
    async with asyncio.timeout(30):  # expect: timeout-cannot-interrupt-blocking
        for url in urls:
            found.append(await fetch_old(url))
    return found


async def with_new_client(name: str) -> str:
    try:
        return await asyncio.wait_for(step(name), timeout=3)  # silent: cancellation
    except asyncio.TimeoutError:
        return ""


async def parse_in_time(text: str) -> dict[str, str]:
    result = {}
    async with asyncio.timeout(2):  # expect: timeout-without-await
        for line in text.splitlines():
            key, _, value = line.partition("=")
            result[key] = value
    return result


async def read_in_time(reader: asyncio.StreamReader) -> dict[str, str]:
    result = {}
    async with asyncio.timeout(2):  # silent: cancellation
        async for line in reader:
            key, _, value = line.decode().partition("=")
            result[key] = value
    return result


async def maybe_wait(event: asyncio.Event) -> None:
    async with asyncio.timeout(2):  # silent: cancellation
        if not event.is_set():
            await event.wait()


async def prepared(name: str) -> str:
    limit = asyncio.timeout(5)  # expect: delayed-relative-timeout
    token = await step("token")
    async with limit:
        return await step(name + token)


async def prepared_well(name: str) -> str:
    token = await step("token")
    async with asyncio.timeout(5):  # silent: cancellation
        return await step(name + token)


async def made_and_entered(name: str, limit_s: float) -> str:
    limit = asyncio.timeout(limit_s)  # silent: cancellation
    async with limit:
        return await step(name)
