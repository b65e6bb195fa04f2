"""The examples in README.md and docs/: test_doc_examples.py NOSTALL

TOML is read as a configuration, Python is parsed, and every `nostall` in a block of shell commands is run in a small
project that has the files which they name. Commands that run somebody's code or take long (verify, confirm), or write a
project (new), are only asked for their help, which reads their options.
"""

import ast
import os
import re
import shlex
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOSTALL = os.path.abspath(sys.argv[1])
BLOCK = re.compile(r"^(?P<indent> *)```(?P<language>\w+)(?P<name>[^\n]*)\n(?P<text>.*?)^(?P=indent)```$", re.M | re.S)
ONLY_HELP = {"verify", "confirm", "new"}
FILES = {
    "app.py": "async def main():\n    pass\n",
    "src/app.py": "async def main():\n    pass\n",
    "src/store.py": "class Store:\n    async def load(self):\n        pass\n",
    "tests/api/test_app.py": "",
    "main.c": "int main(void) { return 0; }\n",
    "compile_commands.json": "[]",
    "vendored/a.py": "",
    ".venv/pyvenv.cfg": "home = /usr/bin\n",
    ".venv/lib/python3.11/site-packages/a.py": "",
}


def pages():
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def blocks(*languages):
    """(place, name, text) of every block in one of these languages."""
    for file in pages():
        text = file.read_text(encoding="utf-8")
        for match in BLOCK.finditer(text):
            if match["language"] in languages:
                line = text.count("\n", 0, match.start()) + 1
                yield f"{file.relative_to(ROOT)}:{line}", match["name"].strip(), textwrap.dedent(match["text"])


def commands(text, is_console):
    """The words of each nostall in a block, without what is around it."""
    for line in text.replace("\\\n", " ").splitlines():
        if is_console and not line.startswith("$ "):
            continue
        for part in re.split(r" && | \| |; ", line.removeprefix("$ ").strip()):
            words = shlex.split(part, comments=True)
            while words and re.match(r"\w+=", words[0]):
                words.pop(0)
            if words and words[0] == "nostall":
                cut = next((at for at, word in enumerate(words) if word in (">", "<", "2>")), len(words))
                yield words[1:cut]


class ExamplesTest(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="nostall-examples-")
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name).resolve()
        for path, text in FILES.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_text(text, encoding="utf-8")
        subprocess.run(["git", "init", "-q", self.folder], check=True)
        for words in (("add", "app.py"), ("commit", "-qm", "start"), ("update-ref", "refs/remotes/origin/main", "HEAD")):
            identity = ["-c", "user.name=t", "-c", "user.email=t@localhost"]
            subprocess.run(["git", *identity, *words], cwd=self.folder, check=True)
        subprocess.run([NOSTALL, "baseline", "create"], cwd=self.folder, capture_output=True, check=True)
        baseline = (self.folder / ".nostall-baseline.json").read_bytes()
        for name in ("old.json", "new.json"):
            (self.folder / name).write_bytes(baseline)

    def nostall(self, *words):
        environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
        return subprocess.run(
            [NOSTALL, *words], cwd=self.folder, env=environment, input="", capture_output=True, text=True, check=False
        )

    def test_configurations(self):
        count = 0
        for place, name, text in blocks("toml"):
            with self.subTest(place):
                file = self.folder / ("pyproject.toml" if "[tool.nostall" in text or "pyproject" in name else "nostall.toml")
                file.write_text(text, encoding="utf-8")
                ran = self.nostall("check", "--config", file.name, "app.py")
                file.unlink()
                self.assertIn(ran.returncode, (0, 1), ran.stderr)
                count += 1
        self.assertGreater(count, 5)

    def test_commands(self):
        count = 0
        for place, _, text in blocks("sh", "console"):
            for words in commands(text, "\n$ " in f"\n{text}"):
                with self.subTest(f"{place}: nostall {shlex.join(words)}"):
                    if words and words[0] in ONLY_HELP:
                        words = [words[0], "--help", *words[1:]]
                    ran = self.nostall(*words)
                    self.assertIn(ran.returncode, (0, 1), ran.stderr)
                    count += 1
        self.assertGreater(count, 30)

    def test_python(self):
        for place, _, text in blocks("python"):
            with self.subTest(place):
                ast.parse(text)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
