#!/usr/bin/env python3
"""What a run takes on a million lines, and on ten million, that a program wrote.

    tests/bench/generated.py NOSTALL --lines 1000000      makes the tree in a folder that is removed, and times

The code is that of a service: packages of modules that import each other, with classes, async methods that call
what other modules have, handlers, helpers and tables. In one of a thousand functions something blocks, mostly some calls deep. The
same number gives the same files. Prints CPU time, peak memory, and both for a million lines.
"""

import argparse
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

MODULES_IN_PACKAGE = 40
WORDS = ("order item user price stock route batch event queue cache token index field label range point "
         "state group store frame shift scope limit share").split()

HEAD = '''"""{title}: what the service knows of {word}s."""

import asyncio
import logging
import time
{imports}

LOGGER = logging.getLogger(__name__)
LIMITS = {{"low": {low}, "high": {high}, "names": ["{word}", "{other}"]}}

'''

CLASS = '''
class {title}{number}:
    """Holds the {word}s of one {other}."""

    kind = "{word}"

    def __init__(self, client, size: int = {low}) -> None:
        self.client = client
        self.size = size
        self._{word}s: dict[str, int] = {{}}

    def total(self) -> int:
        return sum(value for value in self._{word}s.values() if value > {low})

    def {word}_for(self, name: str) -> int:
        found = self._{word}s.get(name)
        if found is None:
            LOGGER.warning("no {word} called %s", name)
            return {high}
        return found + self.size

    async def load_{word}(self, name: str, *, retries: int = 3) -> int:
        """Asks the other side, and keeps what it says."""
        for attempt in range(retries):
            try:
                async with asyncio.timeout({low}):
                    answer = await self.client.get(f"/{word}s/{{name}}", attempt=attempt)
            except TimeoutError:
                await asyncio.sleep(attempt)
                continue
            self._{word}s[name] = answer["{other}"]
            return self.{word}_for(name)
        raise LookupError(name)

    async def load_all(self, names):
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self.load_{word}(name)) for name in names]
        return [task.result() for task in tasks]
'''

FUNCTION = '''
def check_{word}_{number}(value: int, *, low: int = {low}) -> bool:
    if value < low or value > LIMITS["high"]:
        LOGGER.debug("%d is no {word}", value)
        return False
    {blocks}
    return (value * {low} + {high}) % 7 != 0


async def handle_{word}_{number}(request, store):
    name = request.path.rpartition("/")[2]
    value = await store.load_{word}(name)
    if not check_{word}_{number}(value):
        return {{"status": 404, "name": name}}
    {calls}
    return {{"status": 200, "{other}": value, "kind": store.kind}}
'''


def module(chance, number, count):
    """The text of one, and how it is called."""
    word, other = chance.sample(WORDS, 2)
    near = [at for at in {chance.randrange(max(0, number - 60), number) for _ in range(4)}] if number else []
    imports = "\n".join(f"from generated.{place(at)} import helper_{at}" for at in sorted(near))
    values = {"word": word, "other": other, "title": word.title(), "imports": imports}
    parts = [HEAD.format(**values, low=chance.randrange(9), high=chance.randrange(90, 999)),
             f"\ndef helper_{number}(value):\n    return value + {number % 13}\n\n"]
    for at in range(count):
        more = values | {"number": at, "low": chance.randrange(1, 9), "high": chance.randrange(90, 999)}
        calls = "\n    ".join(f"value = helper_{at}(value)" for at in sorted(near)) or "value += 1"
        blocks = f"time.sleep({at})" if chance.random() < 0.001 else f"low += {at}"
        parts.append((CLASS if at % 3 == 0 else FUNCTION).format(**more, calls=calls, blocks=blocks))
    return "\n".join(parts)


def place(number):
    return f"part_{number // MODULES_IN_PACKAGE}.module_{number}"


def make(folder, lines):
    chance = random.Random(7)
    made = size = number = 0
    while made < lines:
        text = module(chance, number, chance.randrange(4, 24))
        file = folder / "generated" / (place(number).replace(".", "/") + ".py")
        if not file.parent.exists():
            file.parent.mkdir(parents=True)
            (file.parent / "__init__.py").write_text("")
        file.write_text(text)
        made += text.count("\n")
        size += len(text)
        number += 1
    (folder / "generated/__init__.py").write_text("")
    (folder / "pyproject.toml").write_text("")
    return made, size, number


def run(words, folder):
    begun = time.monotonic()
    ran = subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(ran.pid, 0)
    ran.returncode = os.waitstatus_to_exitcode(status)
    if ran.returncode not in (0, 1):
        raise SystemExit(f"{words}: exit status {ran.returncode}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begun, usage.ru_maxrss * 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nostall", type=os.path.abspath)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--jobs", default="1,4", help="separated by commas")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nostall-") as name:
        folder = pathlib.Path(name).resolve()
        lines, size, files = make(folder, options.lines)
        million = lines / 1e6
        print(f"{lines:,} lines, {size / 1e6:.0f} MB, {files} files", flush=True)
        runs = [("without a cache", jobs, ["--no-cache"]) for jobs in options.jobs.split(",")]
        runs += [("the first, which makes a cache", "4", []), ("nothing changed", "4", [])]
        for what, jobs, words in runs:
            time.sleep(0.1)
            cpu, wall, peak = run([options.nostall, "check", "--no-environment", "--jobs", jobs, *words, "."], folder)
            print(f"{what}, --jobs {jobs}: {cpu:.1f} s CPU, {wall:.1f} s wall, {peak / 1e6:.0f} MB at most, "
                  f"{peak / 1e6 / million:.0f} MB for a million lines", flush=True)
        kept = sum(file.stat().st_size for file in (folder / ".nostall_cache").iterdir())
        print(f"cache: {kept / 1e6:.0f} MB, {kept / 1e6 / million:.0f} MB for a million lines")


if __name__ == "__main__":
    sys.exit(main())
