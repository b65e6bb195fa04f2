"""Coroutines that outlive the block they were made in."""
import asyncio
import sqlite3
import threading

import aiohttp


class Session:
    async def __aenter__(self) -> "Session":
        return self

    async def __aexit__(self, *error: object) -> None:
        pass

    async def query(self, text: str) -> list:
        return [text]


async def count(rows: object) -> int:
    return 0


class Store:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.cache: dict = {}

    async def get(self, key: str):
        async with self.lock:
            return self.load(key)  # expect: return-coroutine-from-resource-scope

    async def load(self, key: str) -> str:
        return key

    async def find(self, key: str):
        try:
            return self.load(key)  # expect: return-coroutine-from-resource-scope
        except KeyError:
            return None

    async def find_awaited(self, key: str):
        try:
            return await self.load(key)  # silent: await
        except KeyError:
            return None

    async def peek(self, key: str):
        async with self.lock:
            known = self.cache.get(key)
        return self.load(known)  # silent: await

    def later(self, key: str):
        return self.load(key)  # silent: await


async def rows(text: str):
    async with Session() as session:
        if text:
            return session.query(text)  # expect: return-coroutine-from-resource-scope
        return await session.query("all")  # silent: await


def stored(path: str):
    with sqlite3.connect(path) as connection:
        return count(connection)  # expect: return-coroutine-from-resource-scope


async def body(url: str):
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.json()  # expect: return-coroutine-from-resource-scope


async def timed(store: Store):
    async with asyncio.timeout(5):  # expect: timeout-without-await
        return store.load("a")  # expect: return-coroutine-from-resource-scope


def guarded(lock: threading.Lock, store: Store, keys: list):
    with lock:
        return store.load(keys.pop())  # silent: await


def started(store: Store):
    try:
        return asyncio.ensure_future(store.load("a"))  # silent: await
    except RuntimeError:
        return None
