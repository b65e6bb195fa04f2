"""Flows: a sync one has a thread for itself, an asynchronous one shares its loop."""
import asyncio
import time

from prefect import flow, task


@task
def extract() -> str:
    time.sleep(1)  # silent: blocking
    return "data"


@flow
def nightly() -> str:
    time.sleep(1)  # silent: blocking
    return extract()


@task
async def load(data: str) -> None:
    await asyncio.to_thread(time.sleep, 1)  # silent: blocking


@flow
async def hourly() -> None:
    time.sleep(1)  # expect: blocking-sleep
    await load("data")
