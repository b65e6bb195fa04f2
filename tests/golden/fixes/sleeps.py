#!/usr/bin/env python3
# coding: utf-8
"""A module without an import of the loop's library."""

from __future__ import annotations

from time import sleep
import time as clock
import typing, time


async def tick(items):
    time.sleep(1)  # a second
    clock.sleep(
        2,
    )
    sleep(3)
    [time.sleep(item) for item in items]
    await other(time.sleep(4))
    x = (yield time.sleep(5))
    def inner():
        time.sleep(6)
    inner()


async def other(asyncio):
    time.sleep(asyncio)


async def third():
    for asyncio in range(3):
        time.sleep(7)
