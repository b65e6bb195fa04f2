"""nostall confirm --witness: loops in C, and uvloop.

    test_witness.py NOSTALL LOOPS
"""

import json
import os
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))

from case import Case, environment, main  # noqa: E402
from interpreters import find_with  # noqa: E402

LOOPS = os.path.abspath(sys.argv[2])
ABSENT = 77
KINDS = ("epoll", "poll", "select", "uv", "event", "ev", "glib", "glib-steps", "sd", "sd-steps")

# Action -> what is named, and whether there is a stack; a system call that waits has none.
ACTIONS = {
    "usleep": ("usleep", "act"),
    "read": ("read", "wait_byte"),
    "mutex": ("pthread_mutex_lock", "wait_for_other"),
    "compute": (None, "compute"),
    "raw": ("system call nanosleep", None),
}

WAITS_FOR_OTHER = ("wait_byte", "wait_for_other")


class Witness(Case):
    def confirm(self, *words, witness=True, code=1):
        out = self.folder / "result.json"
        options = ["-o", "json", "--output-file", out, *(["--witness"] if witness else [])]
        (self.folder / "work").mkdir(exist_ok=True)
        ran = self.nostall("confirm", *options, "--paths", self.folder / "work", "--", *words, cwd=self.folder)
        self.assertEqual(ran.code, code, ran.err)
        return json.loads(out.read_text(encoding="utf-8")), ran

    def has(self, kind):
        ran = subprocess.run([LOOPS, kind, "nothing"], env=environment(), capture_output=True, check=False)
        return ran.returncode != ABSENT

    def stall_of(self, result):
        stalls = [miss for miss in result["missed"] if miss["longest"]["kind"] == "loop-stall"]
        self.assertEqual(len(stalls), 1, result)
        return stalls[0]

    def check(self, kind, action):
        call, function = ACTIONS[action]
        result, ran = self.confirm(LOOPS, kind, action)
        stall = self.stall_of(result)
        self.assertEqual(stall["longest"]["call"], call)
        self.assertEqual(stall["longest"]["cause"], "blocked" if call else "cpu")
        # What another thread ends is over sooner for one that came to it late.
        self.assertGreaterEqual(stall["total_ms"], 100 if function in WAITS_FOR_OTHER else 190)
        functions = [place["function"] for place in stall["longest"]["stack"]]
        if not function:  # only when it is found on its way back
            self.assertIn("act", functions or ["act"])
            return float(ran.out), stall
        self.assertIn("main", functions)
        # What computes may be in a function of the C library when it is looked at.
        self.assertIn(function, functions[:1] if call else functions)
        return float(ran.out), stall

    def test_kinds_and_actions(self):
        for kind in filter(self.has, KINDS):
            for action in ACTIONS:
                with self.subTest(kind=kind, action=action):
                    self.check(kind, action)

    def test_a_sleep_lasts_as_long_as_ever(self):
        for _ in range(5):
            lasted, stall = self.check("epoll", "usleep")
            self.assertGreaterEqual(lasted, 200.0)
            self.assertLessEqual(abs(stall["longest_ms"] - lasted), 12.0)  # the clock has ticks

    def test_nothing(self):
        result, _ = self.confirm(LOOPS, "epoll", "nothing", code=0)
        self.assertEqual([process["runtime"] for process in result["processes"]], ["native"])

    def test_no_loop(self):
        out = self.nostall("confirm", "--witness", "--", "sleep", "0.2")
        self.assertEqual(out.code, 2)
        self.assertIn("no event loop that the witness knows", out.err)

    def test_names_the_call_in_asyncio(self):
        app = self.write("app.py", "import asyncio, time\nasync def main():\n    time.sleep(0.2)\nasyncio.run(main())\n")
        result, _ = self.confirm(sys.executable, app)
        stall = self.stall_of(result)
        self.assertEqual(stall["longest"]["stack"][0]["row"], 3)
        self.assertEqual(stall["count"], 1)
        self.assertIn(stall["longest"]["call"], ("clock_nanosleep", "select"))

    def test_what_follows_a_loop_is_no_turn(self):
        app = self.write(
            "app.py",
            "import asyncio, time\nloop = asyncio.new_event_loop()\n"
            "for _ in range(3):\n    loop.run_until_complete(asyncio.sleep(0.01))\n    time.sleep(0.2)\nloop.close()\ntime.sleep(0.2)\n",
        )
        self.assertEqual(self.confirm(sys.executable, app, code=0)[0]["missed"], [])

    def test_uvloop(self):
        python = os.environ.get("NOSTALL_UVLOOP_PYTHON") or find_with("uvloop")
        if not python:
            self.skipTest("no Python here has uvloop; NOSTALL_UVLOOP_PYTHON may name one")
        app = self.write(
            "app.py",
            "import asyncio, time, uvloop\n\n\ndef slow():\n    time.sleep(0.2)\n\n\nasync def main():\n"
            "    for _ in range(3):\n        await asyncio.sleep(0.01)\n        slow()\n\n\n"
            "loop = uvloop.new_event_loop()\nloop.run_until_complete(main())\nloop.close()\n",
        )
        stall = self.stall_of(self.confirm(python, app)[0])
        self.assertEqual((stall["count"], stall["longest"]["call"]), (3, "clock_nanosleep"))
        places = [(place["row"], place["function"]) for place in stall["longest"]["stack"]]
        self.assertEqual(places, [(5, "slow"), (11, "main")])
        without, _ = self.confirm(python, app, witness=False, code=0)
        self.assertTrue(without["has_unseen_loop"])


if __name__ == "__main__":
    del sys.argv[2]
    main()
