# -*- coding: latin-1 -*-
import time


async def tick():
    café = "über"; time.sleep(1)  # ä
    tick()
    return café
