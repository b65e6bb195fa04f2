"""nostall verify: proofs of all rules, and examples in Python that behave badly.

    test_verify.py NOSTALL
"""

import json
import unittest

from case import ROOT, Case, main
from verifying import (
    BLESS,
    InterruptedRule,
    OwnRule,
    WordsOfRule,
    assert_refuted_when_swapped,
    check_recorded,
    jsonschema,
    read_json,
    read_proofs,
    schema,
    tool_name,
    verify_all,
)

RULES = sorted(path.parent for path in ROOT.glob("rules/*/*/proof.json"))
CASES = sorted(path.parent for path in ROOT.glob("tests/verify/*/*/proof.json"))
PAGES = sorted(path.parent for path in ROOT.glob("rules/*/*/rule.md"))

# Rules without a proof, each with the sentence in its page that says what stands in for one.
WITHOUT_PROOF = {
    "unused-suppression": "There is none by running it: comments do nothing.",
    "blocking-before-loop": "There is none: a loop that does not run yet cannot be held.",
    "aco-missing-exit": "There is none by running it: libaco is not packaged",
    "blocking-in-worker-pool": "There is none by running it: one thread that waits does no harm",
    "client-session-per-request": "There is none by running it: the sandbox has no certificates to load.",
    "await-without-timeout": "There is none by running it: it would show nothing for minutes.",
    "retry-without-backoff": "There is none by running it: a server that refuses is not in the sandbox.",
    "async-zero-sleep": "There is none by running it: both do the same, one says so.",
    "long-sleep-not-forever": "There is none by running it: nobody waits for a year.",
    "async-timeout-parameter": "There is none: it is about a signature, which works.",
    "pytest-asyncio-mark-on-fixture": "There is none by running it: the mark does nothing.",
    "exception-group-in-raises": "There is none by running it: pytest would have to be installed.",
    "exception-group-child-raised": "There is none by running it: what is lost is a part of the tracebacks.",
    "ensure-future-for-coroutine": "There is none: both make the same task.",
    "wait-for-instead-of-timeout": "There is none: both end in time.",
    "manual-executor-instead-of-to-thread": "There is none: both run in the same threads.",
    "async-import-style": "There is none: it is about names.",
    "unmaintained-dependency": "There is none: it is about who maintains what.",
    "race-across-await": "There is none by running it: the rule is advice, and off unless it is selected.",
    "module-level-asyncio-primitive": "There is none by running it: the rule is advice, and off unless it is selected.",
    "contextvar-not-reset": "There is none by running it: the rule is advice, and off unless it is selected.",
    "blocking-import": "There is none by running it: the rule is advice, and off unless it is selected.",
    "await-loses-exception": "There is none by running it: the rule is advice, and off unless it is selected.",
    "cancel-not-awaited": "There is none by running it: the rule is advice, and off unless it is selected.",
    "checkpoint-missing": "There is none by running it: the rule is advice, and off unless it is selected.",
    "async-generator-not-closed": "There is none by running it: the rule is advice, and off unless it is selected.",
    "bare-async-generator": "There is none by running it: the rule is advice, and off unless it is selected.",
    "unshielded-await-in-cleanup": "There is none by running it: it is about trio and anyio, which need not be installed.",
    "cancelled-class-saved": "There is none by running it: it is about trio and anyio, which need not be installed.",
    "unneeded-async": "There is none by running it: with `async` and without, the result is the same.",
    "task-group-single-task": "There is none by running it: the group works, there is only too much of it.",
    "sequential-await-in-loop": "There is none by running it: the result is the same, only later.",
}

# Facts are compared where they were recorded: older versions name other lines for `with`.
RECORDED_SINCE = (3, 10)


class AllRules(Case):
    """One run over everything."""

    @classmethod
    def setUpClass(cls):
        cls.code, cls.result, cls.err = verify_all()
        cls.by_rule = {}
        for one in cls.result["rules"]:
            cls.by_rule.setdefault(one["rule"], []).append(one)

    def is_recordable(self):
        version = tool_name(self.result, "python").split()[1]
        return tuple(map(int, version.split(".")[:2])) >= RECORDED_SINCE

    def test_every_rule_is_proven(self):
        told = {(one["rule"], one["language"]): (one["verdict"], one["reason"]) for one in self.result["rules"]}
        refused = {
            rule: said
            for rule, said in told.items()
            if said[0] != "proven" and not (said[1] or "").startswith("needs ")
        }
        self.assertEqual(refused, {})
        proofs = [(folder.name, proof["language"]) for folder in RULES for proof in read_proofs(folder)]
        self.assertEqual(set(told), set(proofs))

    def test_rules_without_a_proof_are_listed(self):
        self.assertEqual({folder.name for folder in set(PAGES) - set(RULES)}, set(WITHOUT_PROOF))
        for rule, sentence in WITHOUT_PROOF.items():
            page = next(folder for folder in PAGES if folder.name == rule) / "rule.md"
            self.assertIn(sentence, page.read_text(encoding="utf-8"))

    def test_facts_are_those_that_were_recorded(self):
        for folder in RULES:
            with self.subTest(folder.name):
                self.compare(folder, self.by_rule[folder.name])

    def compare(self, folder, ones):
        check_recorded(self, folder, [one for one in ones if self.is_comparable(one)])

    def is_comparable(self, one):
        if one["verdict"] == "unavailable":
            return False
        if one["language"] == "c":
            return True
        # An installed package has facts of its own.
        return self.is_recordable() and not one["bad"]["evidence"]["packages"]

    def test_pages_show_the_evidence(self):
        if BLESS:
            self.skipTest("the program has the old pages")
        for folder in RULES:
            page = self.nostall("rule", folder.name, "-o", "markdown").out
            recorded = read_json(folder / "evidence.json")
            for one in recorded if isinstance(recorded, list) else [recorded]:
                for line in one["summary"]:
                    self.assertIn(f"- {line}\n", page, folder.name)

    @unittest.skipUnless(jsonschema, "needs jsonschema")
    def test_schema(self):
        jsonschema.Draft202012Validator.check_schema(schema("evidence"))
        jsonschema.validate(self.result, schema("evidence"))

    def test_blocking_lines_are_named(self):
        """Every line that is marked is shown, or the proof says why it cannot be."""
        for folder in RULES:
            for proof in read_proofs(folder):
                self.check_lines(folder, proof["bad"])

    def check_lines(self, folder, bad):
        shown = [demand["line"] for demand in bad["shows"]] + list(bad.get("not_shown", {}))
        for line in (folder / bad["file"]).read_text(encoding="utf-8").splitlines():
            is_marked = f"expect: {folder.name}" in line and not line.strip().startswith(("#", "//"))
            if is_marked:
                self.assertTrue(any(text in line for text in shown), f"{folder.name}: {line}")


class Swapped(Case):
    def test_all_is_refuted_the_other_way_round(self):
        assert_refuted_when_swapped(self)


@unittest.skipUnless(jsonschema, "needs jsonschema")
class Proofs(Case):
    def test_schema(self):
        jsonschema.Draft202012Validator.check_schema(schema("proof"))
        for folder in RULES + CASES:
            with self.subTest(folder.name):
                jsonschema.validate(read_json(folder / "proof.json"), schema("proof"))
                for proof in read_proofs(folder):
                    self.assertEqual(proof["rule"], folder.name)


BAD = "import time\n\n\nasync def main():\n    time.sleep(0.2)\n"
GOOD = "import asyncio\n\n\nasync def main():\n    await asyncio.sleep(0.2)\n"
SHOWS = [{"line": "time.sleep(0.2)", "kind": "loop-stall", "primitive": "time.sleep"}]


class PythonRule(OwnRule):
    def rule(self, bad=BAD, good=GOOD, **more):
        proof = {"language": "python", "requires": ">=3.8", "run": ["main()"], "shows": SHOWS, **more}
        self.write_rule(("bad.py", bad), ("good.py", good), **proof)


class Verdicts(PythonRule):
    def test_proven(self):
        self.rule()
        one = self.assert_verdict("proven", "^$")
        seen = one["bad"]["evidence"]["observations"][0]
        self.assertEqual(seen["stack"], [["bad.py", 5, "main"]])
        self.assertGreaterEqual(seen["measured"]["ms"], 190)
        self.assertEqual(one["good"]["evidence"]["observations"], [])

    def test_bad_that_shows_nothing(self):
        self.rule(bad=GOOD.replace("await", "# time.sleep(0.2)\n    await"))
        self.assert_verdict("refuted", "bad.py: no loop-stall was seen at")

    def test_good_that_stalls(self):
        self.rule(good=BAD)
        self.assert_verdict("refuted", "good.py: loop-stall was seen, at line 5")

    def test_good_that_raises(self):
        self.rule(good="async def main():\n    raise ValueError\n")
        self.assert_verdict("refuted", "good.py: run 1 ended as `raised ValueError`")

    def test_ways_of_naming_a_function(self):
        for text in (
            "from time import sleep\n\nasync def main():\n    sleep(0.2)  # time.sleep(0.2)\n",
            "from time import sleep as nap\n\nasync def main():\n    nap(0.2)  # time.sleep(0.2)\n",
            "import time\n\nclass Clock:\n    def nap(self):\n        time.sleep(0.2)\n\n"
            "async def main():\n    Clock().nap()\n",
        ):
            with self.subTest(text):
                self.rule(bad=text)
                self.assert_verdict("proven", "^$")

    def test_a_function_that_only_the_interpreter_calls(self):
        """Through a partial the call is not seen, so it has a line and no name."""
        self.rule(
            bad="import functools, time\nnap = functools.partial(time.sleep, 0.2)\n\n\n"
            "async def main():\n    nap()  # time.sleep(0.2)\n".replace(
                "partial(time.sleep, 0.2)", "partial(time.sleep, 0.25)"
            )
        )
        proof = json.loads((self.folder / "own/proof.json").read_text())
        proof["bad"]["shows"][0]["primitive"] = None
        self.write("own/proof.json", json.dumps(proof))
        self.assert_verdict("proven", "^$")

    def test_does_not_compile(self):
        self.rule(bad="time.sleep(0.2) (\n")
        self.assert_verdict("refuted", "bad.py: it ended with exit code 1 and no evidence: SyntaxError")

    def test_deadlock_of_tasks(self):
        wait = "import asyncio\n\nasync def main():\n    await asyncio.Event().wait()\n"
        shows = [{"line": "Event().wait()", "kind": "quiescent-deadlock"}]
        bad = {"file": "bad.py", "shows": shows, "outcomes": ["stuck"]}
        self.rule(bad=wait, clock="virtual")
        proof = json.loads((self.folder / "own/proof.json").read_text())
        self.write("own/proof.json", json.dumps({**proof, "bad": bad}))
        self.assert_verdict("proven", "^$")

    def test_livelock(self):
        spin = "import asyncio\n\nasync def main():\n    while True:\n        await asyncio.sleep(0)\n"
        shows = [{"line": "asyncio.sleep(0)", "kind": "livelock"}]
        self.rule(bad=spin, clock="virtual")
        proof = json.loads((self.folder / "own/proof.json").read_text())
        proof["bad"] = {"file": "bad.py", "shows": shows, "outcomes": ["stuck"]}
        self.write("own/proof.json", json.dumps(proof))
        self.assert_verdict("proven", "^$")

    def test_a_call_from_another_thread(self):
        call = (
            "import asyncio, threading\n\n\nasync def main():\n"
            "    loop, done = asyncio.get_running_loop(), asyncio.Event()\n"
            "    thread = threading.Thread(target=lambda: loop.call_soon(done.set))\n"
            "    thread.start()\n    await done.wait()\n"
        )
        shows = [{"line": "loop.call_soon(done.set)", "kind": "wrong-thread"}]
        self.rule(bad=call)
        proof = json.loads((self.folder / "own/proof.json").read_text())
        proof["bad"]["shows"] = shows
        self.write("own/proof.json", json.dumps(proof))
        self.assert_verdict("proven", "^$")


class Behaviour(PythonRule):
    """Examples that do what examples should not."""

    def test_hangs(self):
        self.rule(bad="import time\n\n\nasync def main():\n    time.sleep(0.2)\n    time.sleep(1000)\n".replace(
            "    time.sleep(0.2)\n    ", "    "
        ) + "# time.sleep(0.2)\n")
        self.assert_verdict("inconclusive", "bad.py: it did not end and was stopped", "--time-limit", "1")

    def test_forks(self):
        self.rule(
            bad="import os, time\n\n\nasync def main():\n    for _ in range(3):\n"
            "        if os.fork() == 0:\n            os.setsid()\n            time.sleep(600)\n"
            "    time.sleep(0.2)\n"
        )
        self.assert_verdict("proven", "^$")

    def test_exhausts_memory(self):
        self.rule(bad="async def main():\n    b'x' * (1 << 40)  # time.sleep(0.2)\n")
        self.assert_verdict("refuted", "bad.py: run 1 ended as `raised MemoryError`")

    def test_fills_memory(self):
        self.rule(
            bad="async def main():\n    kept = []\n    while True:\n"
            "        kept.append(bytearray(1 << 26))  # time.sleep(0.2)\n"
        )
        _, one = self.verify("--time-limit", "20")
        # On a busy machine what failed says nothing.
        self.assertIn(one["verdict"], ("refuted", "inconclusive"))

    def test_writes_elsewhere(self):
        target = self.folder / "outside"
        self.rule(bad=f"async def main():\n    open({str(target)!r}, 'w')  # time.sleep(0.2)\n")
        ran, one = self.verify()
        self.assertEqual(one["verdict"], "refuted")
        if json.loads(ran.out)["isolation"]["files"] == "own-folder":
            self.assertFalse(target.exists())
            self.assertIn("raised OSError", one["reason"])

    def test_reaches_out(self):
        self.rule(
            bad="import socket\n\n\nasync def main():\n"
            "    socket.create_connection(('192.0.2.1', 9), 1)  # time.sleep(0.2)\n"
        )
        ran, one = self.verify()
        self.assertEqual(one["verdict"], "refuted")
        if json.loads(ran.out)["isolation"]["network"] == "loopback-namespace":
            self.assertIn("raised OSError", one["reason"])

    def test_prints_bytes(self):
        noise = "import os, time\n\n\nasync def main():\n    os.write(1, bytes(range(256)) * 99999)\n"
        self.rule(bad=noise + "    os.write(2, bytes(range(256)) * 999)\n    time.sleep(0.2)\n")
        self.assert_verdict("proven", "^$")

    def test_floods(self):
        for number in (1, 2, 3):
            with self.subTest(number):
                self.rule(
                    bad="import os\n\n\nasync def main():\n    while True:\n"
                    f"        os.write({number}, bytes(1 << 20))  # time.sleep(0.2)\n"
                )
                self.assert_verdict("inconclusive", "did not end and was stopped", "--time-limit", "2")

    def test_ignores_requests_to_end(self):
        self.rule(
            bad="import signal, time\n\n\nasync def main():\n"
            "    for number in {*signal.Signals} - {signal.SIGKILL, signal.SIGSTOP}:\n"
            "        signal.signal(number, signal.SIG_IGN)\n"
            "    while True:\n        time.sleep(0.2)  # time.sleep(0.2)\n".replace(
                "sleep(0.2)  #", "sleep(60)  #"
            )
        )
        self.assert_verdict("inconclusive", "did not end and was stopped", "--time-limit", "2")

    def test_dies(self):
        self.rule(bad="import os\n\n\nasync def main():\n    os.kill(os.getpid(), 9)  # time.sleep(0.2)\n")
        self.assert_verdict("refuted", "bad.py: it was ended by signal 9")
        self.rule(bad="import os\n\n\nasync def main():\n    os._exit(3)  # time.sleep(0.2)\n")
        self.assert_verdict("refuted", "bad.py: it ended with exit code 3 and no evidence")

    def test_forges_evidence(self):
        for text in ("b'{}'", "b'[' * 100000", "bytes(range(256))"):
            with self.subTest(text):
                self.rule(bad=f"import os\n\n\nasync def main():\n    os.write(3, {text}); os._exit(0)  # time.sleep(0.2)\n")
                self.assert_verdict("refuted", "no evidence")

    def test_leaves_nothing_behind(self):
        self.rule(
            bad="import os, time\n\n\nasync def main():\n    os.makedirs('a/b/c')\n"
            "    os.chmod('a/b', 0)\n    time.sleep(0.2)\n"
        )
        self.assert_verdict("proven", "^$")


class Interrupted(PythonRule, InterruptedRule):
    def begin(self):
        self.rule(bad="import time\n\n\nasync def main():\n    time.sleep(300)  # time.sleep(0.2)\n")


class Interpreters(PythonRule):
    def assert_no_tool(self, pattern, *words, **more):
        self.rule()
        ran, one = self.verify(*words, **more)
        self.assertEqual((ran.code, one["verdict"]), (2, "unavailable"))
        self.assertRegex(one["reason"], pattern)

    def test_none(self):
        self.assert_no_tool("there is no `python3` to run", env={"PATH": str(self.folder)})
        self.assert_no_tool("there is no `nowhere/python` to run", "--python", "nowhere/python")

    def fake(self, text):
        file = self.write("fake", text)
        file.chmod(0o755)
        return "--python", file

    def test_old(self):
        old = self.fake("#!/bin/sh\nprintf 'cpython\\n/usr/bin/old\\n3.6.15\\n' >&3\n")
        self.assert_no_tool("is cpython 3.6.15; CPython 3.8 or newer is needed", *old)

    def test_another_implementation(self):
        other = self.fake("#!/bin/sh\nprintf 'pypy\\n/usr/bin/pypy\\n3.10.2\\n' >&3\n")
        self.assert_no_tool("is pypy 3.10.2; CPython", *other)

    def test_something_else(self):
        self.assert_no_tool("is no Python: it did not answer", *self.fake("#!/bin/sh\nexit 0\n"))

    def test_too_old_for_this_rule(self):
        self.rule(requires=">=99.0")
        ran, one = self.verify()
        self.assertEqual((ran.code, one["verdict"]), (1, "unavailable"))
        self.assertEqual(one["reason"], "needs Python 99.0 or newer")


class Words(PythonRule, WordsOfRule):
    CALL, PLACE, STACK, TOOL = r"time\.sleep", r"bad\.py:5", "line 5, main", "CPython"

    def test_refused(self):
        self.assert_usage("unknown rule `blocking-slep`; did you mean `blocking-sleep`?", "verify", "blocking-slep")
        self.assert_usage("unknown language `rust`; there are: c, python", "verify", "--language", "rust")
        self.assert_usage(
            "--timeline: `out.png` ends neither in .svg nor in .json", "verify", "--timeline", "out.png"
        )
        self.assert_usage("--time-limit: `x` is no number from 0 to 3600", "verify", "--time-limit", "x")

    def test_proofs_that_cannot_be_read(self):
        for text, pattern in (
            ("{", "own/proof.json:1: "),
            ("{}", "must be a string"),
            ('{"bad": {"file": "bad.py"}, "good": {"file": "nowhere.py"}}', "does not stand beside it"),
        ):
            with self.subTest(text):
                self.rule()
                self.write("own/proof.json", text)
                ran = self.nostall("verify", "--rules-dir", "own")
                self.assertEqual((ran.code, ran.out), (2, ""))
                self.assertRegex(ran.err, pattern)

    def test_a_line_that_is_not_there(self):
        self.rule(bad=GOOD)
        self.assertIn("is in no line of the bad example", self.nostall("verify", "--rules-dir", "own").err)


if __name__ == "__main__":
    main()
