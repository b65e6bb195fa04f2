"""Completions in the shells themselves: test_completion.py NOSTALL

bash and zsh get keys through a terminal of their own, as a person presses them: what was typed, Tab, and then such that
the line is printed instead of run. fish answers what it would offer.
"""

import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

NOSTALL = os.path.abspath(sys.argv[1])
TIMEOUT_S = 180
MARK = "THE-LINE-IS"

# What is typed, and what stands there after Tab. Where there is nothing to complete they are the same.
ROWS = [
    ("nostall verif", "nostall verify"),
    ("nostall sub/a_fi", "nostall sub/a_file.py"),
    ("nostall check --stat", "nostall check --statistics"),
    ("nostall --stat", "nostall --statistics"),
    ("nostall rule --stat", "nostall rule --stat"),
    ("nostall check --min-confidence prob", "nostall check --min-confidence probable"),
    ("nostall check --min-confidence=prob", "nostall check --min-confidence=probable"),
    ("nostall --preset str", "nostall --preset strict"),
    ("nostall --color=alw", "nostall --color=always"),
    ("nostall check --select blocking-slee", "nostall check --select blocking-sleep"),
    ("nostall check --select=blocking-slee", "nostall check --select=blocking-sleep"),
    ("nostall check --select task,blocking-slee", "nostall check --select task,blocking-sleep"),
    ("nostall check --ignore ASYNC25", "nostall check --ignore ASYNC25"),  # 250 and 251
    ("nostall check --ignore ASYNC251", "nostall check --ignore ASYNC251"),
    ("nostall --select cancella", "nostall --select cancellation"),  # the family, and cancellation-replaced
    ("nostall check -o conc", "nostall check -o concise"),
    ("nostall check --output-format conc", "nostall check --output-format concise"),
    ("nostall rule -o markd", "nostall rule -o markdown"),
    ("nostall verify -o markd", "nostall verify -o markd"),
    ("nostall --jobs 4 rule blocking-slee", "nostall --jobs 4 rule blocking-sleep"),
    ("nostall rule blocking-slee", "nostall rule blocking-sleep"),
    ("nostall verify --language pyth", "nostall verify --language python"),
    ("nostall new --framework fast", "nostall new --framework fastapi"),
    ("nostall help confir", "nostall help confirm"),
    ("nostall completion zs", "nostall completion zsh"),
    ("nostall check --config sub/a_fi", "nostall check --config sub/a_file.py"),
    ("nostall check sub/a_fi", "nostall check sub/a_file.py"),
    ("nostall baseline pru", "nostall baseline prune"),
    ("nostall baseline prune sub/a_fi", "nostall baseline prune sub/a_file.py"),
    ("nostall graph -o merm", "nostall graph -o mermaid"),
    ("nostall advise sub/a_fi", "nostall advise sub/a_file.py"),
]

BASH = ["bash", "--norc", "--noprofile", "-i"]
ZSH = ["zsh", "-f", "-i"]


class Terminal:
    """A shell that believes somebody sits there."""

    def __init__(self, command, folder):
        self.process, self.output = None, b""
        pid, self.terminal = pty.fork()
        if pid == 0:
            os.chdir(folder)
            environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "dumb", "LANG": "C.UTF-8"}
            os.execvpe(command[0], command, environment)
        self.pid = pid

    def send(self, text):
        os.write(self.terminal, text.encode())

    def wait_for(self, pattern):
        """What a pattern found in what the shell wrote since the last time."""
        until = time.monotonic() + TIMEOUT_S
        while time.monotonic() < until:
            found = re.search(pattern, self.output.decode("utf-8", "replace"))
            if found:
                self.output = b""
                return found
            if select.select([self.terminal], [], [], 0.1)[0]:
                self.output += os.read(self.terminal, 65536)
        raise AssertionError(f"no {pattern!r} in {self.output.decode('utf-8', 'replace')!r}")

    def completed(self, text):
        """The line after Tab. Ctrl-A and Ctrl-E go to its ends, so that it is printed."""
        self.send(f"{text}\t\x01echo '{MARK}<\x05>'\n")
        found = self.wait_for(MARK + r"<([^>'\r\n]*)>\r?\n")
        return found[1].rstrip(" ")

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


class CompletionTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="nostall-completion-")
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name).resolve()
        (self.folder / "sub").mkdir()
        (self.folder / "sub/a_file.py").write_text("", encoding="utf-8")

    def script(self, shell, name):
        """What `nostall completion` prints, as a file; the shell itself finds nothing wrong in it."""
        ran = subprocess.run([NOSTALL, "completion", shell], capture_output=True, text=True, check=False)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        file = self.folder / name
        file.write_text(ran.stdout, encoding="utf-8")
        read = subprocess.run([shell, "-n", file], capture_output=True, text=True, check=False)
        self.assertEqual((read.returncode, read.stderr), (0, ""))
        return file

    def hold(self, shell):
        self.addCleanup(shell.close)
        wrong = []
        for typed, want in ROWS:
            got = shell.completed(typed)
            if got != want:
                wrong.append(f"{typed!r}: {got!r}, not {want!r}")
        self.assertEqual(wrong, [])

    def test_bash(self):
        file = self.script("bash", "nostall.bash")
        shell = Terminal(BASH, self.folder)
        shell.send(f"bind 'set bell-style none'; set -u; . {file}; set +u; echo REA''DY\n")
        shell.wait_for("READY")
        self.hold(shell)

    def test_zsh(self):
        file = self.script("zsh", "_nostall")
        shell = Terminal(ZSH, self.folder)
        shell.send(
            f"unsetopt zle_bracketed_paste 2>/dev/null; unset zle_bracketed_paste; bindkey -e; setopt no_auto_menu no_list_beep\n"
            f"fpath=({file.parent} $fpath); autoload -Uz compinit; compinit -u -D; nostall() {{ }}; echo REA''DY\n"
        )
        shell.wait_for("READY")
        self.hold(shell)

    def test_fish(self):
        file = self.script("fish", "nostall.fish")
        wrong = []
        for typed, want in ROWS:
            head = typed.rpartition(" ")[0]
            code = f"source {file}; complete -C '{typed}'"
            environment = {**os.environ, "HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder)}
            ran = subprocess.run(
                ["fish", "--no-config", "-c", code], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
            )
            self.assertEqual(ran.stderr, "")
            offered = [line.split("\t")[0] for line in ran.stdout.splitlines()]
            starting = [word for word in offered if word.startswith(typed.rpartition(" ")[2])]
            common = os.path.commonprefix(starting) or typed.rpartition(" ")[2]
            got = f"{head} {common}"
            if got != want:
                wrong.append(f"{typed!r}: {got!r}, not {want!r}")
        self.assertEqual(wrong, [])

    def test_unknown_shell(self):
        ran = subprocess.run([NOSTALL, "completion", "fsh"], capture_output=True, text=True, check=False)
        self.assertEqual((ran.returncode, ran.stdout), (2, ""))
        self.assertIn("did you mean `fish`?", ran.stderr)


class WordsTest(unittest.TestCase):
    """What is offered is what is taken."""

    def test_listed_values_are_all_there_are(self):
        """Each value that the scripts list is taken; another is not."""
        script = subprocess.run([NOSTALL, "completion", "bash"], capture_output=True, text=True, check=True).stdout
        rows = re.findall(r"^ {4}(\w+):--([\w-]+).*\n +_nostall_words '([^']*)'", script, re.M)
        self.assertGreater(len(rows), 8)
        folder = tempfile.TemporaryDirectory(prefix="nostall-words-")
        self.addCleanup(folder.cleanup)
        subprocess.run([NOSTALL, "baseline", "create"], cwd=folder.name, capture_output=True, check=True)
        for command, option, words in rows:
            for word in [*words.split(), "frobnicate"]:
                with self.subTest(f"{command} --{option} {word}"):
                    ran = subprocess.run(
                        [NOSTALL, command, f"--{option}={word}", *OPERANDS.get(command, [])],
                        cwd=folder.name,
                        capture_output=True,
                        text=True,
                        check=False,
                    )
                    is_refused = f"`{word}`" in ran.stderr and ran.returncode == 2
                    self.assertEqual(is_refused, word == "frobnicate", ran.stderr)


# Such that the command ends at once.
OPERANDS = {
    "check": ["."],
    "rule": ["blocking-sleep"],
    "verify": ["--rules-dir=/not/there"],
    "confirm": ["/not/there"],
    "baseline": ["diff"],
    "new": ["/dev/null/not/there"],
    "graph": ["nothing", "."],
}

if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
