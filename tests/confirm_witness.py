"""What the witness costs an echo server, and what it leaves of a sleep. For docs/confirm.md.

    confirm_witness.py NOSTALL LOOPS [--uvloop-python EXE] [--rounds N]

LOOPS is tests/confirm/loops.c, built. Each server answers a client over a socket pair, in turn without
and with `confirm --witness`; what counts is the server's own processor time, and of each pair of runs
how much more it is: the median, and between what half of them lie. Exits with 1 when it costs more than
OVERHEAD_MAX, or a sleep of 200 ms is no longer one.
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
KINDS = ("epoll", "poll", "select", "uv", "event", "ev", "glib", "sd")


def run(words):
    """The number that the program prints first, or None when it cannot run here."""
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    return float(ran.stdout.split()[0]) if ran.returncode != ABSENT and ran.stdout else None


def watched(nostall, words):
    empty = Path(__file__).resolve().parent / "confirm"
    return [nostall, "confirm", "--witness", "--paths", str(empty), "--output-file", os.devnull, "--", *words]


def compare(nostall, words, rounds):
    """Pairs of runs without and with the witness, each pair one after the other, in turn the other way round."""
    pairs = []
    for number in range(rounds):
        both = [words, watched(nostall, words)]
        took = [run(one) for one in (both[::-1] if number % 2 else both)]
        pairs.append(took[::-1] if number % 2 else took)
    return pairs


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("nostall")
    parser.add_argument("loops")
    parser.add_argument("--uvloop-python", default="")
    parser.add_argument("--rounds", type=int, default=41)
    parser.add_argument("--count", type=int, default=5000)
    arguments = parser.parse_args()
    nostall, loops = os.path.abspath(arguments.nostall), os.path.abspath(arguments.loops)
    count = str(arguments.count)
    servers = [(f"C, {kind}", [loops, kind, "echo", count]) for kind in KINDS]
    servers.append(("asyncio", [sys.executable, str(ECHO), "asyncio", count]))
    if arguments.uvloop_python:
        servers.append(("uvloop", [arguments.uvloop_python, str(ECHO), "uvloop", count]))
    is_fine = True
    print(f"| server, {count} round trips | CPU ms | with the witness | more | half of the pairs |\n| --- | --- | --- | --- | --- |")
    for name, words in servers:
        if run(words) is None:
            continue
        pairs = compare(nostall, words, arguments.rounds)
        before, after = (statistics.median(one) for one in zip(*pairs))
        low, more, high = statistics.quantiles([with_it / without - 1 for without, with_it in pairs], n=4)
        is_fine &= more <= OVERHEAD_MAX
        print(f"| {name} | {before:.1f} | {after:.1f} | {more:+.1%} | {low:+.1%} to {high:+.1%} |", flush=True)
    lasted = [run(watched(nostall, [loops, "epoll", "usleep"])) for _ in range(20)]
    is_fine &= min(lasted) >= 200.0
    print(f"\nA sleep of 200 ms lasted {min(lasted):.1f} to {max(lasted):.1f} ms.")
    return 0 if is_fine else 1


if __name__ == "__main__":
    sys.exit(main())
