"""The hooks of .pre-commit-hooks.yaml under the real pre-commit: test_pre_commit.py NOSTALL FOLDER

FOLDER is where tests/packages/tools.py installed the tools. The repository that pre-commit installs from has our file of
hooks, and a package that consists of NOSTALL: how that one is built is what test_wheel.py is about.
"""

import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from packed import ROOT, write_package
from tools import environment_for

NOSTALL, TOOLS = os.path.abspath(sys.argv[1]), environment_for(sys.argv[2])

SLEEPS = "import time\n\n\nasync def {0}():\n    time.sleep(1)\n"
CLEAN = "import asyncio\n\n\nasync def {0}():\n    await asyncio.sleep(1)\n"
FINDING = re.compile(r"^(\S+):(\d+):\d+: ([a-z-]+) ", re.M)
MANY = 1500  # paths of more than 100 characters: more than one command line has room for


def git(folder, *words):
    identity = ["-c", "user.name=t", "-c", "user.email=t@localhost", "-c", "commit.gpgsign=false"]
    return subprocess.run(
        ["git", *identity, *map(str, words)], cwd=folder, capture_output=True, text=True, check=True
    ).stdout


def write(folder, path, text):
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


class PreCommitTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="nostall-pre-commit-")
        cls.addClassCleanup(scratch.cleanup)
        cls.scratch = Path(scratch.name).resolve()
        cls.hooks = cls.scratch / "hooks"
        write_package(cls.hooks, NOSTALL)
        write(cls.hooks, ".pre-commit-hooks.yaml", (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
        git(cls.hooks, "init", "-q")
        git(cls.hooks, "add", ".")
        git(cls.hooks, "commit", "-qm", "hooks")
        cls.rev = git(cls.hooks, "rev-parse", "HEAD").strip()
        cls.count = 0

    def project(self, hook, args=("-o", "concise"), **files):
        """A repository with everything committed, and one hook installed."""
        type(self).count += 1
        folder = self.scratch / f"project{self.count}"
        folder.mkdir()
        arguments = ", ".join(f"'{word}'" for word in args)
        config = f"repos:\n- repo: {self.hooks}\n  rev: {self.rev}\n  hooks:\n  - id: {hook}\n    args: [{arguments}]\n"
        write(folder, ".pre-commit-config.yaml", config)
        for path, text in files.items():
            write(folder, path, text)
        git(folder, "init", "-q")
        git(folder, "add", ".")
        git(folder, "commit", "-qm", "start")
        return folder

    def run_hook(self, folder, *words, code):
        environment = {**os.environ, "PRE_COMMIT_HOME": str(self.scratch / "home"), "PIP_NO_INDEX": "1", "PRE_COMMIT_COLOR": "never"}
        command = [TOOLS / "bin/pre-commit", "run", *words]
        ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        self.assertEqual(ran.returncode, code, ran.stdout + ran.stderr)
        return ran.stdout

    def findings(self, text):
        return sorted(FINDING.findall(text))

    def test_changed_files(self):
        folder = self.project("nostall", **{"old.py": SLEEPS.format("old"), "new.py": CLEAN.format("new")})
        self.run_hook(folder, code=0)
        write(folder, "new.py", SLEEPS.format("new"))
        git(folder, "add", "new.py")
        out = self.run_hook(folder, code=1)
        self.assertEqual(self.findings(out), [("new.py", "5", "blocking-sleep")])
        self.assertIn("exit code: 1", out)

    def test_what_is_staged_counts(self):
        folder = self.project("nostall", **{"a.py": ""})
        write(folder, "a.py", CLEAN.format("a"))
        git(folder, "add", "a.py")
        write(folder, "a.py", SLEEPS.format("a"))
        self.run_hook(folder, code=0)
        git(folder, "add", "a.py")
        write(folder, "a.py", CLEAN.format("a"))
        self.assertEqual(self.findings(self.run_hook(folder, code=1)), [("a.py", "5", "blocking-sleep")])
        self.assertEqual((folder / "a.py").read_text(encoding="utf-8"), CLEAN.format("a"))

    def test_excluded_files(self):
        folder = self.project("nostall", **{"nostall.toml": 'exclude = ["generated"]\n', "generated/a.py": SLEEPS.format("a")})
        self.run_hook(folder, "--all-files", code=0)
        write(folder, "nostall.toml", "")
        git(folder, "add", ".")
        self.run_hook(folder, "--all-files", code=1)

    def test_a_chain_into_an_unchanged_file(self):
        """The file that has the finding is not the one that changes."""
        files = {
            "handler.py": "from helper import load\n\n\nasync def handle():\n    load()\n",
            "helper.py": "def load():\n    pass\n",
        }
        stalls = "import time\n\n\ndef load():\n    time.sleep(1)\n"
        for hook, want in (
            ("nostall", []),
            ("nostall-staged", [("handler.py", "5", "blocking-sleep")]),
            ("nostall-project", [("handler.py", "5", "blocking-sleep")]),
        ):
            with self.subTest(hook):
                folder = self.project(hook, **files)
                self.run_hook(folder, code=0)
                write(folder, "helper.py", stalls)
                git(folder, "add", ".")
                self.assertEqual(self.findings(self.run_hook(folder, code=1 if want else 0)), want)

    def test_staged_leaves_the_rest_alone(self):
        folder = self.project("nostall-staged", **{"old.py": SLEEPS.format("old"), "new.py": CLEAN.format("new")})
        write(folder, "new.py", CLEAN.format("newer"))
        git(folder, "add", ".")
        self.run_hook(folder, code=0)
        write(folder, "new.py", SLEEPS.format("new"))
        git(folder, "add", ".")
        self.assertEqual(self.findings(self.run_hook(folder, code=1)), [("new.py", "5", "blocking-sleep")])

    def test_whole_project_after_a_deletion(self):
        folder = self.project("nostall-project", **{"a.py": SLEEPS.format("a"), "b.txt": ""})
        git(folder, "rm", "-q", "b.txt")
        self.assertEqual(self.findings(self.run_hook(folder, code=1)), [("a.py", "5", "blocking-sleep")])

    def test_trouble_is_told(self):
        folder = self.project("nostall", **{"nostall.toml": "selct = []\n", "a.py": CLEAN.format("a")})
        out = self.run_hook(folder, "--all-files", code=1)
        self.assertIn("exit code: 2", out)
        self.assertIn("did you mean `select`", out)

    def test_other_languages_are_left_alone(self):
        folder = self.project("nostall", **{"a.js": "", "b.txt": ""})
        self.assertIn("no files to check", self.run_hook(folder, "--all-files", code=0))

    def test_more_files_than_a_command_line_holds(self):
        """Chunk by chunk the same findings as at once, each one time."""
        files = {}
        for number in range(MANY):
            text = SLEEPS if number % 50 == 0 else CLEAN
            files[f"package/{'a_rather_long_name_of_a_module_' * 3}{number:04}.py"] = text.format(f"work_{number}")
        folder = self.project("nostall", **files)
        chunked = self.run_hook(folder, "--all-files", code=1)
        self.assertGreater(len(re.findall(r"^Found \d+ problem", chunked, re.M)), 1, "there was one chunk only")
        at_once = subprocess.run([NOSTALL, "check", "-o", "concise"], cwd=folder, capture_output=True, text=True, check=False)
        self.assertEqual(self.findings(chunked), self.findings(at_once.stdout))
        self.assertEqual(len(self.findings(chunked)), MANY // 50)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
