"""nostall confirm on Python programs: what becomes of findings, and that the program notices nothing.

    test_confirm.py NOSTALL
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))

from case import ROOT, Case, environment, main, program  # noqa: E402
from interpreters import find, find_with  # noqa: E402

try:
    import jsonschema
except ImportError:
    jsonschema = None

SAMPLE = Path(__file__).resolve().parent / "sample"
PROBE = ROOT / "analyzer/confirm/probe"
MARK = re.compile(r"# confirm: ([\w-]+)")
PYTHONS = find()
HAS_REACH = (3, 12)  # since then it can be told what ran

# Long enough to be looked at on a machine that gives the probe's own thread no processor for a while.
STALLS = "import asyncio, time\n\n\nasync def main():\n    time.sleep(0.6)\n\n\nif __name__ == '__main__':\n    asyncio.run(main())\n"


def marks(folder):
    found = set()
    for file in sorted(folder.glob("*.py")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            for status in MARK.findall(line):
                found.add((file.name, number, status))
    return found - {mark for mark in found if mark[1] < 8}  # the docstring tells what they are


class Confirm(Case):
    def setUp(self):
        super().setUp()
        self.home = self.folder / "tmp"
        self.home.mkdir()
        self.work = self.folder / "work"
        self.work.mkdir()

    def confirm(self, *words, env=None, **more):
        ran = self.nostall("confirm", *words, cwd=more.pop("cwd", self.work), env=self.env(env), **more)
        self.assert_nothing_left()
        return ran

    def env(self, extra=None):
        return {"TMPDIR": self.home, "PYTHONDONTWRITEBYTECODE": "1", **(extra or {})}

    def assert_nothing_left(self):
        self.assertEqual(list(self.home.glob("nostall-*")), [])

    def seen(self, *words, code=1, **more):
        """The result as JSON."""
        out = self.folder / "result.json"
        ran = self.confirm("-o", "json", "--output-file", out, *words, **more)
        self.assertEqual(ran.code, code, ran.err)
        result = json.loads(out.read_text(encoding="utf-8"))
        if jsonschema:
            schema = json.loads((ROOT / "docs/confirm.schema.json").read_text(encoding="utf-8"))
            jsonschema.validate(result, schema)
        self.assertIsNone(result["trouble"])
        return result, ran


class Sample(Confirm):
    """Every class, on every interpreter: the marks are the table that is expected, no more, no less."""

    def classes(self, result):
        found = {
            (Path(one["filename"]).name, one["location"]["row"], one["status"])
            for one in result["findings"]
            if one["is_listed"] or one["longest"]
        }
        for miss in result["missed"]:
            own = [place for place in miss["longest"]["stack"] if place["filename"].startswith(str(self.work))]
            found.add((Path(own[0]["filename"]).name, own[0]["row"], "missed"))
        return found

    def test_table(self):
        shutil.copytree(SAMPLE, self.work, dirs_exist_ok=True)
        for python, version in PYTHONS.items():
            with self.subTest(version):
                result, _ = self.seen("--", python, "app.py")
                expected = marks(self.work)
                if version < HAS_REACH:
                    lost = ("fast", "not-reached")
                    expected = {(file, row, "unknown" if one in lost else one) for file, row, one in expected}
                self.assertEqual(self.classes(result), expected)

    def test_numbers(self):
        shutil.copytree(SAMPLE, self.work, dirs_exist_ok=True)
        result, _ = self.seen("--", sys.executable, "app.py")
        twice = next(one for one in result["findings"] if one["count"] == 2)
        self.assertEqual(twice["status"], "observed")
        self.assertGreater(twice["longest_ms"], 180)
        self.assertGreater(twice["total_ms"], 360)
        self.assertEqual(twice["longest"]["stack"][0]["function"], "load")
        self.assertEqual(result["command"]["exit_code"], 0)

    def test_text(self):
        shutil.copytree(SAMPLE, self.work, dirs_exist_ok=True)
        text = self.confirm("--", sys.executable, "app.py").out
        self.assertRegex(text, r"\nObserved\n  app.py:\d+:5: blocking-sleep: `load` blocks")
        self.assertRegex(text, r"\n    2 times, \d+ ms in all, longest \d+ ms\n")
        self.assertRegex(text, r"\n      store.py:7  load  time.sleep\(seconds\)\n")
        self.assertIn("\nReached in another way\n", text)
        self.assertIn("\nSeen, and predicted by no finding\n", text)
        self.assertIn("`ValueError` was raised in a task, and nobody saw it: 1 time\n", text)
        self.assertRegex(text, r"\n7 findings: 4 observed, 1 reached in another way, .*; 3 not predicted\.")


class Ways(Confirm):
    """How the probe comes in, and where it cannot."""

    def setUp(self):
        super().setUp()
        (self.work / "app.py").write_text(STALLS, encoding="utf-8")

    def assert_observed(self, *words, count=1, **more):
        result, ran = self.seen(*words, **more)
        self.assertEqual([one["count"] for one in result["findings"] if one["status"] == "observed"], [count])
        return result, ran

    def test_without_and_with_a_path(self):
        self.assert_observed("--", sys.executable, "app.py")
        self.assert_observed("--", sys.executable, "app.py", env={"PYTHONPATH": self.folder})

    def test_silenced_and_unsure_findings_explain_what_is_seen(self):
        text = STALLS.replace("time.sleep(0.6)", "time.sleep(0.6)  # nostall: ignore[blocking-sleep] -- at start-up")
        (self.work / "app.py").write_text(text, encoding="utf-8")
        result, _ = self.assert_observed("--", sys.executable, "app.py")
        self.assertEqual([(one["is_listed"], one["is_suppressed"]) for one in result["findings"]], [(False, True)])
        self.assertEqual(result["missed"], [])

    def test_safe_path(self):
        newer = next((python for python, version in PYTHONS.items() if version >= (3, 11)), None)
        if not newer:
            self.skipTest("-P is there since 3.11")
        self.assert_observed("--", newer, "-P", "app.py")

    def test_words_need_no_separator(self):
        self.assert_observed("--paths", ".", sys.executable, "-X", "dev", "app.py")

    def test_existing_sitecustomize(self):
        other = self.folder / "other"
        other.mkdir()
        (other / "sitecustomize.py").write_text("import os\nos.environ['SEEN'] = __file__\nVALUE = 7\n")
        code = (
            "import sitecustomize, os, sys; ours = [path for path in sys.path if os.path.exists(path + '/nostall_probe')]\n"
            "print(sitecustomize.VALUE, os.environ['SEEN'], ours)"
        )
        ran = self.confirm("--", sys.executable, "-c", code, env={"PYTHONPATH": other})
        self.assertEqual(ran.lines[0], f"7 {other / 'sitecustomize.py'} []")

    def test_broken_sitecustomize_is_told_as_ever(self):
        (self.folder / "sitecustomize.py").write_text("raise ValueError('mine')\n")
        ran = self.confirm("--", sys.executable, "-c", "print(1)", env={"PYTHONPATH": self.folder})
        self.assertIn("ValueError: mine", ran.err)
        self.assertEqual((ran.code, ran.lines[0]), (0, "1"))

    def test_a_run_inside_a_run(self):
        """Each has its own probe; the inner one does not see the outer one's, nor the reverse."""
        inner = [program(), "confirm", "--output-file", str(self.folder / "inner.txt"), "--", sys.executable, "app.py"]
        ran = self.confirm("--", *inner)
        self.assertIn("nothing could be seen", ran.err)
        self.assertIn("Observed", (self.folder / "inner.txt").read_text(encoding="utf-8"))

    def test_refusals(self):
        for letter, reason in (("I", "PYTHONPATH"), ("E", "PYTHONPATH"), ("S", "site")):
            ran = self.confirm("--", sys.executable, "-" + letter, "-c", "print('ran')")
            self.assertEqual((ran.code, ran.out), (2, "ran\n"))
            self.assertIn(f"nothing could be seen: `-{letter}`", ran.err)
            self.assertIn(reason, ran.err)

    def test_refusal_in_the_first_line_of_a_script(self):
        script = self.work / "tool"
        script.write_text(f"#!{sys.executable} -I\nprint('ran')\n")
        script.chmod(0o755)
        ran = self.confirm("--", "./tool")
        self.assertEqual((ran.code, ran.out), (2, "ran\n"))
        self.assertIn("`-I`", ran.err)

    def test_no_python(self):
        ran = self.confirm("--", "true")
        self.assertEqual((ran.code, ran.out), (2, ""))
        self.assertIn("no Python (3.9 or newer) ran", ran.err)

    def test_no_command(self):
        self.assertEqual(self.confirm("--", "no-such-command").err, "error: there is no command `no-such-command`\n")
        self.assertIn("confirm needs a command", self.confirm().err)

    def test_no_project(self):
        ran = self.confirm("--paths", "missing", "--", sys.executable, "-c", "print('ran')")
        self.assertEqual((ran.code, ran.out), (2, ""))


class Processes(Confirm):
    """Each process has a file of its own; they are put together."""

    def run_workers(self, text, count):
        (self.work / "app.py").write_text(STALLS.partition("if __name__")[0], encoding="utf-8")
        (self.work / "run.py").write_text(text, encoding="utf-8")
        result, _ = self.seen("--", sys.executable, "run.py")
        observed = [one for one in result["findings"] if one["status"] == "observed"]
        self.assertEqual(len(observed), 1, result)
        self.assertLessEqual(observed[0]["count"], count, result)
        # A turn that a busy machine made longer is told as such, and not as a stall.
        self.assertGreaterEqual(observed[0]["count"] + result["disturbed_turns"], count, result)

    def test_fork(self):
        self.run_workers(
            "import asyncio, os\nimport app\n\nfor _ in range(2):\n"
            "    child = os.fork()\n    if child == 0:\n        asyncio.run(app.main())\n        os._exit(0)\n"
            "    os.waitpid(child, 0)\nasyncio.run(app.main())\n",
            3,
        )

    def test_fork_inside_a_loop_is_no_reason_for_a_warning(self):
        code = (
            "import asyncio, os, warnings\nwarnings.simplefilter('error')\n"
            "async def main():\n    await asyncio.sleep(0.1)\n    child = os.fork()\n"
            "    if child == 0:\n        os._exit(0)\n    os.waitpid(child, 0)\n    await asyncio.sleep(0.1)\n"
            "asyncio.run(main())\nprint('fine')\n"
        )
        for python, version in PYTHONS.items():
            with self.subTest(version):
                self.assertEqual(self.confirm("--", python, "-c", code).lines[0], "fine")

    def test_multiprocessing(self):
        for method in ("fork", "spawn"):
            with self.subTest(method):
                self.run_workers(
                    "import asyncio, multiprocessing\nimport app\n\n\ndef work(_):\n    asyncio.run(app.main())\n\n\n"
                    f"if __name__ == '__main__':\n    with multiprocessing.get_context('{method}').Pool(2) as pool:\n"
                    "        pool.map(work, range(4), 1)\n",
                    4,
                )

    def test_workers_as_xdist_starts_them(self):
        self.run_workers(
            "import subprocess, sys\n\nLOOP = 'import asyncio, app, os; exec(input()); os._exit(0)'\n"
            "workers = [subprocess.Popen([sys.executable, '-u', '-c', LOOP], stdin=subprocess.PIPE) for _ in range(3)]\n"
            "for worker in workers:\n    worker.communicate(b'asyncio.run(app.main())\\n')\n",
            3,
        )

    def test_threads_with_loops(self):
        self.run_workers(
            "import asyncio, threading\nimport app\n\n"
            "threads = [threading.Thread(target=asyncio.run, args=(app.main(),)) for _ in range(3)]\n"
            "for thread in threads:\n    thread.start()\nfor thread in threads:\n    thread.join()\n",
            3,
        )

    def test_a_stack_is_referred_to_when_it_is_in_the_file(self):
        """Two threads have seen the same: one writes while the other is about to."""
        code = (
            "import json, sys\nsys.path.insert(0, sys.argv[1])\nfrom nostall_probe import record\nlines = []\n"
            "def write(data):\n    if not lines and not pending:\n        pending.append(1)\n"
            "        record.write('loop-stall', [['app.py', 'main', 5]])\n    lines.append(json.loads(data))\n"
            "pending = []\nrecord._write = write\n"
            "for _ in range(2):\n    record.write('loop-stall', [['app.py', 'main', 5]])\n"
            "assert len({line['id'] for line in lines}) == 1, lines\n"
            "print(['stack' in line for line in lines])\n"
        )
        ran = subprocess.run([sys.executable, "-c", code, PROBE], capture_output=True, text=True, check=False)
        self.assertEqual((ran.stdout, ran.stderr), ("[True, True, False]\n", ""))

    def test_xdist(self):
        python = find_with("xdist") or self.skipTest("no Python here has pytest-xdist")
        (self.work / "app.py").write_text(STALLS, encoding="utf-8")
        tests = "import asyncio\nimport app\n\n\n" + "".join(
            f"def test_{number}():\n    asyncio.run(app.main())\n\n\n" for number in range(4)
        )
        (self.work / "test_app.py").write_text(tests, encoding="utf-8")
        result, _ = self.seen("--", python, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider")
        observed = [one for one in result["findings"] if one["status"] == "observed"]
        self.assertEqual([one["count"] for one in observed], [4])
        self.assertEqual(sorted(observed[0]["tests"]), [f"test_app.py::test_{number}" for number in range(4)])


class Passing(Confirm):
    """The command's streams, code and signals are its own."""

    def test_streams(self):
        code = "import sys; text = sys.stdin.read(); print(text[::-1]); print('err', file=sys.stderr); sys.exit(3)"
        out = self.folder / "report.txt"
        ran = self.confirm("--output-file", out, "--", sys.executable, "-c", code, stdin="abc")
        self.assertEqual((ran.code, ran.out, ran.err), (1, "cba\n", "err\n"))
        self.assertIn("ended with 3", out.read_text(encoding="utf-8"))

    def test_report_comes_last(self):
        ran = self.confirm("--", sys.executable, "-c", "print('out')")
        self.assertEqual((ran.code, ran.lines[0]), (0, "out"))
        self.assertIn("nostall confirm: ", ran.lines[1])

    def test_warnings_are_about_the_same_line(self):
        (self.work / "lost.py").write_text(
            "import asyncio\n\n\nasync def lost():\n    pass\n\n\nasync def main():\n    lost()\n\n\nasyncio.run(main())\n"
        )
        plain = subprocess.run(
            [sys.executable, "lost.py"], cwd=self.work, env=environment(**self.env()), capture_output=True, text=True, check=False
        )
        self.assertEqual(self.confirm("--", sys.executable, "lost.py").err, plain.stderr)

    def start(self, code):
        self.out = self.folder / "report.txt"
        words = [program(), "confirm", "--output-file", str(self.out), "--", sys.executable, "-u", "-c", code]
        env = environment(**self.env())
        started = subprocess.Popen(words, cwd=self.work, env=env, stdout=subprocess.PIPE, text=True, start_new_session=True)
        self.addCleanup(started.stdout.close)
        self.assertEqual(started.stdout.readline(), "ready\n")
        return started

    def test_signals_go_on(self):
        code = (
            "import signal, sys, time\n"
            "signal.signal(signal.{0}, lambda *_: (print('got it'), sys.exit(5)))\nprint('ready')\ntime.sleep(60)\n"
        )
        for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGUSR1"):
            with self.subTest(name):
                started = self.start(code.format(name))
                started.send_signal(getattr(signal, name))
                self.assertEqual(started.communicate(timeout=300)[0], "got it\n")
                self.assertEqual(started.returncode, 1)
                self.assertIn("ended with 5", self.out.read_text(encoding="utf-8"))

    def test_a_signal_of_the_terminal_comes_once(self):
        code = (
            "import signal, time\ncount = []\nsignal.signal(signal.SIGINT, lambda *_: count.append(1))\n"
            "print('ready')\nuntil = time.monotonic() + 60\n"
            "while not count and time.monotonic() < until:\n    time.sleep(0.1)\n"
            "time.sleep(1)\nprint(len(count))\n"
        )
        started = self.start(code)
        # What a terminal does, as far as it can be done without one: the command alone gets it.
        children = Path(f"/proc/{started.pid}/task/{started.pid}/children").read_text().split()
        for child in children:
            if "sleep" in Path(f"/proc/{child}/cmdline").read_text():
                os.kill(int(child), signal.SIGINT)
        self.assertEqual(started.communicate(timeout=300)[0], "1\n")

    def test_nothing_is_left_when_we_are_killed(self):
        started = self.start("import time\nprint('ready')\ntime.sleep(60)\nprint('late')\n")
        started.kill()
        self.assertEqual(started.communicate(timeout=300)[0], "")  # the command was asked to end, too
        limit = time.monotonic() + 60
        while list(self.home.glob("nostall-*")) and time.monotonic() < limit:
            time.sleep(0.02)
        self.assert_nothing_left()

    def test_a_command_that_a_signal_ends(self):
        result, _ = self.seen("--", sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
        self.assertEqual((result["command"]["exit_code"], result["command"]["signal"]), (137, 9))

    def test_frozen_time_and_exchanged_names(self):
        """Programs replace what they find in modules; what we use is not among it."""
        code = (
            "import asyncio, os, sys, time\nreal = time.sleep\n"
            "for module in list(sys.modules.values()):\n"
            "    for name in ('sleep', 'perf_counter', 'monotonic'):\n"
            "        if getattr(module, name, None) is getattr(time, name):\n            setattr(module, name, None)\n"
            "os.open = os.write = os.close = None\n"
            "async def main():\n    real(0.15)\n"
            "loop = asyncio.new_event_loop()\nloop.time = lambda: 0.0\nloop.run_until_complete(main())\nprint('fine', flush=True)\nos._exit(0)\n"
        )
        result, ran = self.seen("--", sys.executable, "-c", code)
        self.assertEqual(ran.out, "fine\n")
        self.assertEqual([miss["longest"]["kind"] for miss in result["missed"]], ["loop-stall"])

    def test_threshold(self):
        code = "import asyncio, time\nasync def main(): time.sleep(0.06)\nasyncio.run(main())\n"
        self.assertEqual(self.confirm("--", sys.executable, "-c", code).code, 0)
        self.assertEqual(self.confirm("--stall-ms", "30", "--", sys.executable, "-c", code).code, 1)
        self.assertIn("cannot be measured", self.confirm("--stall-ms", "1", "--", "true").err)


if __name__ == "__main__":
    main()
