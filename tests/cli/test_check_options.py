"""Every option of `nostall check`. A test that is missing here fails Complete.

    test_check_options.py NOSTALL
"""

import json
import os
import pty
import re
import subprocess

from case import CLEAN, SLEEPS, Case, environment, main, program

# One finding of each of three rules, and one for each weaker step.
MIXED = """\
import asyncio
import time


async def main():
    time.sleep(1)
    asyncio.create_task(main())
    main()
    await asyncio.sleep(1)
"""


class Select(Case):
    def setUp(self):
        super().setUp()
        self.write("a.py", MIXED)

    def rules(self, *words):
        return [line.split()[1] for line in self.concise(*words)]

    def test_default(self):
        self.assertEqual(self.rules(), ["blocking-sleep", "orphaned-task", "missing-await"])

    def test_select(self):
        self.assertEqual(self.rules("--select", "blocking-sleep"), ["blocking-sleep"])
        self.assertEqual(self.rules("--select", "blocking"), ["blocking-sleep"])
        self.assertEqual(self.rules("--select", "ASYNC251"), ["blocking-sleep"])
        self.assertEqual(self.rules("--select", "ASYNC2"), ["blocking-sleep"])
        both = ["blocking-sleep", "missing-await"]
        self.assertEqual(self.rules("--select", "blocking-sleep,missing-await"), both)
        self.assertEqual(self.rules("--select=blocking-sleep", "--select=missing-await"), both)
        self.assertEqual(len(self.rules("--select", "ALL")), 3)

    def test_ignore(self):
        self.assertEqual(self.rules("--ignore", "blocking"), ["orphaned-task", "missing-await"])
        self.assertEqual(self.rules("--ignore", "blocking-sleep,missing-await"), ["orphaned-task"])
        self.assertEqual(self.rules("--select=blocking-sleep", "--ignore=blocking"), ["blocking-sleep"])

    def test_extend_select(self):
        words = ("--select", "blocking-sleep", "--extend-select", "orphaned-task")
        self.assertEqual(self.rules(*words), ["blocking-sleep", "orphaned-task"])

    def test_unknown_rule(self):
        for option in ("--select", "--ignore", "--extend-select"):
            ran = self.nostall("check", option, "blocking-slep")
            self.assertEqual((ran.code, ran.out), (2, ""))
            self.assertRegex(ran.err, r"^error: .*blocking-slep.*did you mean `blocking-sleep`")
        self.assert_usage("--select names no rule", "check", "--select=")


class Strictness(Case):
    def test_preset(self):
        self.write("a.py", "import os\n\n\nasync def main():\n    os.path.exists('x')\n")
        self.assertEqual(self.concise(), [])
        self.assertEqual(self.concise("--preset", "default"), [])
        self.assertEqual(self.concise("--preset", "strict"), ["a.py:5:5: blocking-path-metadata"])
        self.assertEqual(self.concise("--select", "blocking-path-metadata"), ["a.py:5:5: blocking-path-metadata"])
        self.assert_usage("unknown preset `strickt`; did you mean `strict`?", "check", "--preset=strickt")

    def test_target_version(self):
        self.write(
            "a.py",
            "import asyncio\n\n\nasync def main():\n    try:\n        await asyncio.sleep(1)\n"
            "    except asyncio.TimeoutError:\n        pass\n",
        )
        told = ["a.py:7:12: deprecated-asyncio-api"]
        self.assertEqual(self.concise(), [])
        self.assertEqual(self.concise("--target-version", "3.11"), told)
        self.assertEqual(self.concise("--target-version=py310"), [])
        for requires, want in ((">=3.11,<4", told), ("~=3.12.1", told), (">=3.10", []), ("<3.11", []), ("?", [])):
            with self.subTest(requires):
                self.write("pyproject.toml", f'[project]\nrequires-python = "{requires}"\n')
                self.assertEqual(self.concise(), want)
        self.write("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.11"\n')
        self.assertEqual(self.concise(), told)
        self.assertEqual(self.concise("--isolated"), [])
        self.assertEqual(self.concise("--target-version", "3.9"), [])
        self.write("nostall.toml", 'target-version = "3.10"\n')
        self.assertEqual(self.concise(), [])
        self.assert_usage("--target-version: `3` is no version of Python such as 3.11", "check", "--target-version=3")

    def test_min_confidence(self):
        self.write(
            "a.py",
            "import time\n\n\ndef quick():\n    pass\n\n\ndef slow():\n    time.sleep(1)\n\n\n"
            "async def main(flag):\n    (slow if flag else quick)()\n",
        )
        self.assertEqual(self.concise(), [])
        self.assertEqual(self.concise("--min-confidence", "resolved"), [])
        self.assertEqual(self.nostall("check").code, 0)
        ran = self.nostall("check", "--min-confidence", "possible", "-o", "concise")
        self.assertEqual(ran.code, 1)
        self.assertRegex(ran.out, r"a\.py:13:5: blocking-sleep .*\(possible\)\n")
        self.assert_usage(
            "unknown level of confidence `sure`; there are: resolved, probable, possible",
            "check",
            "--min-confidence=sure",
        )


class Files(Case):
    def test_exclude(self):
        self.write("a.py", "import helpers\n\n\nasync def main():\n    helpers.wait()\n")
        self.write("helpers.py", "import time\n\n\ndef wait():\n    time.sleep(1)\n\n\nasync def other():\n    wait()\n")
        self.write("gen/b.py", SLEEPS)
        everything = ["a.py:5:5: blocking-sleep", "gen/b.py:5:5: blocking-sleep", "helpers.py:9:5: blocking-sleep"]
        self.assertEqual(self.concise(), everything)
        self.assertEqual(self.concise("--exclude", "gen"), [everything[0], everything[2]])
        self.assertEqual(self.concise("--exclude", "gen,helpers.py"), everything[:1])
        self.assertEqual(self.concise("--exclude=gen/*.py", "--exclude=a*"), everything[2:])
        self.assertEqual(self.concise("--exclude", "**/b.py", "."), [everything[0], everything[2]])
        # What is left out is still followed into, and what is named is never left out.
        self.assertEqual(self.concise("--exclude", "helpers.py"), everything[:2])
        self.assertEqual(self.concise("--exclude", "gen", "gen/b.py"), everything[1:2])

    def test_stdin_filename(self):
        self.write("p/__init__.py", "")
        self.write("p/helpers.py", "import time\n\n\ndef wait():\n    time.sleep(1)\n")
        text = "from .helpers import wait\n\n\nasync def main():\n    wait()\n"
        words = ("-", "--stdin-filename", "p/new.py")
        self.assertEqual(self.concise(*words, stdin=text), ["p/new.py:5:5: blocking-sleep"])
        self.write("p/new.py", CLEAN)
        self.assertEqual(self.concise(*words, stdin=text), ["p/new.py:5:5: blocking-sleep"])
        found = json.loads(self.nostall("check", "-o", "json", *words, stdin=text).out)
        self.assertEqual(found[0]["filename"], str(self.folder / "p/new.py"))
        self.assertEqual(found[0]["chain"][1]["filename"], str(self.folder / "p/helpers.py"))

    def test_stdin_without_a_name(self):
        self.assertEqual(self.concise("-", stdin=SLEEPS), ["-:5:5: blocking-sleep"])
        found = json.loads(self.nostall("check", "-o", "json", "-", stdin=SLEEPS).out)
        self.assertEqual(found[0]["filename"], "-")
        self.assertEqual(self.nostall("check", "-", stdin="").code, 0)

    def test_stdin_misused(self):
        self.assert_usage("`-` stands alone: standard input is one file", "check", "-", "a.py")
        self.assert_usage("--stdin-filename needs the path `-`", "check", "--stdin-filename", "a.py")

    def test_project_around_a_file(self):
        self.write("pyproject.toml", "")
        self.write("lib/helpers.py", "import time\n\n\ndef wait():\n    time.sleep(1)\n")
        self.write("app/main.py", "from lib.helpers import wait\n\n\nasync def main():\n    wait()\n")
        self.write("app/other.py", SLEEPS)
        self.assertEqual(self.concise("app/main.py"), ["app/main.py:5:5: blocking-sleep"])
        self.assertEqual(self.concise("main.py", cwd=self.folder / "app"), ["main.py:5:5: blocking-sleep"])

    def test_git_decides_what_is_the_projects(self):
        self.write("a.py", SLEEPS)
        self.write("kept/b.py", SLEEPS)
        self.write("dropped/c.py", SLEEPS)
        self.write(".gitignore", "dropped/\n")
        if subprocess.run(["git", "init", "-q"], cwd=self.folder, check=False).returncode:
            self.skipTest("no git")
        want = ["a.py:5:5: blocking-sleep", "kept/b.py:5:5: blocking-sleep"]
        self.assertEqual(self.concise(), want)
        # A file that git still tracks and that is gone is no trouble.
        subprocess.run(["git", "add", "."], cwd=self.folder, check=True)
        (self.folder / "a.py").unlink()
        self.assertEqual(self.concise(), want[1:])
        # Without git every file is the project's.
        ran = self.nostall("check", "-o", "concise", env={"PATH": "/nonexistent"})
        self.assertEqual(sum("blocking-sleep" in line for line in ran.lines), 2)
        self.assertIn("cannot run git", ran.err)

    def test_git_runs_nothing_of_the_repository(self):
        self.write("a.py", CLEAN)
        if subprocess.run(["git", "init", "-q"], cwd=self.folder, check=False).returncode:
            self.skipTest("no git")
        hook = self.write("hook", f"#!/bin/sh\ntouch {self.folder}/ran\n")
        hook.chmod(0o755)
        subprocess.run(["git", "config", "core.fsmonitor", str(hook)], cwd=self.folder, check=True)
        self.assertEqual(self.nostall("check").code, 0)
        self.assertFalse((self.folder / "ran").exists())


class Output(Case):
    def setUp(self):
        super().setUp()
        self.write("a.py", SLEEPS)

    def test_output_format(self):
        full = self.nostall("check").out
        self.assertIn("5 |     time.sleep(1)\n", full)
        self.assertEqual(self.nostall("check", "--output-format", "full").out, full)
        concise = self.nostall("check", "--output-format=concise").lines
        self.assertRegex(concise[0], r"^a\.py:5:5: blocking-sleep \S")
        found = json.loads(self.nostall("check", "-ojson").out)
        self.assertEqual([finding["rule"] for finding in found], ["blocking-sleep"])
        lines = self.nostall("check", "-o", "json-lines").lines
        self.assertEqual([json.loads(line) for line in lines], found)
        self.assert_usage("unknown output format `concis`; did you mean `concise`?", "check", "-o", "concis")
        self.assert_usage(
            "unknown output format `xml`; there are: full, concise, grouped, tree, json, json-lines, sarif, github, gitlab, junit, checkstyle, pylint, rdjson, azure, agent", "check", "-o", "xml"
        )
        self.assert_usage(
            "unknown output format ``; there are: full, concise, grouped, tree, json, json-lines, sarif, github, gitlab, junit, checkstyle, pylint, rdjson, azure, agent", "check", "-o", ""
        )

    def test_statistics(self):
        self.write("b.py", SLEEPS + "    time.sleep(2)\n    main()\n")
        ran = self.nostall("check", "--statistics")
        self.assertEqual(ran.code, 1)
        self.assertEqual(ran.lines[:2], ["3  blocking-sleep", "1  missing-await"])
        counts = json.loads(self.nostall("check", "--statistics", "-o", "json").out)
        self.assertEqual([count["count"] for count in counts], [3, 1])
        self.assertEqual(self.nostall("check", "--statistics", "-q").lines, ran.lines[:2])

    def test_exit_zero(self):
        ran = self.nostall("check", "--exit-zero")
        self.assertEqual(ran.code, 0)
        self.assertEqual(ran.out, self.nostall("check").out)
        self.assertEqual(self.nostall("check", "--exit-zero", "missing.py").code, 2)
        self.assertEqual(self.nostall("check", "--exit-zero", "--select=x").code, 2)

    def test_quiet(self):
        self.write("b.py", "async def f(:\n    pass\n")
        self.assertNotEqual(self.nostall("check").err, "")
        for word in ("-q", "--quiet"):
            ran = self.nostall("check", "-o", "concise", word)
            self.assertEqual((len(ran.lines), ran.err, ran.code), (1, "", 1))
        self.assertIn("missing.py", self.nostall("check", "-q", "missing.py").err)

    def test_verbose(self):
        for word in ("-v", "--verbose"):
            ran = self.nostall("check", word)
            self.assertEqual(ran.out, self.nostall("check").out)
            self.assertRegex(ran.err, r"session: done files=1 parsed=1 ")

    def test_verbose_lists_callbacks(self):
        self.write("c.py", "import asyncio\n\ndef tick():\n    pass\n\nasync def main():\n"
                           "    asyncio.get_running_loop().call_soon(tick)\n")
        self.assertIn("link: runs on the loop path=c.py offset=20 function=tick\n", self.nostall("check", "-v", "c.py").err)

    def test_color(self):
        self.assertNotIn("\x1b", self.nostall("check").out)
        self.assertNotIn("\x1b", self.nostall("check", "--color", "auto").out)
        self.assertIn("\x1b[", self.nostall("check", "--color", "always").out)
        self.assertNotIn("\x1b", self.nostall("check", "--color", "never", env={"FORCE_COLOR": 1}).out)
        self.assert_usage("unknown choice for --color `allways`; did you mean `always`?", "check", "--color=allways")

    def test_color_from_the_environment(self):
        rows = [
            ({}, False),
            ({"FORCE_COLOR": "1"}, True),
            ({"FORCE_COLOR": "0"}, False),
            ({"FORCE_COLOR": ""}, False),
            ({"CLICOLOR_FORCE": "1"}, True),
            ({"CLICOLOR_FORCE": "0"}, False),
            ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
            ({"NO_COLOR": "", "FORCE_COLOR": "1"}, True),
        ]
        for env, want in rows:
            with self.subTest(**env):
                self.assertEqual("\x1b[" in self.nostall("check", env=env).out, want)

    def test_color_on_a_terminal(self):
        rows = [({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"TERM": "xterm", "NO_COLOR": "1"}, False)]
        for env, want in rows:
            with self.subTest(**env):
                self.assertEqual("\x1b[" in self.on_terminal("check", env=env), want)

    def on_terminal(self, *words, env):
        """What is written to standard output when that is a terminal."""
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            [program(), *words], cwd=self.folder, env=environment(**env), stdout=theirs, stderr=subprocess.DEVNULL
        ) as ran:
            os.close(theirs)
            text = drain(ours)
        self.assertEqual(ran.returncode, 1)
        return text


def drain(descriptor):
    """Reads a pseudo terminal until the other end is closed."""
    text = b""
    while True:
        try:
            piece = os.read(descriptor, 65536)
        except OSError:
            piece = b""
        if not piece:
            os.close(descriptor)
            return text.decode("utf-8", "replace")
        text += piece


class Jobs(Case):
    def test_jobs(self):
        for number in range(60):
            imported = (number * 7 + 3) % 60
            self.write(
                f"p{number % 5}/m{number}.py",
                f"import time\nfrom p{imported % 5}.m{imported} import wait as other\n\n\n"
                f"def wait():\n    time.sleep({number})\n\n\nasync def main():\n    wait()\n    other()\n",
            )
        self.write("p1/broken.py", "async def f(:\n    pass\n")
        self.write("p2/latin.py", b"# coding: nonsense\nasync def f(): '\xff'\n")
        for words in (["full"], ["json"], ["concise", "--statistics"]):
            wanted = self.nostall("check", "--jobs", 1, "-o", *words)
            self.assertEqual(wanted.code, 1)
            self.assertIn("p1/broken.py:1:", wanted.err)
            for jobs in ("--jobs=8", "-j8", "-j", "--jobs=0"):
                given = [jobs, "3"] if jobs == "-j" else [jobs]
                ran = self.nostall("check", *given, "-o", *words)
                self.assertEqual((ran.out, ran.err), (wanted.out, wanted.err))

    def test_no_number(self):
        self.assert_usage("--jobs: `many` is no number from 0 to 4096", "check", "--jobs=many")
        self.assert_usage("--jobs needs a value: --jobs N", "check", "--jobs")

    def test_progress(self):
        for i in range(5):
            self.write(f"a{i}.py", "async def f(a):\n    return await a.b(1)\n" * 100000)
        for words, want in (([], True), (["-q"], False), (["-v"], False)):
            ours, theirs = pty.openpty()
            with subprocess.Popen(
                [program(), "check", *words],
                cwd=self.folder,
                env=environment(TERM="xterm"),
                stdout=subprocess.DEVNULL,
                stderr=theirs,
            ):
                os.close(theirs)
                text = drain(ours)
            if want:
                self.assertRegex(text, r"\r\x1b\[K(reading|linking|checking)")
                self.assertTrue(text.endswith("\r\x1b[K"))
            else:
                self.assertNotIn("\x1b[K", text)


class C(Case):
    """How C files are compiled, and by what they are read."""

    SLEEPS = """\
#include <unistd.h>
typedef void (*uv_timer_cb)(void *);
int uv_timer_start(void *, uv_timer_cb, unsigned long, unsigned long);
#ifdef SLOW
static void on_timer(void *timer) { sleep(1); (void)timer; }
#else
static void on_timer(void *timer) { (void)timer; }
#endif
int main(void) { return uv_timer_start(0, on_timer, 1, 1); }
"""

    def setUp(self):
        super().setUp()
        self.write("a.c", self.SLEEPS)

    def database(self, flags):
        return json.dumps([{"directory": str(self.folder), "file": "a.c", "command": f"cc {flags} -c a.c"}])

    def test_compile_commands(self):
        self.write("slow.json/compile_commands.json", self.database("-DSLOW"))
        self.write("quick/compile_commands.json", self.database(""))
        self.assertEqual(len(self.concise("-p", "slow.json/compile_commands.json", "a.c")), 1)
        self.assertEqual(self.concise("--compile-commands", "quick/compile_commands.json", "a.c"), [])

    def test_found_around(self):
        self.write("build/compile_commands.json", self.database("-DSLOW"))
        self.assertEqual(len(self.concise(".")), 1)

    def test_broken_compile_commands(self):
        self.write("compile_commands.json", '[{"directory": "/",\n "file": ')
        ran = self.nostall("check", "a.c")
        self.assertEqual(ran.code, 2)
        self.assertIn("compile_commands.json", ran.err)

    def test_guessed(self):
        ran = self.nostall("check", "a.c")
        self.assertEqual(ran.code, 0)
        self.assertIn("no compile_commands.json was found", ran.err)

    def test_what_guessed_flags_cannot_read(self):
        broken = '#include "nowhere.h"\nnowhere a; nowhere b; nowhere c;\n'
        self.write("other/b.c", broken)
        self.write("other/c.c", broken)
        told = [line for line in self.nostall("check", ".", "a.c").err.splitlines() if "nowhere" in line]
        self.assertEqual(told, ["warning: other/b.c: 'nowhere.h' file not found; 2 C files are read in part only, "
                                "since flags are guessed"])
        told = [line for line in self.nostall("check", "other/b.c").err.splitlines() if "nowhere" in line]
        self.assertEqual(told, ["warning: other/b.c:1:10: 'nowhere.h' file not found (and 3 more)"])

    def test_libclang(self):
        ran = self.nostall("check", "--libclang", "/nowhere/libclang.so", "a.c")
        self.assertEqual(ran.code, 2)
        self.assertIn("/nowhere/libclang.so", ran.err)
        # Who asked for Python only is told, and served.
        self.write("b.py", SLEEPS)
        self.write("compile_flags.txt", "-DSLOW\n")
        ran = self.nostall("check", "--libclang", "/nowhere/libclang.so", "-o", "concise", ".")
        self.assertEqual(ran.code, 1)
        self.assertIn("C files are not analysed", ran.err)
        self.assertIn("b.py", ran.out)

    def test_jobs(self):
        self.write("compile_flags.txt", "-DSLOW\n")
        for name in "bcdefgh":
            self.write(f"{name}.c", self.SLEEPS.replace("int main", f"int {name}"))
        self.assertEqual(self.concise("-j1", "."), self.concise("-j8", "."))
        self.assertEqual(len(self.concise(".")), 8)


class Complete(Case):
    # test_commands.py, test_config.py, test_environment.py; test_settings.py, test_baseline.py
    ELSEWHERE = {"help", "version", "config", "isolated", "environment", "no-environment"}
    ELSEWHERE |= {"fix", "unsafe-fixes", "diff", "fix-only", "show-fixes", "exit-non-zero-on-fix"}  # test_fixes.py
    ELSEWHERE |= {"add-ignore", "changed", "staged", "changed-scope", "show-files", "show-settings"}
    ELSEWHERE |= {"baseline", "no-baseline", "tests", "extend-exclude", "force-exclude", "fail-on", "max-warnings"}
    ELSEWHERE |= {"cache-dir", "no-cache", "profile"}  # test_cache.py

    def test_every_option_has_a_test(self):
        options = set(re.findall(r"(?m)^  (?:-\w, |    )--([\w-]+)", self.nostall("check", "--help").out))
        tested = {
            name.removeprefix("test_").replace("_", "-")
            for case in (Select, Strictness, Files, C, Output, Jobs)
            for name in dir(case)
            if name.startswith("test_")
        }
        self.assertGreater(len(options), 10)
        self.assertEqual(options - tested - self.ELSEWHERE, set())


if __name__ == "__main__":
    main()
