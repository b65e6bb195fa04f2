#!/usr/bin/env python3
"""The runtime beside others, the same work in one run: runtime.py BENCH [--libuv PROGRAM] [--python EXE] [--tokio]

    runtime.py BENCH --million      a million tasks that sleep, and their memory

BENCH is the executable of runtime.c, --libuv that of runtime_uv.c. Beside asyncio of this Python (or --python) stand
uvloop, where that Python has it, and tokio, which cargo fetches and builds. All run in turn for several rounds, and
the best of each counts: the machine may be busy with other things.

Exits 1 when spawning is not at least 15 times as fast as asyncio, any work not 10 times, when a change of stacks takes
more than 15 ns, spawning more than 400, sleep(0) more than 120 or an hour of the virtual clock more than 50 ms, or a task that sleeps more than 6 KiB.
"""

import argparse
import asyncio
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROUNDS = 5
SPAWN_RATIO_MIN = 15
RATIO_MIN = {"spawn": 10, "sleep0": 10, "queue": 10, "wait_for": 10}
LIMITS_NS = {"jump": 15, "spawn": 400, "sleep0": 120, "hour": 50e6}
MEMORY_MAX = 6 * 1024
MAPPINGS_MAX = 65530  # vm.max_map_count
TOKIO = """
[package]
name = "runtime_tokio"
version = "0.1.0"
edition = "2021"
[[bin]]
name = "runtime_tokio"
path = "{source}"
[dependencies]
tokio = {{ version = "1", features = ["rt", "sync", "time", "macros", "test-util"] }}
[profile.release]
opt-level = 3
"""
# Without the advice that costs the system nothing: guards are pages then, each a mapping of its own.
NO_ADVICE = """
#include <errno.h>
#include <stddef.h>
int madvise(void *at, size_t size, int advice) {
  (void)at, (void)size;
  errno = EINVAL;
  return advice == 102 ? -1 : 0;
}
"""


# ---- The work on asyncio ---------------------------------------------------------------------------------------------


async def trivial():
    pass


async def awaits(count):
    for _ in range(count):
        await trivial()


async def spawns(count):
    for _ in range(count):
        await asyncio.create_task(trivial())


async def sleeps(count):
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


async def threads(count):
    for _ in range(count):
        await asyncio.to_thread(int)


async def crowd(count):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tasks = [asyncio.create_task(asyncio.sleep(1)) for _ in range(count)]
    await asyncio.sleep(0.5)
    print("memory", (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 // count)
    await asyncio.gather(*tasks)


WORKS = [
    ("await", awaits, 300000),
    ("spawn", spawns, 60000),
    ("sleep0", sleeps, 200000),
    ("queue", queues, 60000),
    ("wait_for", limits, 30000),
    ("thread", threads, 2000),
    ("crowd", crowd, 100000),
]
SLEEP_S = {"crowd": 1}  # that the virtual clocks of the others do not wait


def work(loop):
    if loop == "uvloop":
        import uvloop

        asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    for name, main, count in WORKS:
        began = time.perf_counter()
        asyncio.run(main(count))
        seconds = time.perf_counter() - began - SLEEP_S.get(name, 0)
        print(name, f"{seconds / count * 1e9:.1f}")


# ---- The comparison --------------------------------------------------------------------------------------------------


def numbers(command, **options):
    ran = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True, **options)
    return {name: float(value) for name, value in (line.split() for line in ran.stdout.splitlines())}


def has_uvloop(python):
    return subprocess.run([python, "-c", "import uvloop"], capture_output=True, check=False).returncode == 0


def build_tokio(folder):
    (folder / "Cargo.toml").write_text(TOKIO.format(source=HERE / "runtime_tokio.rs"), encoding="utf-8")
    command = ["cargo", "build", "-q", "--release", "--manifest-path", folder / "Cargo.toml"]
    subprocess.run(list(map(str, command)), check=True)
    return folder / "target/release/runtime_tokio"


def contenders(options, folder):
    found = {"runtime": [options.bench]}
    found["asyncio"] = [options.python, __file__, "--work", "asyncio"]
    if has_uvloop(options.python):
        found["uvloop"] = [options.python, __file__, "--work", "uvloop"]
    if options.libuv:
        found["libuv"] = [options.libuv]
    if options.tokio:
        found["tokio"] = [build_tokio(folder)]
    return found


def best_of(commands):
    """The least of several rounds, in which all take turns."""
    best = {name: {} for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            for work_name, value in numbers(command).items():
                best[name][work_name] = min(value, best[name].get(work_name, value))
    return best


def protected_crowd(bench, folder):
    """100,000 tasks on a kernel that knows no cheap guards."""
    (folder / "advice.c").write_text(NO_ADVICE, encoding="utf-8")
    compiler = shutil.which("cc") or "gcc"
    library = folder / "advice.so"
    subprocess.run([compiler, "-shared", "-fPIC", folder / "advice.c", "-o", library], check=True)
    return numbers([bench, "100000"], env={"LD_PRELOAD": str(library)})


def print_table(best):
    ours, others = best["runtime"], [name for name in best if name != "runtime"]
    print(f"| | runtime | {' | '.join(others)} | asyncio / runtime |\n| --- |{' ---: |' * (len(others) + 2)}")
    for name, value in ours.items():
        unit = {"memory": "B", "mappings": ""}.get(name, "ns")
        cells = [f"{best[other][name]:,.0f} {unit}" if name in best[other] else "-" for other in others]
        times = f"{best['asyncio'][name] / value:.1f}" if name in best["asyncio"] else "-"
        print(f"| {name} | {value:,.{1 if value < 100 else 0}f} {unit} | {' | '.join(cells)} | {times} |")


def complaints(best, protected):
    ours, asyncios = best["runtime"], best["asyncio"]
    if asyncios["spawn"] < SPAWN_RATIO_MIN * ours["spawn"]:
        yield f"spawn: less than {SPAWN_RATIO_MIN} times as fast as asyncio"
    for name, ratio in RATIO_MIN.items():
        if asyncios[name] < ratio * ours[name]:
            yield f"{name}: less than {ratio} times as fast as asyncio"
    for name, limit in LIMITS_NS.items():
        if ours[name] > limit:
            yield f"{name}: {ours[name]} ns, more than {limit}"
    for crowd_of in (ours, protected):
        if crowd_of["memory"] > MEMORY_MAX:
            yield f"{crowd_of['memory']} bytes a task, more than {MEMORY_MAX}"
        if crowd_of["mappings"] >= MAPPINGS_MAX:
            yield f"{crowd_of['mappings']} mappings: the system allows {MAPPINGS_MAX}"


def compare(options):
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        best = best_of(contenders(options, folder))
        protected = protected_crowd(options.bench, folder)
    print_table(best)
    print(f"\nwithout MADV_GUARD_INSTALL: {protected['memory']:.0f} B a task, {protected['mappings']:.0f} mappings")
    found = list(complaints(best, protected))
    print("\n".join(found), file=sys.stderr)
    return 1 if found else 0


def million(bench):
    found = numbers([bench, "1000000"])
    gigabytes = found["memory"] * 1e6 / 1e9
    print(f"1,000,000 tasks: {found['crowd'] * 1e6 / 1e9:.1f} s, {found['memory']:.0f} B each, {gigabytes:.1f} GB")
    return 0 if gigabytes < 8 else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--libuv", type=Path, metavar="PROGRAM")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--tokio", action="store_true")
    parser.add_argument("--million", action="store_true")
    options = parser.parse_args()
    return million(options.bench) if options.million else compare(options)


if __name__ == "__main__":
    sys.exit(work(sys.argv[2]) if sys.argv[1:2] == ["--work"] else main())
