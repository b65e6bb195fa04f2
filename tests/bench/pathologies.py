#!/usr/bin/env python3
"""Whether time stays linear on files that nobody writes: CPU time at one size and at twice that size.

    tests/bench/pathologies.py build/release/nostall [NAME...]

Prints, for each kind of file, nanoseconds per byte at both sizes and how the time grew. Growth near
2 is linear, near 4 quadratic.
"""

import argparse
import os
import pathlib
import resource
import signal
import statistics
import subprocess
import sys
import tempfile

LIMIT_SECONDS = 60


def lines(text, count):
    return "".join(text.replace("$", str(i)) for i in range(count))


def in_coroutine(body):
    return "import asyncio, socket, time\nasync def main(s, a):\n" + body


# Each makes a file of about `n` times its unit; `async` is in all, or they would not be parsed.
KINDS = {
    "one line of statements": (20_000, lambda n: in_coroutine("    " + "a = f(a, 1); " * n + "\n")),
    "one line of arguments": (100_000, lambda n: in_coroutine("    f(" + "a, " * n + ")\n")),
    "one string": (1_000_000, lambda n: in_coroutine("    a = '" + "x" * n + "'\n")),
    "one comment": (1_000_000, lambda n: in_coroutine("    a = 1  #" + "x" * n + "\n")),
    "one name": (1_000_000, lambda n: in_coroutine("    a = " + "x" * n + "\n")),
    "open brackets": (100_000, lambda n: in_coroutine("    a = " + "(" * n + "\n")),
    "nested brackets": (100_000, lambda n: in_coroutine("    a = " + "(" * n + ")" * n + "\n")),
    "nested lists": (100_000, lambda n: in_coroutine("    a = " + "[" * n + "]" * n + "\n")),
    "nested calls": (100_000, lambda n: in_coroutine("    a = " + "f(" * n + ")" * n + "\n")),
    "closing brackets": (100_000, lambda n: in_coroutine("    a = " + ")" * n + "\n")),
    "chain of attributes": (100_000, lambda n: in_coroutine("    a = a" + ".b" * n + "\n")),
    "chain of calls": (100_000, lambda n: in_coroutine("    a = a" + ".b()" * n + "\n")),
    "chain of subscripts": (100_000, lambda n: in_coroutine("    a = a" + "[0]" * n + "\n")),
    "chain of operators": (100_000, lambda n: in_coroutine("    a = a" + " + a" * n + "\n")),
    "chain of comparisons": (100_000, lambda n: in_coroutine("    a = a" + " < a" * n + "\n")),
    "chain of conditionals": (50_000, lambda n: in_coroutine("    a = a" + " if a else a" * n + "\n")),
    "chain of targets": (100_000, lambda n: in_coroutine("    " + "a = " * n + "1\n")),
    "chain of not": (100_000, lambda n: in_coroutine("    a = " + "not " * n + "a\n")),
    "chain of elif": (20_000, lambda n: in_coroutine("    if a: f()\n" + lines("    elif a == $: f()\n", n))),
    "chain of lambdas": (20_000, lambda n: in_coroutine("    a = " + "lambda: " * n + "a\n")),
    "implicit concatenation": (100_000, lambda n: in_coroutine("    a = (" + "'x' " * n + ")\n")),
    "open strings": (50_000, lambda n: in_coroutine(lines("    a = 'open $\n", n))),
    "open triple string": (50_000, lambda n: in_coroutine('    a = """' + lines("    a = '$'\n", n))),
    "open f-strings": (50_000, lambda n: in_coroutine(lines("    a = f'{open $\n", n))),
    "nested f-strings": (2_000, lambda n: in_coroutine("    a = " + "f'{" * n + "1" + "}'" * n + "\n")),
    "fields of an f-string": (50_000, lambda n: in_coroutine("    a = f'" + "{a!r:>{a}}" * n + "'\n")),
    "table of dictionaries": (50_000, lambda n: in_coroutine("    t = [\n" + lines("        {'id': $, 'f': f, 'n': (1, 2)},\n", n) + "    ]\n")),
    "table of strings": (50_000, lambda n: in_coroutine("    t = {\n" + lines("        'key$': 'value',\n", n) + "    }\n")),
    "nested blocks": (90, lambda n: in_coroutine("".join("    " + " " * i + "if a:\n" for i in range(n)) + "    " + " " * n + "f()\n")),
    "functions": (50_000, lambda n: in_coroutine("    f0()\n") + lines("def f$(a):\n    return a\n", n)),
    "functions that call the next": (50_000, lambda n: in_coroutine("    f0()\n") + "".join(f"def f{i}():\n    f{i + 1}()\n" for i in range(n)) + f"def f{n}():\n    time.sleep(1)\n"),
    "functions that all block": (50_000, lambda n: "import time\n" + lines("async def f$():\n    time.sleep(1)\n", n)),
    "one function called by all": (50_000, lambda n: "import time\ndef f():\n    time.sleep(1)\n" + lines("async def f$():\n    f()\n", n)),
    "one name, many functions": (50_000, lambda n: in_coroutine("    f()\n") + lines("def f():\n    return $\n", n)),
    "blocking calls": (50_000, lambda n: in_coroutine(lines("    time.sleep($)\n", n))),
    "socket calls": (50_000, lambda n: in_coroutine("    s = socket.socket()\n" + lines("    s.recv($)\n", n))),
    "sockets": (50_000, lambda n: in_coroutine(lines("    s = socket.socket()\n    s.recv($)\n", n))),
    "file calls": (50_000, lambda n: in_coroutine("    s = open('x')\n" + lines("    s.read($)\n", n))),
    "rebound variable": (50_000, lambda n: in_coroutine(lines("    a = a.b($)\n", n))),
    "global variables": (50_000, lambda n: in_coroutine("    pass\n") + lines("g$ = open('x')\n", n)),
    "global variables, used": (50_000, lambda n: lines("g$ = open('x')\n", n) + in_coroutine(lines("    g$.read()\n", n))),
    "one global, set often": (50_000, lambda n: lines("g = open('$')\n", n) + in_coroutine("    g.read()\n")),
    "self attributes": (20_000, lambda n: "class A:\n    def __init__(self):\n" + lines("        self.a$ = open('x')\n", n) + "    async def main(self):\n" + lines("        self.a$.read()\n", n)),
    "methods": (50_000, lambda n: "import time\nclass A:\n" + lines("    async def m$(self):\n        self.m0()\n", n)),
    "classes": (30_000, lambda n: in_coroutine("    pass\n") + lines("class A$(object):\n    def m(self):\n        return A$().m()\n", n)),
    "chain of bases": (3_000, lambda n: "class A0:\n    def m(self): pass\n" + "".join(f"class A{i + 1}(A{i}):\n    async def n(self):\n        self.m()\n" for i in range(n))),
    "many bases": (3_000, lambda n: lines("class A$: pass\n", n) + "class B(" + ", ".join(f"A{i}" for i in range(n)) + "):\n    async def n(self):\n        self.m()\n"),
    "decorators": (50_000, lambda n: "import asyncio\n" + "@f\n" * n + "async def main():\n    pass\n"),
    "parameters": (50_000, lambda n: "async def main(" + lines("a$=1, ", n) + "):\n    pass\n"),
    "imports": (50_000, lambda n: lines("import m$\n", n) + in_coroutine("    pass\n")),
    "imported names": (50_000, lambda n: "from asyncio import (\n" + lines("    n$,\n", n) + ")\n"),
    "with items": (20_000, lambda n: in_coroutine("    with (\n" + lines("        open('$') as f,\n", n) + "    ):\n        f.read()\n")),
    "tries": (20_000, lambda n: in_coroutine(lines("    try:\n        f($)\n    except asyncio.CancelledError:\n        pass\n", n))),
    "handlers": (20_000, lambda n: in_coroutine("    try:\n        await f()\n" + lines("    except E$:\n        pass\n", n))),
    "tasks": (50_000, lambda n: in_coroutine(lines("    asyncio.create_task(f($))\n", n))),
    "awaits": (50_000, lambda n: in_coroutine(lines("    await f($)\n", n))),
    "not awaited": (50_000, lambda n: in_coroutine(lines("    main($, 1)\n", n))),
    "noqa comments": (50_000, lambda n: in_coroutine(lines("    time.sleep($)  # noqa: ASYNC251\n", n))),
    "error on each line": (50_000, lambda n: in_coroutine(lines("    a = = $ )\n", n))),
    "error in each block": (20_000, lambda n: in_coroutine(lines("    if a:\n    f($\n", n))),
    "mutual recursion": (20_000, lambda n: in_coroutine("    f0()\n") + "".join(f"def f{i}():\n    f{(i + 1) % n}()\n    f{i * 7 % n}()\n" for i in range(n))),
    "dotted annotation": (50_000, lambda n: in_coroutine(lines("    a: 'list[dict[str, int]]' = $\n", n))),
    "match cases": (20_000, lambda n: in_coroutine("    match a:\n" + lines("        case {'k': [$, *r], **o} | A(b=$):\n            f()\n", n))),
}


def cpu_seconds(nostall, path):
    """CPU time of a run, None when it takes too long."""
    words = [nostall, "-j1", "--no-cache", "--exit-zero", "--output-format", "json-lines", str(path)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limit) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode == -signal.SIGXCPU:
        return None
    if child.returncode not in (0, 2):
        raise SystemExit(f"{path}: nostall ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT_SECONDS, LIMIT_SECONDS + 1))


def measure(nostall, folder, make, count, rounds):
    path = pathlib.Path(folder) / "case.py"
    path.write_text(make(count))
    taken = [cpu_seconds(nostall, path) for _ in range(rounds)]
    return path.stat().st_size, None if None in taken else statistics.median(taken)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nostall", help="the program")
    parser.add_argument("names", nargs="*", help="kinds of files; all when none is named")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each size")
    options = parser.parse_args()
    unknown = set(options.names) - set(KINDS)
    if unknown:
        raise SystemExit(f"unknown: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as folder:
        _, start = measure(options.nostall, folder, lambda count: "\n", 1, options.rounds)
        print(f"{'file':32}{'kB':>8}{'ns/B':>10}{'ns/B x2':>10}{'growth':>8}")
        for name, (count, make) in KINDS.items():
            if options.names and name not in options.names:
                continue
            rows = [measure(options.nostall, folder, make, count * k, options.rounds) for k in (1, 2)]
            cells = [f"{(cpu - start) * 1e9 / size:10.0f}" if cpu else f"{'stopped':>10}" for size, cpu in rows]
            growth = (rows[1][1] - start) / max(rows[0][1] - start, 1e-3) if rows[1][1] and rows[0][1] else float("inf")
            print(f"{name:32}{rows[0][0] / 1000:8.0f}{cells[0]}{cells[1]}{growth:8.1f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
