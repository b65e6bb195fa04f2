"""nostall baseline, and what check does with one.

    test_baseline.py NOSTALL
"""

import json
import os
import stat

from case import CLEAN, SLEEPS, Case, main

NAME = ".nostall-baseline.json"
TWICE = "import time\n\n\nasync def main():\n    time.sleep(1)\n    time.sleep(1)\n"


class Baseline(Case):
    def setUp(self):
        super().setUp()
        self.write("app.py", TWICE)
        self.write("old.py", SLEEPS)

    def baseline(self, *words, code=0, **more):
        ran = self.nostall("baseline", *words, **more)
        self.assertEqual(ran.code, code, ran.err)
        return ran.out

    def entries(self, name=NAME):
        return json.loads((self.folder / name).read_text())["findings"]

    def fails(self, said, *words):
        """Nothing is printed, exit code 2, and no file is touched."""
        before = {path: path.read_bytes() for path in self.folder.iterdir() if path.is_file()}
        ran = self.nostall(*words)
        self.assertEqual((ran.code, ran.out), (2, ""), ran.err)
        self.assertRegex(ran.err, said)
        self.assertEqual(before, {path: path.read_bytes() for path in self.folder.iterdir() if path.is_file()})


class Create(Baseline):
    def test_create(self):
        self.assertEqual(self.baseline("create"), f"Wrote {NAME}: 3 findings.\n")
        ran = self.nostall("check")
        self.assertEqual((ran.code, ran.err, ran.out), (0, "", "All checks passed! (3 in the baseline)\n"))
        self.assertEqual([(e["path"], e["rule"], e["count"]) for e in self.entries()],
                         [("app.py", "blocking-sleep", 2), ("old.py", "blocking-sleep", 1)])  # fmt: skip
        lines = (self.folder / NAME).read_text().splitlines()
        self.assertEqual(len(lines), 4 + len(self.entries()) + 1)  # one line an entry
        self.assertNotIn(":5", "".join(lines))

    def test_lines_move(self):
        self.baseline("create")
        self.write("app.py", "# a comment\nimport os\n\n" + TWICE.replace("sleep(1)", "sleep( 1 )") + "\nX = 1\n")
        self.assertEqual(self.nostall("check").code, 0)

    def test_what_is_new_is_reported(self):
        self.baseline("create")
        self.write("app.py", TWICE + "    time.sleep(3)\n")
        ran = self.nostall("check", "-o", "concise")
        self.assertEqual((ran.code, len(ran.lines)), (1, 3))
        self.assertIn("(3 in the baseline)", ran.out)
        self.write("app.py", TWICE.replace("main", "other"))
        self.assertEqual(self.nostall("check", "--quiet").code, 1)

    def test_again(self):
        self.baseline("create")
        self.write("app.py", CLEAN)
        self.write("new.py", SLEEPS)
        self.assertEqual(self.baseline("create"), f"Wrote {NAME}: 2 findings (1 new, 2 gone).\n")

    def test_of_some_paths_what_is_elsewhere_stays(self):
        self.baseline("create")
        self.write("app.py", CLEAN)
        self.write("old.py", CLEAN)
        self.baseline("create", "app.py")
        self.assertEqual([e["path"] for e in self.entries()], ["old.py"])

    def test_of_some_rules_what_others_found_stays(self):
        self.baseline("create")
        self.baseline("create", "--select", "task")
        self.assertEqual(len(self.entries()), 2)

    def test_nothing_found(self):
        self.write("app.py", CLEAN)
        self.write("old.py", CLEAN)
        self.assertEqual(self.baseline("create"), f"Wrote {NAME}: 0 findings.\n")
        self.assertEqual(self.entries(), [])
        self.assertEqual(self.nostall("check").out, "All checks passed!\n")

    def test_same_bytes_for_every_number_of_jobs(self):
        self.baseline("create", "--jobs", "1")
        one = (self.folder / NAME).read_bytes()
        self.baseline("create", "--jobs", "8")
        self.assertEqual(one, (self.folder / NAME).read_bytes())

    def test_suppressed_ones_are_left_out(self):
        self.write("old.py", SLEEPS.replace("(1)", "(1)  # nostall: ignore[blocking-sleep]"))
        self.assertEqual(self.baseline("create"), f"Wrote {NAME}: 2 findings.\n")


class Place(Baseline):
    def test_baseline(self):
        self.baseline("create", "--baseline", "known.json")
        self.assertFalse((self.folder / NAME).exists())
        self.assertEqual(self.nostall("check").code, 1)
        self.assertEqual(self.nostall("check", "--baseline", "known.json").code, 0)
        self.write("nostall.toml", 'baseline = "known.json"\n')
        (self.folder / "sub").mkdir()
        self.assertEqual(self.nostall("check", "..", cwd=self.folder / "sub").code, 0)
        self.assertEqual(self.nostall("check", "--isolated").code, 1)

    def test_no_baseline(self):
        self.baseline("create")
        self.assertEqual(self.nostall("check", "--no-baseline").code, 1)
        self.assertEqual(self.nostall("check", "--isolated").code, 1)
        self.assertEqual(self.nostall("check", "--baseline", "none").code, 1)
        self.write("nostall.toml", 'baseline = "none"\n')
        self.assertEqual(self.nostall("check").code, 1)
        self.fails("the configuration says that there is no baseline", "baseline", "create")

    def test_the_nearest_above(self):
        self.write("sub/deep/b.py", SLEEPS)
        self.baseline("create")
        self.assertEqual(self.nostall("check", "sub/deep").code, 0)
        self.assertEqual(self.nostall("check", "b.py", cwd=self.folder / "sub/deep").code, 0)

    def test_beside_the_configuration(self):
        self.write("nostall.toml", "")
        (self.folder / "sub").mkdir()
        self.baseline("create", "..", cwd=self.folder / "sub")
        self.assertTrue((self.folder / NAME).exists())

    def test_standard_input(self):
        self.baseline("create")
        self.assertEqual(self.nostall("check", "-", "--stdin-filename", "old.py", stdin=SLEEPS).code, 0)
        self.assertEqual(self.nostall("check", "-", "--stdin-filename", "new.py", stdin=SLEEPS).code, 1)

    def test_links_and_permissions_stay(self):
        self.write("real/known.json", '{"version": 1, "findings": []}')
        (self.folder / "real/known.json").chmod(0o640)
        (self.folder / NAME).symlink_to("real/known.json")
        self.baseline("create")
        self.assertTrue((self.folder / NAME).is_symlink())
        self.assertEqual(len(self.entries("real/known.json")), 2)
        self.assertEqual(stat.S_IMODE(os.stat(self.folder / "real/known.json").st_mode), 0o640)
        self.assertEqual(sorted(path.name for path in (self.folder / "real").iterdir()), ["known.json"])


class Prune(Baseline):
    def test_prune(self):
        self.baseline("create")
        self.write("app.py", TWICE.replace("    time.sleep(1)\n", "", 1))
        ran = self.nostall("check")
        self.assertEqual(ran.code, 0)
        self.assertRegex(ran.err, rf"^warning: {NAME}: 1 finding in it is gone; `nostall baseline prune` takes it out$")
        self.assertEqual(self.nostall("check", "--quiet").err, "")
        self.assertEqual(self.nostall("check", "old.py").err, "")
        self.assertEqual(self.nostall("check", "--select", "task").err, "")
        self.assertEqual(self.baseline("prune"), f"1 of 3 findings gone from {NAME}.\n")
        self.assertEqual([e["count"] for e in self.entries()], [1, 1])
        self.assertEqual(self.nostall("check").err, "")

    def test_what_is_new_does_not_come_in(self):
        self.baseline("create")
        self.write("new.py", SLEEPS)
        (self.folder / "old.py").unlink()
        self.assertEqual(self.baseline("prune"), f"1 of 3 findings gone from {NAME}.\n")
        self.assertEqual([e["path"] for e in self.entries()], ["app.py"])
        self.assertEqual(self.nostall("check").code, 1)

    def test_nothing_gone(self):
        self.baseline("create")
        self.write(NAME, (self.folder / NAME).read_text() + "\n")
        before = (self.folder / NAME).read_bytes()
        self.assertEqual(self.baseline("prune"), f"0 of 3 findings gone from {NAME}.\n")
        self.assertEqual(before, (self.folder / NAME).read_bytes())

    def test_not_there(self):
        self.fails(rf"^error: {NAME} is not there; `nostall baseline create` makes it", "baseline", "prune")


class Diff(Baseline):
    def test_diff(self):
        self.baseline("create")
        self.assertEqual(self.baseline("diff"), "0 introduced, 0 fixed, 3 preexisting.\n")
        self.write("app.py", CLEAN)
        self.write("new.py", TWICE)
        self.assertEqual(
            self.baseline("diff", code=1).splitlines(),
            [
                "introduced:",
                "  new.py: blocking-sleep `time.sleep` blocks the event loop: it sleeps (2 times)",
                "fixed:",
                "  app.py: blocking-sleep `time.sleep` blocks the event loop: it sleeps (2 times)",
                "2 introduced, 2 fixed, 1 preexisting.",
            ],
        )
        found = json.loads(self.baseline("diff", "-o", "json", code=1))
        self.assertEqual({key: [e["path"] for e in value] for key, value in found.items()},
                         {"introduced": ["new.py"], "fixed": ["app.py"], "preexisting": ["old.py"]})  # fmt: skip
        self.assertEqual(self.baseline("diff", "old.py"), "0 introduced, 0 fixed, 1 preexisting.\n")

    def test_without_a_file_all_is_new(self):
        self.assertIn("3 introduced, 0 fixed, 0 preexisting.", self.baseline("diff", code=1))

    def test_two_files(self):
        self.baseline("create", "--baseline", "one.json")
        self.write("app.py", CLEAN)
        self.baseline("create", "--baseline", "two.json")
        self.assertIn("0 introduced, 2 fixed, 1 preexisting.", self.baseline("diff", "one.json", "two.json"))
        self.assertIn("2 introduced, 0 fixed, 1 preexisting.", self.baseline("diff", "two.json", "one.json", code=1))
        self.fails("^error: three.json cannot be read: No such file", "baseline", "diff", "one.json", "three.json")

    def test_words(self):
        self.fails("^error: baseline needs one of: create, prune, diff", "baseline")
        self.fails("^error: unknown command of baseline `craete`; did you mean `create`?", "baseline", "craete")
        self.fails("^error: unknown output format `jsn`; did you mean `json`?", "baseline", "diff", "-o", "jsn")


class Broken(Baseline):
    """What is no baseline is told of, and never written over."""

    ENTRY = {"path": "a.py", "rule": "r", "message": "m", "fingerprint": "0" * 16, "count": 1}

    def broken(self, text, said):
        self.write(NAME, text)
        for words in (["check"], ["baseline", "create"], ["baseline", "prune"], ["baseline", "diff"]):
            with self.subTest(text=text, words=words):
                self.fails(f"^error: .*{NAME}: {said}", *words)

    def test_no_json(self):
        self.broken("", "line 1, column 0: ")
        self.broken("{\n", "line 2, column 0: ")
        self.broken('{"version": 1,\n "findings": [}', "line 2, column 15: ")
        self.broken(b"\xff\xfe", "line 1, column 0: ")
        self.broken("[" * 100000, "line 1, column 2049: ")

    def test_conflicts(self):
        self.baseline("create")
        text = (self.folder / NAME).read_text()
        self.broken("<<<<<<< HEAD\n" + text, "line 1, column 1: ")

    def test_other_json(self):
        self.broken("[]", "this is no baseline")
        self.broken("{}", "this is no baseline: `version` is missing, or no number")
        self.broken('{"version": "1"}', "this is no baseline: `version`")
        self.broken('{"version": 2, "findings": []}', "a baseline of version 2, and this nostall reads version 1")
        self.broken('{"version": 1}', "this is no baseline: `findings` is missing, or no list")

    def test_entries(self):
        def text(*without, **changed):
            entry = {key: value for key, value in {**self.ENTRY, **changed}.items() if key not in without}
            return json.dumps({"version": 1, "findings": [self.ENTRY, entry]})

        self.broken('{"version": 1, "findings": [3]}', r"findings\[0\]: this is no object")
        self.broken(text("path"), r"findings\[1\]: `path` is missing, or no text")
        self.broken(text(rule=3), r"findings\[1\]: `rule` is missing")
        self.broken(text(message="\x1b[31m"), r"findings\[1\]: `message` is missing, or no text of one line")
        for digits in ("0", "0" * 17, "X" * 16, 3, None):
            self.broken(text(fingerprint=digits), r"findings\[1\]: `fingerprint` is not 16 digits")
        for count in (0, -1, 1000001, "2", 10**30, 1.5):
            self.broken(text(count=count), r"(findings\[1\]: `count` is no number|line 1, column \d+: too big)")

    def test_no_file(self):
        (self.folder / NAME).mkdir()
        for words in (["check"], ["baseline", "create"]):
            self.fails(f"^error: .*{NAME} is no file", *words)
        self.fails("^error: nowhere.json cannot be read: No such file.*; `nostall baseline create` makes it",
                   "check", "--baseline", "nowhere.json")  # fmt: skip
        self.fails("^error: --baseline names no file", "check", "--baseline", "")

    def test_pipe(self):
        os.mkfifo(self.folder / NAME)
        self.fails(f"^error: .*{NAME} is no file", "check")

    def test_it_cannot_be_written(self):
        (self.folder / "folder").mkdir()
        self.fails("^error: cannot write nowhere/x.json", "baseline", "create", "--baseline", "nowhere/x.json")

    def test_nothing_is_written_when_a_path_is_missing(self):
        self.fails("nowhere.py", "baseline", "create", "nowhere.py")
        self.assertFalse((self.folder / NAME).exists())


if __name__ == "__main__":
    main()
