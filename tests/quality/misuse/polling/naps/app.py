"""Naps in a crawler on trio and in a bridge on anyio."""
import math

import anyio
import trio


async def crawl(pages, budget):
    for page in pages:
        page.parse()
        await trio.sleep(0)  # expect: async-zero-sleep
        await trio.sleep(budget)  # silent: practice
    await trio.lowlevel.checkpoint()  # silent: practice


async def hold(lease):
    with lease:
        await trio.sleep(math.inf)  # expect: long-sleep-not-forever


async def bridge(ports):
    async with anyio.create_task_group() as group:
        for port in ports:
            group.start_soon(port.serve)
        await anyio.sleep(3600 * 24 * 30)  # expect: long-sleep-not-forever


async def nightly(report):
    await anyio.sleep(24 * 3600)  # silent: practice
    await report.send()


async def fair(items):
    for item in items:
        item.weigh()
        await anyio.sleep(0)  # expect: async-zero-sleep
