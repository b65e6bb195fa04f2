"""What the witness costs an echo server, and what it leaves of a sleep. For docs/confirm.md.

    confirm_witness.py NOSTALL LOOPS [--uvloop-python EXE] [--rounds N]

LOOPS is tests/confirm/loops.c, built. Each server answers a client over a socket pair, in turn without
and with `confirm --witness`; what counts is the server's own processor time, the median of all rounds
of each. Exits with 1 when it costs more than OVERHEAD_MAX, or a sleep of 200 ms is no longer one.
"""

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path

OVERHEAD_MAX = 0.10
ECHO = Path(__file__).resolve().parent / "confirm/echo.py"
ABSENT = 77


def run(words):
    """The number that the program prints first, or None when it cannot run here."""
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    return float(ran.stdout.split()[0]) if ran.returncode != ABSENT and ran.stdout else None


def watched(nostall, words):
    empty = Path(__file__).resolve().parent / "confirm"
    return [nostall, "confirm", "--witness", "--paths", str(empty), "--output-file", os.devnull, "--", *words]


def compare(nostall, words, rounds):
    """Medians without and with the witness."""
    times = ([], [])
    for _ in range(rounds):
        times[0].append(run(words))
        times[1].append(run(watched(nostall, words)))
    return [statistics.median(one) for one in times]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("nostall")
    parser.add_argument("loops")
    parser.add_argument("--uvloop-python", default="")
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--count", type=int, default=20000)
    arguments = parser.parse_args()
    nostall, loops = os.path.abspath(arguments.nostall), os.path.abspath(arguments.loops)
    count = str(arguments.count)
    servers = [(f"C, {kind}", [loops, kind, "echo", count]) for kind in ("epoll", "poll", "select", "uv")]
    servers.append(("asyncio", [sys.executable, str(ECHO), "asyncio", count]))
    if arguments.uvloop_python:
        servers.append(("uvloop", [arguments.uvloop_python, str(ECHO), "uvloop", count]))
    is_fine = True
    print(f"| server, {count} round trips | CPU ms | with the witness | more |\n| --- | --- | --- | --- |")
    for name, words in servers:
        if run(words) is None:
            continue
        before, after = compare(nostall, words, arguments.rounds)
        more = after / before - 1
        is_fine &= more <= OVERHEAD_MAX
        print(f"| {name} | {before:.1f} | {after:.1f} | {more:+.1%} |", flush=True)
    lasted = [run(watched(nostall, [loops, "epoll", "usleep"])) for _ in range(arguments.rounds)]
    is_fine &= min(lasted) >= 200.0
    print(f"\nA sleep of 200 ms lasted {min(lasted):.1f} to {max(lasted):.1f} ms.")
    return 0 if is_fine else 1


if __name__ == "__main__":
    sys.exit(main())
