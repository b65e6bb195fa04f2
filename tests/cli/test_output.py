"""Whole outputs: golden files of the demo project, and JSON against docs/findings.schema.json.

    test_output.py NOSTALL
"""

import copy
import json
import re
import shutil
from pathlib import Path

import jsonschema
from case import CLEAN, DEMO, ROOT, SLEEPS, Case, main

SCHEMA = json.loads((ROOT / "docs/findings.schema.json").read_text(encoding="utf-8"))


class Golden(Case):
    """The demo project is what people see first; here is what they see. It runs in a copy, so that it
    does not matter what lies around the original."""

    def setUp(self):
        super().setUp()
        self.write("pyproject.toml", "")
        shutil.copytree(DEMO, self.folder / "demo")

    def demo(self, *words):
        ran = self.nostall("check", "demo", *words)
        self.assertEqual((ran.code, ran.err), (1, ""))
        return ran.out

    def test_full(self):
        self.assert_golden("demo.txt", self.demo())

    def test_concise(self):
        self.assert_golden("demo-concise.txt", self.demo("--output-format", "concise"))

    def test_json(self):
        out = self.demo("--output-format", "json")
        self.assert_golden("demo.json", out.replace(str(self.folder), "/project"))

    def test_statistics(self):
        self.assert_golden("demo-statistics.txt", self.demo("--statistics"))

    def test_help(self):
        self.assert_golden("help.txt", self.nostall("--help").out)
        self.assert_golden("help-check.txt", self.nostall("check", "--help").out)
        self.assert_golden("help-rule.txt", self.nostall("rule", "--help").out)


class Promised(Case):
    """What README.md says of the demo project, where it stands: what `./dev demo` runs."""

    README = (ROOT / "README.md").read_text(encoding="utf-8")
    WORDS = ("nine", "ten", "eleven", "twelve")  # from 9 on
    MISTAKES = [
        "app.py:21 async-endpoint-should-be-sync",
        "app.py:22 blocking-file-io",
        "app.py:25 blocking-file-io",
        "mail.py:26 await-holding-thread-lock",
        "watcher.py:26 orphaned-task",
        "watcher.py:33 swallowed-cancellation",
        "watcher.py:37 blocking-http",
        "watcher.py:40 blocking-file-io",
        "watcher.py:41 missing-await",
        "watcher.py:49 blocking-network",
    ]

    def found(self):
        ran = self.nostall("check", "fixtures/demo", "--no-cache", "-o", "json", cwd=ROOT)
        self.assertEqual((ran.code, ran.err), (1, ""))
        return json.loads(ran.out)

    def test_its_mistakes(self):
        places = [f"{Path(one['filename']).name}:{one['location']['row']} {one['rule']}" for one in self.found()]
        self.assertEqual(places, self.MISTAKES)
        self.assertIn(f"`fixtures/demo` has {self.WORDS[len(places) - 9]} mistakes", self.README)

    def test_the_chain(self):
        """Of the finding that opens the page: its rule, and the places of its hops."""
        shown = re.search(r"<!-- made: chain -->\n```text\n\$ nostall check\n(.*?)```", self.README, re.S).group(1)
        rule = re.match(r"error\[(.*?)\]", shown).group(1)
        chains = [one["chain"] for one in self.found() if one["rule"] == rule]
        places = [[f"{hop['filename']}:{hop['location']['row']}:{hop['location']['column']}" for hop in chain] for chain in chains]
        self.assertEqual(places, [[f"{DEMO}/{place}" for place in re.findall(r"(?:-->|:::) (\S+)", shown)]])


class Chains(Case):
    def test_what_a_held_lock_does_to_other_tasks(self):
        text = "import asyncio\nimport threading\nlock = threading.{}()\nasync def f():\n    with lock:\n        await asyncio.sleep(1)\n"
        for lock, words in (("Lock", "and wait for the lock with it"), ("RLock", "and take the lock as if it were free")):
            self.write("a.py", text.format(lock))
            found = json.loads(self.nostall("check", "-o", "json", "--select", "await-holding-thread-lock", "a.py").out)
            self.assertEqual([hop["message"] for hop in found[0]["chain"]], [f"other tasks run on this thread here, {words}"])


class Schema(Case):
    def setUp(self):
        super().setUp()
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        self.validator = jsonschema.Draft202012Validator(SCHEMA)

    def part(self, name):
        """A validator for one of the definitions."""
        return jsonschema.Draft202012Validator({"$defs": SCHEMA["$defs"], "$ref": f"#/$defs/{name}"})

    def findings(self, *words, **more):
        return json.loads(self.nostall("check", "--output-format", "json", *words, **more).out)

    def test_help_for_a_wrapper(self):
        """A coroutine function cannot be made async once more: what its decorator calls can."""
        lines = ["import time", "", "", "def timed(function):", "    def wrapper(*arguments):", "        time.sleep(1)"]
        lines += ["        return function(*arguments)", "", "    return wrapper", "", "", "@timed"]
        lines += ["async def send(): ...", "", "", "async def main():", "    await send()", ""]
        self.write("app.py", "\n".join(lines))
        [found] = self.findings("app.py")
        self.assertEqual(
            found["help"],
            "make `timed.<locals>.wrapper`, which its decorator puts in its place, async and use await asyncio.sleep(...) inside",
        )

    def test_everything_that_is_found_here(self):
        found = self.findings("--select", "ALL", "--preset", "strict", "--min-confidence", "possible", cwd=ROOT / "fixtures")
        self.assertGreater(len(found), 50)
        self.validator.validate(found)
        self.assertGreater(len({finding["severity"] for finding in found}), 1)
        self.assertGreater(len({finding["confidence"] for finding in found}), 1)
        self.assertGreater(max(len(finding["chain"]) for finding in found), 2)

    def test_nothing_found(self):
        self.write("a.py", CLEAN)
        self.assertEqual(self.findings(), [])
        self.validator.validate([])

    def test_json_lines(self):
        found = self.findings("demo", cwd=DEMO.parent)
        lines = self.nostall("check", "-o", "json-lines", "demo", cwd=DEMO.parent).lines
        self.assertEqual([json.loads(line) for line in lines], found)
        for line in lines:
            self.part("finding").validate(json.loads(line))

    def test_every_character(self):
        name = 'a"b\\c/\x01\x1f\x7f\t\r\n\b\f\u00e9\U0001f40d.py'
        self.write(name, SLEEPS)
        out = self.nostall("check", "--output-format", "json").out
        self.assertEqual(json.loads(out)[0]["filename"], str(self.folder / name))
        self.assertIn(r'a\"b\\c', out)
        self.assertIn("\\u0001\\u001F\x7f\\t\\r\\n\\b\\f\u00e9\U0001f40d.py", out)
        # The layout is that of everybody, digits of escapes aside.
        self.assertEqual(out, json.dumps(json.loads(out), indent=2, ensure_ascii=False).replace("u001f", "u001F") + "\n")
        lines = self.nostall("check", "--output-format", "json-lines").lines
        self.assertEqual([json.loads(line) for line in lines], json.loads(out))

    def test_statistics(self):
        self.write("a.py", SLEEPS)
        counts = self.findings("--statistics")
        self.part("statistics").validate(counts)
        self.assertFalse(self.part("statistics").is_valid([{**counts[0], "count": 0}]))

    def test_standard_input(self):
        self.validator.validate(self.findings("-", stdin=SLEEPS))

    def test_file_that_is_no_utf8(self):
        self.write("a.py", b"# coding: latin-1\nimport time\n\n\nasync def f():\n    '\xe9'; time.sleep(1)\n")
        self.validator.validate(self.findings())

    def test_the_schema_refuses(self):
        """That agreement means something: each mistake on its own is found."""
        self.write("a.py", SLEEPS)
        sound = self.findings()
        self.validator.validate(sound)
        for field in sound[0]:
            broken = copy.deepcopy(sound)
            del broken[0][field]
            self.assertFalse(self.validator.is_valid(broken), f"without {field}")
        mistakes = [
            ("severity", "fatal"),
            ("confidence", "certain"),
            ("tier", 4),
            ("message", "two\nlines"),
            ("rule", "Blocking Sleep"),
            ("location", {"row": 0, "column": 1}),
            ("location", {"row": 1}),
            ("fingerprint", "12"),
            ("chain", [{"message": "calls"}]),
            ("surprise", 1),
        ]
        for field, value in mistakes:
            broken = copy.deepcopy(sound)
            broken[0][field] = value
            self.assertFalse(self.validator.is_valid(broken), f"{field}: {value}")


class Stability(Case):
    """What programs compare from run to run."""

    def test_fingerprints_survive_edits(self):
        self.write("a.py", SLEEPS)
        before = json.loads(self.nostall("check", "-o", "json").out)
        self.write("a.py", "# A comment.\n\n" + SLEEPS)
        after = json.loads(self.nostall("check", "-o", "json").out)
        self.assertEqual(before[0]["fingerprint"], after[0]["fingerprint"])
        self.assertNotEqual(before[0]["location"], after[0]["location"])

    def test_fingerprints_do_not_depend_on_what_is_shown(self):
        self.write("helper.py", "def load():\n    return open('x').read()\n")
        self.write("a.py", "import helper\n\n\nasync def main(x):\n    if x:\n        helper.load()\n"
                   "        raise ValueError\n    helper.load()\n")  # fmt: skip
        shown = json.loads(self.nostall("check", "-o", "json").out)
        everything = json.loads(self.nostall("check", "-o", "json", "--min-confidence", "possible").out)
        self.assertEqual([found["confidence"] for found in everything], ["probable", "resolved"])
        self.assertEqual(shown, everything[1:])
        self.assertNotEqual(everything[0]["fingerprint"], everything[1]["fingerprint"])

    def test_the_current_directory_changes_paths_only(self):
        self.write("pyproject.toml", "")
        self.write("p/a.py", SLEEPS)
        there = json.loads(self.nostall("check", "-o", "json", cwd=self.folder / "p").out)
        here = json.loads(self.nostall("check", "-o", "json").out)
        self.assertEqual(there, here)
        self.assertIn(" --> p/a.py:5:5\n", self.nostall("check").out)
        self.assertIn(" --> a.py:5:5\n", self.nostall("check", cwd=self.folder / "p").out)
        away = self.nostall("check", self.folder / "p", cwd="/").out
        self.assertIn(f" --> {str(self.folder)[1:]}/p/a.py:5:5\n", away)


if __name__ == "__main__":
    main()
