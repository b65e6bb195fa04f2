"""Holds the running Python against the tables: what of its library gives something to await has to be in them.

    knowledge_coroutines.py DUMP

DUMP is the program of support/knowledge_dump.c. Every public coroutine function and asynchronous generator of the
modules in whose source `async def` stands must have an entry that says so, its own or that of a base. The other way
round, whether what the tables say exists, is asked by knowledge_names.py. Exits with 77 where it cannot ask.
"""

import importlib
import inspect
import pathlib
import re
import subprocess
import sys
import sysconfig
import warnings

from knowledge_thirdparty import find

# Folders that are no part of the library that programs use.
APART = {"test", "tests", "idlelib", "idle_test", "lib2to3", "site-packages", "__phello__", "ensurepip", "turtledemo"}
ASYNC = re.compile(r"^\s*async def ", re.M)
GIVES = {"coroutine": {"coroutine", "awaitable", "task", "async-context"}, "generator": {"async-generator"}}

# Plain functions that give a future or task; Python shows it of none of them.
FUTURES = """
asyncio.gather asyncio.shield asyncio.wrap_future asyncio.ensure_future asyncio.create_task
asyncio.AbstractEventLoop.run_in_executor asyncio.AbstractEventLoop.create_task
""".split()


def read_rows(dump):
    rows = {}
    for line in subprocess.run([dump], check=True, capture_output=True, text=True).stdout.splitlines():
        name, table, kind, _, _, result, bases, alias, *_ = line.split("\t")
        if table.startswith("python_"):
            rows[name] = (kind, result, bases.split(), alias)
    return rows


def result_of(rows, owner, member):
    """What the tables say that a member of a module or class gives, by way of aliases and bases."""
    kind, result, bases, alias = rows.get(f"{owner}.{member}", ("", None, [], ""))
    if kind == "alias":
        return result_of(rows, *alias.replace("*", member).rsplit(".", 1))
    if kind:
        return result
    kind, _, bases, alias = rows.get(owner, ("", None, [], ""))
    bases = [alias.replace("*", owner.rpartition(".")[2])] if kind == "alias" else bases
    found = (result_of(rows, base, member) for base in bases)
    return next((one for one in found if one), None)


def modules():
    """Names of the public modules in whose package `async def` stands."""
    root = pathlib.Path(sysconfig.get_paths()["stdlib"])
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if APART & set(parts) or not ASYNC.search(path.read_text(encoding="utf-8", errors="replace")):
            continue
        public = [part for part in parts if part != "__init__"]
        # Parts of asyncio are used by way of the package.
        yield ".".join(public[:1] if public[0] == "asyncio" else public)


def kind_of(value):
    value = getattr(value, "__func__", value)
    if inspect.iscoroutinefunction(value):
        return "coroutine"
    return "generator" if inspect.isasyncgenfunction(value) else None


def members(module):
    """(owner, name, kind) of all that is public and async in a module."""
    for name, value in vars(module).items():
        if name.startswith("_"):
            continue
        if kind_of(value):
            yield module.__name__, name, kind_of(value)
        if not inspect.isclass(value) or value.__module__.split(".")[0] != module.__name__.split(".")[0]:
            continue
        for member in dir(value):
            kind = None if member.startswith("_") else kind_of(inspect.getattr_static(value, member, None))
            if kind:
                yield f"{module.__name__}.{name}", member, kind


def complaints(rows, counts):
    for name in sorted(set(modules())):
        if any(part.startswith("_") for part in name.split(".")):
            continue
        for owner, member, kind in members(importlib.import_module(name)):
            counts.append(kind)
            result = result_of(rows, owner, member)
            if result not in GIVES[kind]:
                yield f"{owner}.{member}: a {kind} function, and the tables say {result or 'nothing'}"
    for name in FUTURES:
        find(name)
        counts.append("future")
        result = result_of(rows, *name.rsplit(".", 1))
        if result not in GIVES["coroutine"]:
            yield f"{name}: gives a future, and the tables say {result or 'nothing'}"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if sys.platform != "linux" or sys.version_info < (3, 10):
        sys.exit(77)
    warnings.simplefilter("ignore")
    counts = []
    failed = list(complaints(read_rows(sys.argv[1]), counts))
    for line in failed:
        print(line)
    print(f"{len(counts)} names, {len(failed)} missing, Python {sys.version.split()[0]}")
    sys.exit(1 if failed or len(counts) < 100 else 0)


if __name__ == "__main__":
    main()
