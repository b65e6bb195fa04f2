"""The parts of README.md and docs/ that are made, not written: pages.py NOSTALL [--bless]

They stand between `<!-- made: NAME -->` and `<!-- end -->`: what nostall prints of the example project, its rules, the
codes of other linters. Without --bless (or ANALYZER_BLESS=1) it says what is out of date, and exits 1. docs/demo.svg
is the same output as a picture.
"""

import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "fixtures/demo"
PAGES = ("README.md", "docs/migrating.md")
PICTURE = ROOT / "docs/demo.svg"
PART = re.compile(r"(<!-- made: ([\w-]+) -->\n).*?(<!-- end -->)", re.S)
MARK = re.compile(r"  # expect\S*: .*$", re.M)
LINTERS = {
    "flake8-async": re.compile(r"ASYNC\d+$"),
    "ruff": re.compile(r"(ASYNC(100|105|109|110|115|116|119|210|212|220|221|222|230|240|250|251|401)|RUF\d+|PLE\d+|B\d+|PT\d+|UP\d+)$"),
    "Sonar": re.compile(r"S\d+$"),
    "pylint": re.compile(r"E\d+$"),
}
SHOWN = ("--select", "blocking-http")  # the one finding of the first screen
FAMILIES = {
    "blocking": "calls that hold the thread of the loop, at any depth",
    "await": "coroutines that never run, or are taken for their result",
    "task": "tasks that nobody keeps or looks at",
    "cancellation": "cancellation and timeouts that do not get through",
    "generator": "asynchronous generators that hold something at `yield`",
    "practice": "works, but not as it reads",
    "advice": "could be better; opt-in",
    "modernise": "newer Python has better words",
    "callback": "C: errors that no callback looks at",
    "handle": "C: handles freed while they are in use",
    "descriptor": "C: descriptors that wait after all",
    "coroutine": "C: coroutines called, left and ended wrongly",
    "threads": "threads and the loop in each other's way",
    "suppression": "comments that silence nothing",
    "signal": "signal handlers that do the loop's work",
}


def run(nostall, *words, cwd=ROOT):
    ran = subprocess.run([nostall, *words], cwd=cwd, capture_output=True, text=True, check=False)
    if ran.returncode not in (0, 1) or ran.stderr:
        raise SystemExit(f"nostall {' '.join(words)}: {ran.returncode} {ran.stderr}")
    return ran.stdout


def demo(nostall, *words):
    """The example without the marks that tests go by."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "demo"
        shutil.copytree(DEMO, place)
        for file in place.rglob("*.py"):
            file.write_text(MARK.sub("", file.read_text(encoding="utf-8")), encoding="utf-8")
        return run(nostall, "check", "--isolated", "--no-environment", "-o", "full", *words, cwd=place)


def rules(nostall):
    return json.loads(run(nostall, "rule", "--all", "-o", "json"))


def make_chain(nostall):
    finding = demo(nostall, *SHOWN, "--quiet").rstrip()
    return f"```text\n$ nostall check\n{finding}\n```\n"


def make_families(nostall):
    all_rules = rules(nostall)
    lines = ["| family | rules | what it is about |", "| --- | --: | --- |"]
    for family in dict.fromkeys(rule["family"] for rule in all_rules):
        count = sum(rule["family"] == family for rule in all_rules)
        lines.append(f"| `{family}` | {count} | {FAMILIES[family]} |")
    on = sum(rule["default"] for rule in all_rules)
    lines.append(f"\n{len(all_rules)} rules, {on} of them on by default.")
    return "\n".join(lines) + "\n"


def make_codes(nostall):
    lines = ["| code | of | nostall |", "| --- | --- | --- |"]
    codes = {}
    for rule in rules(nostall):
        for alias in rule["aliases"]:
            codes.setdefault(alias, []).append(rule["code"])
    for code in sorted(codes, key=lambda code: (re.sub(r"\d", "", code), len(code), code)):
        linters = [name for name, pattern in LINTERS.items() if pattern.match(code)]
        if linters:
            lines.append(f"| `{code}` | {', '.join(linters)} | {', '.join(f'`{rule}`' for rule in codes[code])} |")
    return "\n".join(lines) + "\n"


MAKERS = {"chain": make_chain, "families": make_families, "codes": make_codes}

# ---- The picture ------------------------------------------------------------------------------------------------

COLORS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "34": "#79c0ff", "35": "#d2a8ff", "36": "#56d4dd"}
ESCAPE = re.compile(r"\x1b\[([\d;]*)m")
CELL, LINE = 8.2, 19


def spans(line):
    """The pieces of a line with their colours and weight."""
    color, is_bold, end = "#e6edf3", False, 0
    for match in [*ESCAPE.finditer(line), None]:
        text = line[end : match.start() if match else len(line)]
        if text:
            yield text, color, is_bold
        if match is None:
            return
        for code in (match[1] or "0").split(";"):
            if code == "0":
                color, is_bold = "#e6edf3", False
            elif code == "1":
                is_bold = True
            elif code[-1:] in "1234567" and code[0] in "39" and len(code) == 2:
                color = COLORS.get("3" + code[1], color)
        end = match.end()


def make_picture(nostall):
    text = demo(nostall, *SHOWN, "--color", "always")
    lines = ["$ nostall check", *text.rstrip("\n").split("\n")]
    width = max(len(ESCAPE.sub("", line)) for line in lines) * CELL + 32
    height = len(lines) * LINE + 60
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" role="img">',
        "<title>nostall shows the way from a coroutine to the call that blocks</title>",
        f'<rect width="{width:.0f}" height="{height}" rx="8" fill="#0d1117"/>',
        *(f'<circle cx="{20 + 18 * at}" cy="18" r="5" fill="{fill}"/>' for at, fill in enumerate(("#ff5f57", "#febc2e", "#28c840"))),
        '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13.6">',
    ]
    for number, line in enumerate(lines):
        pieces, column = [], 0
        for piece, color, is_bold in spans(line):
            weight = ' font-weight="bold"' if is_bold else ""
            at = f"{16 + column * CELL:.1f}"
            long = f"{len(piece) * CELL:.1f}"
            pieces.append(f'<tspan x="{at}" textLength="{long}" fill="{color}"{weight}>{html.escape(piece)}</tspan>')
            column += len(piece)
        out.append(f'<text y="{52 + number * LINE}" xml:space="preserve">{"".join(pieces)}</text>')
    return "\n".join([*out, "</g>", "</svg>", ""])


# ---- All of it --------------------------------------------------------------------------------------------------


def made(nostall):
    """(file, the text that it should have) of every file with made parts."""
    parts = {}

    def fill(match):
        name = match[2]
        if name not in parts:
            parts[name] = MAKERS[name](nostall)
        return f"{match[1]}{parts[name]}{match[3]}"

    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        yield ROOT / page, PART.sub(fill, text)
    yield PICTURE, make_picture(nostall)


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    is_bless = "--bless" in sys.argv or os.environ.get("ANALYZER_BLESS") == "1"
    complaints = []
    for file, text in made(os.path.abspath(sys.argv[1])):
        if file.exists() and file.read_text(encoding="utf-8") == text:
            continue
        complaints.append(f"{file.relative_to(ROOT)} is out of date: packaging/pages.py NOSTALL --bless")
        if is_bless:
            file.write_text(text, encoding="utf-8")
    print("\n".join(complaints) or "all made parts are as they should be")
    return 1 if complaints and not is_bless else 0


if __name__ == "__main__":
    sys.exit(main())
