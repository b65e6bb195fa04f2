"""Tests of expect.py: that it sees every way in which marks and findings can differ."""

import json
import tempfile
import unittest
from pathlib import Path

import expect

# HERE is the folder in which it is asked.
FAKE = '#!/bin/sh\necho "$@" >> "$(dirname "$0")/asked"\nsed "s|HERE|$PWD|" "$(dirname "$0")/findings"\n'


def finding(line, rule="blocking-sleep", message="`time.sleep` blocks", file="main.py"):
    return {"rule": rule, "message": message, "filename": file, "location": {"row": line, "column": 1}}


class Expect(unittest.TestCase):
    """Each test runs a nostall that is a script and prints prepared findings."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.case = self.root / "case"
        self.case.mkdir()
        self.nostall = self.root / "nostall"
        self.nostall.write_text(FAKE)
        self.nostall.chmod(0o755)

    def complaints(self, source, *findings, file="main.py", rule=None):
        (self.root / "findings").write_text(json.dumps(findings))
        (self.case / file).write_text(source)
        target = self.case / file if rule else self.case
        return "\n".join(expect.check(self.nostall, target, rule))

    def test_agreement_is_silent(self):
        self.assertEqual(self.complaints("x()\n"), "")
        self.assertEqual(self.complaints("x()  # expect: blocking-sleep\n", finding(1)), "")

    def test_absolute_paths_are_the_same_files(self):
        there = finding(1, file="HERE/main.py")
        self.assertEqual(self.complaints("x()  # expect: blocking-sleep\n", there), "")

    def test_unmarked_finding(self):
        self.assertEqual(
            self.complaints("x()\n", finding(1)), "  main.py:1\n+ blocking-sleep: `time.sleep` blocks"
        )

    def test_unmet_mark(self):
        self.assertEqual(
            self.complaints("\nx()  # expect: blocking-sleep\n"), "  main.py:2\n- expect: blocking-sleep"
        )

    def test_mark_alone_is_for_the_next_line(self):
        source = "# expect: blocking-sleep\n# expect: blocking-open\nx()\n"
        self.assertEqual(self.complaints(source, finding(3), finding(3, "blocking-open")), "")

    def test_several_marks_on_a_line(self):
        source = 'x()  # expect: blocking-sleep, blocking-open "state, kept"\n'
        open_finding = finding(1, "blocking-open", "opens state, kept on disk")
        self.assertEqual(self.complaints(source, finding(1), open_finding), "")

    def test_one_mark_is_for_one_finding(self):
        source = "x()  # expect: blocking-sleep\n"
        self.assertIn("+ blocking-sleep", self.complaints(source, finding(1), finding(1)))

    def test_quoted_text_narrows(self):
        source = 'x()  # expect: blocking-sleep, blocking-sleep "second"\n'
        self.assertEqual(self.complaints(source, finding(1, message="second"), finding(1)), "")
        self.assertIn('- expect: blocking-sleep "second"', self.complaints(source, finding(1), finding(1)))

    def test_known_gap(self):
        source = "x()  # expect-miss: blocking-sleep -- through getattr\n"
        self.assertEqual(self.complaints(source), "")
        self.assertIn("found now", self.complaints(source, finding(1)))

    def test_known_false_alarm(self):
        source = "x()  # expect-wrong: blocking-sleep\n"
        self.assertEqual(self.complaints(source, finding(1)), "")
        self.assertIn("alarm is gone", self.complaints(source))

    def test_marks_that_say_nothing(self):
        for source in ("x()  # expect:\n", "x()  # expect: a b\n", "x()\n# expect: blocking-sleep"):
            with self.subTest(source), self.assertRaises(expect.Unusable):
                self.complaints(source)

    def test_failing_run(self):
        for script in ("exit 2", "echo 'x.c:1: runtime error: overflow' >&2; echo '[]'; exit 1"):
            self.nostall.write_text(f"#!/bin/sh\n{script}\n")
            with self.subTest(script), self.assertRaises(expect.Unusable):
                self.complaints("x()\n")

    def test_examples_keep_their_promise(self):
        source = "x()  # expect: blocking-sleep\n"
        self.assertEqual(
            self.complaints(source, finding(1, file="bad.py"), file="bad.py", rule="blocking-sleep"), ""
        )
        self.assertIn(
            "a finding of other", self.complaints(source, finding(1, file="bad.py"), file="bad.py", rule="other")
        )
        self.assertIn(
            "no findings",
            self.complaints(source, finding(1, file="good.py"), file="good.py", rule="blocking-sleep"),
        )

    def test_arguments(self):
        self.complaints("# nostall-args: --select ASYNC251\n", file="bad.py", rule="r")
        (self.case / "args").write_text("--jobs 1 # few\n")
        self.complaints("x()\n")
        self.assertEqual(
            (self.root / "asked").read_text(),
            "check --output-format json --no-environment --extend-select r --select ASYNC251 bad.py\n"
            "check --output-format json --no-environment --jobs 1 .\n",
        )

    def test_style_of_messages(self):
        self.assertIn(
            "style", self.complaints("x()  # expect: blocking-sleep\n", finding(1, message="It blocks."))
        )


if __name__ == "__main__":
    unittest.main()
