"""What the tests of the command line share: nostall run in a scratch folder."""

import os
import subprocess
import sys
import tempfile
import unittest
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests/golden/report"
DEMO = ROOT / "fixtures/demo"
TIMEOUT_S = 300  # generous: sanitizers are slow

# What would colour or place the output differently on different machines.
UNWANTED = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "TERM", "COLUMNS", "VIRTUAL_ENV", "CONDA_PREFIX",
            "NOSTALL_OUTPUT_FORMAT", "AI_AGENT", "CLAUDECODE", "CLAUDE_CODE", "CODEX_SANDBOX", "CURSOR_AGENT",
            "GEMINI_CLI", "OPENCODE", "AUGMENT_AGENT")

SLEEPS = "import time\n\n\nasync def main():\n    time.sleep(1)\n"
CLEAN = "import asyncio\n\n\nasync def main():\n    await asyncio.sleep(1)\n"


def program():
    """The nostall that is tested: the first argument of the script."""
    return os.path.abspath(sys.argv[1])


def environment(**extra):
    kept = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    return {**kept, **{name: str(value) for name, value in extra.items()}}


@dataclass
class Ran:
    code: int
    out: str
    err: str

    @property
    def lines(self):
        return self.out.splitlines()


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="nostall-")
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name).resolve()

    def write(self, path, text):
        """Writes a file below the scratch folder; text or bytes."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def nostall(self, *words, stdin="", cwd=None, env=None, **more):
        ran = subprocess.run(
            [program(), *map(str, words)],
            input=stdin if isinstance(stdin, bytes) else stdin.encode(),
            cwd=cwd or self.folder,
            env=environment(**(env or {})),
            stdout=more.pop("stdout", subprocess.PIPE),
            stderr=subprocess.PIPE,
            timeout=TIMEOUT_S,
            check=False,
            **more,
        )
        result = Ran(ran.returncode, (ran.stdout or b"").decode("utf-8"), ran.stderr.decode("utf-8"))
        self.assert_sound(result.code, result.err)
        return result

    def concise(self, *words, **more):
        """The findings as `path:line:col: rule`, without messages and the summary."""
        ran = self.nostall("check", "--output-format", "concise", "--quiet", *words, **more)
        return [line.split(" ")[0] + " " + line.split(" ")[1] for line in ran.lines]

    def assert_sound(self, code, err):
        """Nothing crashed, and no sanitizer complained."""
        self.assertIn(code, (0, 1, 2), err)
        self.assertNotIn("Sanitizer", err)
        self.assertNotIn("runtime error", err)

    def assert_usage(self, text, *words):
        """The words are refused with this message, and nothing goes to standard output."""
        ran = self.nostall(*words)
        self.assertEqual((ran.code, ran.out), (2, ""))
        self.assertEqual(ran.err, f"error: {text}\n")

    def assert_golden(self, name, text):
        """Holds a whole output against tests/golden/report/NAME; ANALYZER_BLESS=1 rewrites it."""
        file = GOLDEN / name
        if os.environ.get("ANALYZER_BLESS") == "1":
            file.write_text(text, encoding="utf-8")
        self.assertEqual(file.read_text(encoding="utf-8") if file.exists() else "", text)


def main():
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
