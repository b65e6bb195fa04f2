"""A pool's map hands the function over; its results are waited for where they are iterated."""
import asyncio
import multiprocessing
import time
from concurrent.futures import ThreadPoolExecutor


def stem(word: str) -> str:
    time.sleep(0.1)  # silent: blocking
    return word


def stem_all(words: list[str]) -> list[str]:
    with multiprocessing.Pool() as pool:  # silent: blocking
        return pool.map(stem, words)  # silent: blocking


async def right(words: list[str]) -> list[str]:
    return await asyncio.to_thread(stem_all, words)


async def wrong(words: list[str]) -> list[str]:
    with multiprocessing.Pool() as pool:
        return pool.map(stem, words)  # expect: blocking-process-wait


async def also_wrong(pool: ThreadPoolExecutor, words: list[str]) -> list[str]:
    return list(pool.map(stem, words))  # expect: blocking-lock
