"""Sleeping for no time gives up the processor, and nothing more."""
import time

PAUSE = 0


def yield_processor():
    time.sleep(0)


def yield_constant():
    time.sleep(PAUSE)


def pause(seconds=1):
    time.sleep(seconds)  # primitive: blocking


async def step():
    yield_processor()  # silent: blocking
    yield_constant()  # silent: blocking
    pause(0)  # silent: blocking
    pause(seconds=0.0)  # silent: blocking


async def rest():
    pause()  # expect: blocking-sleep


async def rest_long():
    pause(30)  # expect: blocking-sleep
