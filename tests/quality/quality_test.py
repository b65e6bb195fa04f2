"""Tests of quality.py: how sites, negatives and primitives are counted."""

import json
import tempfile
import unittest
from pathlib import Path

import quality

FAKE = '#!/bin/sh\ncat "$PWD/findings"\n'


def finding(line, rule="blocking-sleep", file="app.py"):
    return {"rule": rule, "message": "it waits", "filename": file, "location": {"row": line, "column": 1}}


class FakePeer:
    """Says what it was told to say."""

    name = "fake"

    def __init__(self, *said):
        self.said = said

    def wants(self, path):
        return path.suffix == ".py"

    def findings(self, root, projects, files):
        assert all((root / path).exists() for path in [*projects, *files])
        return self.said


class Quality(unittest.TestCase):
    """Each test is a corpus with one case, made by hand, and a nostall that is a script."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.addCleanup(setattr, quality, "HERE", quality.HERE)
        quality.HERE = Path(folder.name)
        self.case = quality.HERE / "direct" / "sleep"
        self.case.mkdir(parents=True)
        self.nostall = quality.HERE / "nostall"
        self.nostall.write_text(FAKE)
        self.nostall.chmod(0o755)

    def count(self, source, *findings, peer=FakePeer()):
        (self.case / "app.py").write_text(source)
        (self.case / "findings").write_text(json.dumps(findings))
        self.cases = list(quality.read_corpus("direct", None))
        self.said = quality.ask_nostall(self.nostall, self.cases)
        said = {
            "nostall": {case.folder: set(quality.places_of_nostall(case, self.said[case.folder])) for case in self.cases}
        }
        said["fake"] = quality.ask_peer(peer, self.cases)
        return quality.count_corpus(self.cases, said)

    def test_site_is_found_by_family_and_statement(self):
        source = "f(\n  sleep(1)  # expect: blocking-sleep\n)\n"
        count = self.count(source, finding(1, "blocking-http"))
        self.assertEqual(count.sites["sleep"], 1)
        self.assertEqual(count.found["nostall"]["sleep"], 1)
        self.assertEqual(count.false["nostall"]["sleep"], 0)
        self.assertTrue(list(quality.differences(self.cases[0].marks, self.said[self.case])))

    def test_other_statement_is_missed_and_false(self):
        count = self.count("sleep(1)  # expect: blocking-sleep\nf()\n", finding(2))
        self.assertEqual(count.found["nostall"]["sleep"], 0)
        self.assertEqual(count.false["nostall"]["sleep"], 1)
        self.assertEqual(count.missed["nostall"], ["direct/sleep/app.py:1"])

    def test_negative_with_a_finding_is_false(self):
        source = "sleep(0)  # silent: blocking-sleep\nsleep(0)  # silent: blocking\n"
        count = self.count(source, finding(1))
        self.assertEqual(count.negatives["sleep"], 2)
        self.assertEqual(count.false["nostall"]["sleep"], 1)
        self.assertEqual(count.alarmed["nostall"]["sleep"], 1)

    def test_families_without_marks_do_not_count(self):
        peer = FakePeer(("direct/sleep/app.py", 2, "ASYNC300"), ("direct/sleep/app.py", 2, "ASYNC251"))
        count = self.count("sleep(1)  # expect: blocking-sleep\nsleep(2)\n", finding(1), peer=peer)
        self.assertEqual(count.false["fake"]["sleep"], 1)

    def test_peer_at_the_primitive_finds_the_site(self):
        source = "f()  # expect: blocking-sleep\nsleep(2)  # primitive: blocking\n"
        peer = FakePeer(("direct/sleep/app.py", 2, "ASYNC251"))
        count = self.count(source, finding(1), peer=peer)
        self.assertEqual(count.found["fake"]["sleep"], 1)
        self.assertEqual(count.false["fake"]["sleep"], 0)

    def test_what_is_true_besides_does_not_count(self):
        peer = FakePeer(("direct/sleep/app.py", 2, "ASYNC230"))
        source = "sleep(1)  # expect: blocking-sleep\nopen(p)  # beside: blocking-open\n"
        count = self.count(source, finding(1), peer=peer)
        self.assertEqual((count.found["fake"]["sleep"], count.false["fake"]["sleep"]), (0, 0))

    def test_known_miss_is_a_site_and_known_alarm_a_negative(self):
        source = "f()  # expect-miss: blocking-sleep -- why\ng()  # expect-wrong: blocking-sleep -- why\n"
        count = self.count(source, finding(2))
        self.assertEqual((count.sites["sleep"], count.found["nostall"]["sleep"]), (1, 0))
        self.assertEqual((count.negatives["sleep"], count.alarmed["nostall"]["sleep"]), (1, 1))
        self.assertFalse(list(quality.differences(self.cases[0].marks, self.said[self.case])))

    def test_marks_that_contradict_each_other(self):
        with self.assertRaises(quality.Unusable):
            self.count("# silent: blocking\nsleep(1)  # expect: blocking-sleep\n")

    def test_a_name_that_is_no_rule(self):
        with self.assertRaises(quality.Unusable):
            self.count("sleep(1)  # silent: blocking-slep\n")


if __name__ == "__main__":
    unittest.main()
