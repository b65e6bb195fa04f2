#!/usr/bin/env python3
"""Counts the instructions of whole runs and holds them against what is written down (I1).

    instructions.py NOSTALL CONFIGURATION              fails where one takes more than 5 % more
    ANALYZER_BLESS=1 instructions.py …                 writes down what is counted

Counts hardly depend on how busy a machine is, but on how a program is built: instructions.json has some
for each configuration, as CMake spells it; for one that is not there the test is skipped (exit 77). The
code that is read is made here, so that it is the same on every day: modules of a service with classes,
coroutines, helpers and imports. It is read without a cache, with one that is made, and again.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

RECORD = Path(__file__).with_name("instructions.json")
LIMIT = 1.05
SKIP = 77
MODULES = 48

MODULE = '''"""Module {number} of the service: {words}."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from dataclasses import dataclass, field
from typing import Any, Iterable

from .{before} import Store{previous} as Before, load_{previous}

LOGGER = logging.getLogger(__name__)
LIMITS = {{"reads": {number}, "writes": {number} * 2, "names": ["a", "b", f"c{{__name__}}"]}}


@dataclass
class Item{number}:
    name: str
    size: int = {number}
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return f"{{self.name}}-{{self.size:>4}}" if self.size else self.name.upper()


class Store{number}(Base):
    """Keeps items; asked by handlers."""

    def __init__(self, before: Before | None = None) -> None:
        super().__init__()
        self.items: list[Item{number}] = []
        self.before = before or Before()
        self._lock = asyncio.Lock()
        self._ready = asyncio.Event()

    async def add(self, item: Item{number}) -> int:
        async with self._lock:
            self.items.append(item)
            for other in self.items:
                if other.name == item.name and other is not item:
                    LOGGER.warning("twice: %s", other.title)
                    break
            else:
                await self.notify(item)
        return len(self.items)

    async def notify(self, item: Item{number}) -> None:
        try:
            async with asyncio.timeout(3):
                await asyncio.gather(*(self._tell(peer, item) for peer in self.peers()))
        except TimeoutError:
            LOGGER.exception("late")
        finally:
            self._ready.set()

    async def _tell(self, peer: Any, item: Item{number}) -> None:
        await peer.send(json.dumps({{"name": item.name, "size": item.size, **item.labels}}))

    def peers(self) -> Iterable[Any]:
        yield from (peer for peer in self.before.peers() if peer.is_open and not peer.closed)

    def write(self, path: str) -> None:
        with open(path, "w", encoding="utf-8") as file:
            for item in sorted(self.items, key=lambda item: item.title):
                file.write(item.title + "\\n")

    async def save(self, path: str) -> None:
        {save}


def load_{number}(path: str, depth: int = 0) -> dict[str, Any]:
    if depth > {number} % 5 and path.endswith((".json", ".txt")):
        time.sleep(depth / 10)
    result = {{key: value for key, value in LIMITS.items() if key not in ("names",)}}
    while depth < 3:
        depth += 1
        result.update(load_{previous}(path, depth))
    return result


async def handle_{number}(request: Any) -> Any:
    store = Store{number}()
    match request.kind:
        case "read" | "list":
            return {{"items": [item.title for item in store.items], "limits": LIMITS}}
        case "write" if request.body:
            await store.add(Item{number}(**request.body))
            await store.save("/tmp/store-{number}")
        case _:
            task = asyncio.create_task(store.notify(Item{number}("other")))
            await asyncio.wait_for(task, timeout=1.5)
    return {call}
'''

FIRST = '''"""What all others stand on."""


class Base:
    is_open = True

    def __init__(self) -> None:
        self.closed = False

    def close(self) -> None:
        self.closed = True


class Store0(Base):
    def peers(self):
        return []


def load_0(path, depth=0):
    return {"path": path, "depth": depth}
'''


def write_corpus(folder):
    """Returns how many bytes there are."""
    package = folder / "service"
    package.mkdir(parents=True)
    (folder / "pyproject.toml").write_text("")
    (package / "__init__.py").write_text("")
    (package / "part_0.py").write_text(FIRST)
    for number in range(1, MODULES):
        text = MODULE.format(
            number=number, previous=number - 1, before=f"part_{number - 1}", words=" ".join(["text"] * (number % 7 + 1)),
            save="await asyncio.to_thread(self.write, path)" if number % 6 else "self.write(path)",
            call=f'load_{number}("x.json")' if number % 8 == 0 else "None",
        )
        (package / f"part_{number}.py").write_text(text.replace("(Base)", "(Before)"))
    return sum(file.stat().st_size for file in package.iterdir())


def count(nostall, folder, *words):
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", nostall, "check", "--isolated", "--jobs", "1",
               "--no-environment", *words, "."]
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    found = re.search(r"refs:\s+([\d,]+)", ran.stderr)
    if ran.returncode not in (0, 1) or not found:
        raise SystemExit(f"{' '.join(command)} ended with {ran.returncode}:\n{ran.stderr}")
    return int(found[1].replace(",", ""))


def count_all(nostall):
    with tempfile.TemporaryDirectory(prefix="nostall-") as scratch:
        folder = Path(scratch) / "project"
        size = write_corpus(folder)
        for file in folder.rglob("*"):
            os.utime(file, (10**9, 10**9))
        subprocess.run(["sleep", "0.1"], check=True)  # younger files are not known by their stamps
        counted = {"without a cache": count(nostall, folder, "--no-cache"), "cold": count(nostall, folder),
                   "again": count(nostall, folder)}
    return counted, size


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nostall", type=os.path.abspath)
    parser.add_argument("configuration")
    options = parser.parse_args()
    if not shutil.which("valgrind"):
        print("valgrind is missing: install the Debian package valgrind")
        return SKIP
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    is_blessing = os.environ.get("ANALYZER_BLESS") == "1"
    known = record.get(options.configuration)
    if not known and not is_blessing:
        print(f"nothing is written down for {options.configuration!r}; there is: {', '.join(map(repr, record))}")
        return SKIP
    counted, size = count_all(options.nostall)
    if is_blessing:
        record[options.configuration] = counted
        RECORD.write_text(json.dumps(record, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        known = counted
    failed = 0
    for name, instructions in counted.items():
        ratio = instructions / known[name]
        print(f"{name}: {instructions / size:.1f} instructions per byte, {ratio:.3f} of what is written down")
        failed |= ratio > LIMIT
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
