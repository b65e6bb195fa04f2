"""What is promised of speed, and what became of it: P1 to P10, M1 and C1 to C3. For bench.py.

I1, the count of instructions, is a test: instructions.py.
"""

import pathlib
import subprocess
import sys
import tempfile
from dataclasses import dataclass

import editor
import pathologies

C_TREES = ("C1", "C2", "C3")
NOT_THERE = {"P3w": "ruff as WebAssembly is an estimate of the native one, which is measured here"}
IN_PACKAGE = 20  # edits that are measured with all that the file is linked with


@dataclass
class Promise:
    name: str
    what: str
    target: float
    gate: float
    unit: str = ""


PROMISES = [
    Promise("P1", "large tree / reading its files", 6.5, 10),
    Promise("P2", "large tree / tree-sitter alone", 0.09, 0.13),
    Promise("P3", "large tree / ruff, one thread", 0.35, 0.5),
    Promise("P3w", "large tree / ruff as WebAssembly", 0.25, 0.35),
    Promise("P4", "django / reading its files", 2, 3),
    Promise("P5", "unchanged / asking about the files", 1.6, 2.6),
    Promise("P6", "unchanged / ruff, unchanged", 0.3, 0.6),
    Promise("P7", "two threads / one, wall", 0.6, 0.7),
    Promise("P8", "editor, keystroke to diagnostics, p99", 5, 10, "ms"),
    Promise("P9", "four copies / one, per byte", 1.1, 1.25),
    Promise("P10", "worst hostile file / large tree, per byte", 3, 10),
    Promise("C1", "libuv / clang -fsyntax-only", 0.10, 0.15),
    Promise("C2", "redis / clang -fsyntax-only", 0.30, 0.40),
    Promise("C3", "git / clang -fsyntax-only", 0.15, 0.30),
    Promise("M1", "peak memory per million lines", 30, 45, "MB"),
]


@dataclass
class Row:
    promise: Promise
    value: float | None
    note: str = ""

    @property
    def verdict(self):
        if self.value is None:
            return self.note or "not measured"
        if self.value <= self.promise.target:
            return "met"
        return "**missed**, within the gate" if self.value <= self.promise.gate else "**missed**"


# ---- Measuring ----------------------------------------------------------------------------------


def worst_pathology(nostall, rounds, ns_per_byte):
    """The dearest byte of all hostile files, in bytes of an ordinary tree, and which file it is in."""
    worst = (0.0, "")
    with tempfile.TemporaryDirectory() as folder:
        _, start = pathologies.measure(nostall, folder, lambda count: "\n", 1, rounds)
        for name, (count, make) in pathologies.KINDS.items():
            size, cpu = pathologies.measure(nostall, folder, make, count, rounds)
            spent = (cpu - start) if cpu else pathologies.LIMIT_SECONDS
            worst = max(worst, (spent * 1e9 / size / ns_per_byte, name))
    return worst


def native_ratio(nostall, tree, rounds):
    script = pathlib.Path(__file__).with_name("c.py")
    words = [sys.executable, script, tree, "--nostall", nostall, "--rounds", str(rounds)]
    table = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return float(table.splitlines()[-1].split("|")[6].strip().strip("*"))


def collect(found, large, nostall, trees, rounds, edited=None):
    """A row for each promise; `found` has the ratios of the corpora by name, `edited` is the package of editor.py."""
    values = {name: value for name, value in found.get(large, {}).items() if name != "P4"}
    notes = dict(NOT_THERE)
    if "django" in found:
        values["P4"] = found["django"]["P4"]
    if "ns" in values:
        values["P10"], notes["P10"] = worst_pathology(nostall, max(1, rounds // 3), values["ns"])
    if edited:
        values["P8"] = editor.measure(nostall, edited)
        around = editor.measure_in_package(nostall, edited, IN_PACKAGE)
        notes["P8"] = f"a process for each, of a file alone; in its package {around:.0f} ms, half of them"
    for name, tree in zip(C_TREES, trees):
        values[name] = native_ratio(nostall, tree, rounds)
    return [Row(promise, values.get(promise.name), notes.get(promise.name, "")) for promise in PROMISES]


# ---- Showing ------------------------------------------------------------------------------------


def spell(value, unit=""):
    return "" if value is None else f"{value:.3g} {unit}".strip()


def print_rows(rows):
    print("| | what | target | gate | is | |")
    print("| --- | --- | ---: | ---: | ---: | --- |")
    for row in rows:
        promise = row.promise
        note = f" ({row.note})" if row.note and row.value is not None else ""
        cells = (promise.name, promise.what, spell(promise.target, promise.unit), spell(promise.gate, promise.unit),
                 spell(row.value, promise.unit), row.verdict + note)
        print("| " + " | ".join(cells) + " |")


BAR, LINE, LEFT, WIDE = 14, 24, 330, 420  # pixels
MOST = 2.0  # times the gate: what is longer is cut off


def draw(rows):
    """A bar for each figure; what it may be at most, the gate, is one line down the picture."""
    rows = [row for row in rows if row.value is not None]
    height, gate = LINE * (len(rows) + 2), LEFT + WIDE / MOST
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDE + 90}" height="{height}" font-family="sans-serif" font-size="13">',
           '<rect width="100%" height="100%" fill="white"/>']
    for number, row in enumerate(rows):
        y = LINE * (number + 1)
        length = min(row.value / row.promise.gate, MOST) * WIDE / MOST
        colour = "#2e7d32" if row.value <= row.promise.target else "#f9a825" if row.value <= row.promise.gate else "#c62828"
        target = LEFT + row.promise.target / row.promise.gate * WIDE / MOST
        out += [f'<text x="{LEFT - 8}" y="{y + BAR - 2}" text-anchor="end">{row.promise.what} ({row.promise.name})</text>',
                f'<rect x="{LEFT}" y="{y}" width="{length:.0f}" height="{BAR}" fill="{colour}"/>',
                f'<line x1="{target:.0f}" y1="{y - 3}" x2="{target:.0f}" y2="{y + BAR + 3}" stroke="black"/>',
                f'<text x="{LEFT + length + 5:.0f}" y="{y + BAR - 2}">{spell(row.value, row.promise.unit)}</text>']
    out += [f'<line x1="{gate:.0f}" y1="{LINE - 6}" x2="{gate:.0f}" y2="{height - LINE}" stroke="#888" stroke-dasharray="4 3"/>',
            f'<text x="{gate:.0f}" y="{LINE - 10}" text-anchor="middle" fill="#555">gate; short lines: targets</text>', "</svg>"]
    return "\n".join(out) + "\n"
