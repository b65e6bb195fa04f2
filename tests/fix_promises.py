"""Fixes what can be fixed in copies of all fixtures and examples, and holds what comes out against what fixes promise.

    fix_promises.py NOSTALL [FILTER]

Without FILTER, the fixes that are seen are also held against what the pages of the rules and docs/fixes.md say of them.
CPython compiles what it compiled before, comments are what they were, another run has nothing more to fix, what was
fixed is not reported any more, and nothing is reported that was not before.
"""

import collections
import io
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tokenize
import warnings
from concurrent.futures import ThreadPoolExecutor

from support.trees import ROOT

CHECK = ("check", "--isolated", "--no-environment", "--jobs", "1")
ALL = ("--select", "ALL")
WORKERS = 4

# What is true of the code that comes out, and was hidden by what was fixed.
SHOWN_THEN = {
    "fixtures/await/abilities": {"timeout-without-await"},  # the only await was one of no awaitable
    "fixtures/cancellation/cleanup": {"await-loses-exception"},  # the handler did not raise before
    "fixtures/cancellation/trio": {"await-loses-exception"},  # likewise
    "rules/task/gather-coroutine-argument/bad.py": {"wait-result-ignored"},  # it raised instead of waiting
    "tests/golden/fixes/slots.py": {"wait-result-ignored"},  # likewise
    "fixtures/threads/asyncio-objects": {"loop-api-off-thread"},  # what keeps the task is called on a thread, too
}


def compiles(text):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(text, "fixed", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


OURS = re.compile(r"#\s*nostall: ignore[^#]*")


def comments(text):
    """All comments, in any order: a statement may come to stand before another. Those of ours that silence
    nothing are what unused-suppression takes out."""
    tokens = tokenize.tokenize(io.BytesIO(text).readline)
    texts = (OURS.sub("", token.string).strip() for token in tokens if token.type == tokenize.COMMENT)
    return sorted(filter(None, texts))


def findings(nostall, folder, *more):
    """Findings by file and rule, and the rules and kinds of the fixes that they have."""
    ran = subprocess.run(
        [nostall, *CHECK, "-o", "json", *more, "."], cwd=folder, capture_output=True, text=True, check=False
    )
    if ran.returncode not in (0, 1):
        raise RuntimeError(ran.stderr)
    counts, kinds = collections.Counter(), set()
    for finding in json.loads(ran.stdout):
        counts[finding["filename"], finding["code"]] += 1
        if finding["fix"]:
            kinds.add((finding["code"], finding["fix"]["applicability"]))
    return counts, kinds


def fix(nostall, folder, *more):
    return subprocess.run(
        [nostall, *CHECK, "--fix", *more, "."], cwd=folder, capture_output=True, text=True, check=False
    )


def check_file(before, after, name):
    if compiles(before) and not compiles(after):
        yield f"{name}: CPython does not compile it any more"
    elif compiles(before) and comments(before) != comments(after):
        yield f"{name}: comments have changed"


def check_copy(nostall, folder, unsafe, words=ALL, may_add=()):
    """Complaints about one project, how many findings of which rule were fixed, and the kinds of fixes there were."""
    more = (*words, "--unsafe-fixes") if unsafe else words
    before, kinds = findings(nostall, folder, *words)
    if not {kind for _, kind in kinds} & ({"safe", "unsafe"} if unsafe else {"safe"}):
        return [], collections.Counter(), kinds
    texts = {path: path.read_bytes() for path in sorted(folder.rglob("*.py")) if path.is_file()}
    ran = fix(nostall, folder, *more)
    if ran.returncode not in (0, 1) or "would break" in ran.stderr:
        return [f"--fix fails: {ran.stderr}"], collections.Counter(), kinds
    complaints = []
    for path, text in texts.items():
        complaints += check_file(text, path.read_bytes(), path.relative_to(folder))
    after, _ = findings(nostall, folder, *words)
    diff = fix(nostall, folder, "--diff", *more)
    if diff.stdout or diff.returncode:
        complaints.append(f"there is more to fix:\n{diff.stdout}{diff.stderr}")
    for (name, rule), count in after.items():
        # What was mended need not be silenced any more.
        if count > before[name, rule] and rule not in (*may_add, "unused-suppression"):
            complaints.append(f"{pathlib.Path(name).name}: {rule} is new")
    fixed = collections.Counter()
    for (name, rule), count in before.items():
        fixed[rule] += max(0, count - after[name, rule])
    return complaints, +fixed, kinds


def projects():
    yield from (path.relative_to(ROOT) for path in sorted(ROOT.glob("tests/golden/fixes/*.py")))
    for folder in sorted(ROOT.glob("fixtures/*/*/")):
        if any(folder.rglob("*.py")):
            yield folder.relative_to(ROOT)
    for example in sorted(ROOT.glob("rules/*/*/bad*")) + sorted(ROOT.glob("rules/*/*/good*")):
        if example.is_dir() or example.suffix == ".py":
            yield example.relative_to(ROOT)


def words_for(source):
    """All rules, that of an example by its name, and what the example says itself."""
    found = re.search(rb"nostall-args: (.*)", source.read_bytes()) if source.is_file() else None
    words = shlex.split(found[1].decode()) if found else []
    rule = ("--extend-select", source.parent.name) if "rules" in source.parts else ()
    return (*ALL, *rule, *words)


def check_project(nostall, project):
    complaints, total, kinds = [], collections.Counter(), set()
    for unsafe in (False, True):
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(temporary).resolve() / "copy"
            source = ROOT / project
            if source.is_dir():
                shutil.copytree(source, folder, symlinks=True)
            else:
                folder.mkdir()
                shutil.copy(source, folder / source.name)
            may_add = SHOWN_THEN.get(str(project), ())
            found, fixed, seen = check_copy(nostall, folder, unsafe, words_for(source), may_add)
            complaints += [f"{project}{' (unsafe)' if unsafe else ''}: {text}" for text in found]
            total.update({(rule, unsafe): count for rule, count in fixed.items()})
            kinds |= seen
    return complaints, total, kinds


def check_pages(seen):
    """What the pages say, as `Fix (safe, unsafe): …`, and the table of docs/fixes.md, is what there is."""
    table = (ROOT / "docs/fixes.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"(?m)^\| `([\w-]+)` \| ([a-z, ]+) \|", table))
    for page in sorted(ROOT.glob("rules/*/*/rule.md")):
        rule = page.parent.name
        line = re.search(r"(?m)^Fix \(([a-z, ]+)\): ", page.read_text(encoding="utf-8"))
        said = line[1] if line else ""
        real = ", ".join(sorted(kind for code, kind in seen if code == rule))
        if said != real:
            yield f"{page.relative_to(ROOT)} says `{said}`, and there is `{real}`"
        if rows.get(rule, "") != said:
            yield f"docs/fixes.md says `{rows.get(rule, '')}` of {rule}, its page `{said}`"


def main(nostall, pattern=""):
    total, failed, kinds = collections.Counter(), [], set()
    with ThreadPoolExecutor(WORKERS) as pool:
        chosen = [project for project in projects() if pattern in str(project)]
        for complaints, fixed, seen in pool.map(lambda project: check_project(nostall, project), chosen):
            total.update(fixed)
            failed += complaints
            kinds |= seen
    failed += [] if pattern else check_pages(kinds)
    print(*failed, sep="\n")
    for (rule, unsafe), count in sorted(total.items()):
        print(f"{count:5} {rule}{' (unsafe)' if unsafe else ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
