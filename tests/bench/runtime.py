"""The runtime beside asyncio, the same work in one run: runtime.py BENCH [PYTHON]

BENCH is the executable of runtime.c. Prints a table and exits 1 when spawning is not at least 15 times as fast as
asyncio, a switch takes more than the limit, or a task that sleeps needs more than 6 KiB.
"""

import asyncio
import resource
import subprocess
import sys
import time

SPAWN_RATIO_MIN = 15
MEMORY_MAX = 6 * 1024


async def trivial():
    pass


async def awaits(count):
    for _ in range(count):
        await trivial()


async def spawns(count):
    for _ in range(count):
        await asyncio.create_task(trivial())


async def switches(count):
    async def passes():
        for _ in range(count // 1000):
            await asyncio.sleep(0)

    await asyncio.gather(*(passes() for _ in range(1000)))


async def limits(count):
    for _ in range(count):
        await asyncio.wait_for(trivial(), 5)


async def queues(count):
    queue = asyncio.Queue(10)

    async def produce():
        for i in range(count // 2):
            await queue.put(i)

    async def consume():
        for _ in range(count // 3):
            await queue.get()

    await asyncio.gather(produce(), produce(), consume(), consume(), consume())


async def crowd(count):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tasks = [asyncio.create_task(asyncio.sleep(1)) for _ in range(count)]
    await asyncio.sleep(0.5)
    print("memory", (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 // count)
    await asyncio.gather(*tasks)


WORKS = [
    ("await", awaits, 300000),
    ("spawn", spawns, 60000),
    ("switch", switches, 200000),
    ("queue", queues, 60000),
    ("wait_for", limits, 30000),
    ("crowd", crowd, 100000),
]


def work():
    for name, main, count in WORKS:
        began = time.perf_counter()
        asyncio.run(main(count))
        print(name, f"{(time.perf_counter() - began) / count * 1e9:.1f}")


def numbers(command):
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return {name: float(value) for name, value in (line.split() for line in lines)}


def main():
    if sys.argv[1:] == ["--work"]:
        return work()
    bench, *python = sys.argv[1:]
    ours = numbers([bench])
    theirs = numbers([*(python or [sys.executable]), __file__, "--work"])
    print(f"{'':10}{'runtime':>12}{'asyncio':>12}{'times':>8}")
    for name, value in ours.items():
        unit = "B" if name == "memory" else "ns"
        print(f"{name:10}{value:9.1f} {unit:2}{theirs[name]:9.0f} {unit:2}{theirs[name] / value:8.1f}")
    good = theirs["spawn"] >= SPAWN_RATIO_MIN * ours["spawn"] and ours["memory"] <= MEMORY_MAX
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
