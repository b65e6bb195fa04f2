"""A program that ends when a signal has set a flag."""
import asyncio
import signal

import anyio

shutting_down = False
connections = 0


def on_signal(number, frame):
    global shutting_down
    shutting_down = True


def on_close():
    global connections
    connections -= 1


async def main():
    signal.signal(signal.SIGTERM, on_signal)
    while not shutting_down:
        await asyncio.sleep(1)  # expect: async-busy-wait


async def drained():
    while connections > 0:
        await anyio.sleep(0.1)  # expect: async-busy-wait


async def drained_in_time(loop, limit):
    while connections > 0 and loop.time() < limit:
        await anyio.sleep(0.1)  # silent: practice


async def tick(clock):
    while not shutting_down:
        clock.tick()
        await asyncio.sleep(1)  # silent: practice
