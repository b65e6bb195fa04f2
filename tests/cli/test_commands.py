"""Commands, help, and what is said of words that are neither.

    test_commands.py NOSTALL
"""

import json

from case import CLEAN, SLEEPS, Case, main

COMMANDS = ["check", "rule", "verify", "confirm", "baseline", "report", "graph", "config", "advise", "new", "clean"]
COMMANDS += ["completion", "manual", "version", "help"]


class Help(Case):
    def test_no_words_at_all(self):
        ran = self.nostall()
        self.assertEqual((ran.code, ran.out), (2, ""))
        self.assertIn("Usage: nostall", ran.err)

    def test_program(self):
        ran = self.nostall("--help")
        self.assertEqual((ran.code, ran.err), (0, ""))
        for command in COMMANDS:
            self.assertRegex(ran.out, rf"(?m)^  {command} ")
        self.assertEqual(self.nostall("help").out, ran.out)
        self.assertEqual(self.nostall("-h").out, ran.out)

    def test_each_command(self):
        for command in COMMANDS:
            with self.subTest(command):
                ran = self.nostall(command, "--help")
                self.assertEqual((ran.code, ran.err), (0, ""))
                self.assertIn("Usage: nostall", ran.out)
                self.assertEqual(self.nostall("help", command).out, ran.out)

    def test_fits_a_terminal(self):
        for command in COMMANDS:
            for line in self.nostall("help", command).lines:
                self.assertLessEqual(len(line), 90, line)

    def test_unknown_command(self):
        self.assert_usage("unknown command `chek`; did you mean `check`?", "help", "chek")
        self.assert_usage(
            f"unknown command `frobnicate`; there are: {', '.join(COMMANDS)}", "help", "frobnicate"
        )


class Version(Case):
    def test_text(self):
        ran = self.nostall("version")
        self.assertEqual((ran.code, ran.err), (0, ""))
        self.assertRegex(ran.out, r"^nostall \d+\.\d+\.\d+\n$")
        self.assertEqual(self.nostall("--version").out, ran.out)
        self.assertEqual(self.nostall("-V").out, ran.out)

    def test_json(self):
        ran = self.nostall("version", "--output-format", "json")
        self.assertRegex(json.loads(ran.out)["version"], r"^\d+\.\d+\.\d+$")

    def test_unknown_format(self):
        self.assert_usage("unknown output format `jsn`; did you mean `json`?", "version", "-o", "jsn")


class Rule(Case):
    def test_page(self):
        ran = self.nostall("rule", "blocking-sleep")
        self.assertEqual((ran.code, ran.err), (0, ""))
        self.assertTrue(ran.out.startswith("blocking-sleep (family blocking"))
        self.assertIn("time.sleep", ran.out)

    def test_alias(self):
        self.assertIn("blocking-sleep", self.nostall("rule", "ASYNC251").lines[0])

    def test_several(self):
        out = self.nostall("rule", "blocking-sleep", "orphaned-task").out
        self.assertIn("blocking-sleep (family", out)
        self.assertIn("orphaned-task (family", out)

    def test_markdown(self):
        page = self.nostall("rule", "blocking-sleep", "--output-format", "markdown").out
        self.assertIn("```python", page)
        self.assertTrue(self.nostall("rule", "blocking-sleep").out.endswith(page))

    def test_json(self):
        rule = json.loads(self.nostall("rule", "blocking-sleep", "-o", "json").out)
        self.assertEqual(rule["code"], "blocking-sleep")
        self.assertEqual(rule["family"], "blocking")
        self.assertIn("ASYNC251", rule["aliases"])
        self.assertIn("time.sleep", rule["explanation"])
        self.assertEqual(rule["languages"], ["python", "c"])
        self.assertTrue(rule["default"])

    def test_languages(self):
        self.assertIn(", Python, C)", self.nostall("rule", "blocking-sleep").lines[0])
        self.assertIn(", Python)", self.nostall("rule", "missing-await").lines[0])
        row = next(line for line in self.nostall("rule").lines if line.startswith("missing-await "))
        self.assertRegex(row, r"^missing-await +error +Python  +\S")

    def test_all(self):
        ran = self.nostall("rule", "--all")
        self.assertEqual((ran.code, ran.err), (0, ""))
        listed = {line.split()[0] for line in ran.lines if line and not line.endswith(":")}
        rules = json.loads(self.nostall("rule", "--all", "-o", "json").out)
        self.assertEqual(listed, {rule["code"] for rule in rules})
        self.assertIn("missing-await", listed)
        self.assertEqual(self.nostall("rule").out, ran.out)

    def test_every_rule_has_a_page(self):
        for rule in json.loads(self.nostall("rule", "--all", "-o", "json").out):
            self.assertTrue(rule["explanation"].strip(), rule["code"])
            self.assertTrue(rule["summary"].strip(), rule["code"])

    def test_colour(self):
        self.assertNotIn("\x1b", self.nostall("rule", "blocking-sleep").out)
        self.assertIn("\x1b[1m", self.nostall("rule", "blocking-sleep", "--color", "always").out)

    def test_unknown(self):
        self.assert_usage(
            "unknown rule `blocking-slep`; did you mean `blocking-sleep`?", "rule", "blocking-slep"
        )
        self.assert_usage("unknown rule `frobnicate`; `nostall rule --all` lists them", "rule", "frobnicate")


class DefaultCommand(Case):
    def test_path_without_a_command(self):
        self.write("a.py", SLEEPS)
        self.assertEqual(self.nostall("a.py").out, self.nostall("check", "a.py").out)

    def test_misspelt_command(self):
        self.assert_usage("there is no file or command `chek`; did you mean `check`?", "chek", "a.py")

    def test_a_file_that_is_called_like_one(self):
        self.write("chek", SLEEPS)
        self.assertEqual(self.nostall("chek").code, 1)

    def test_misspelt_option(self):
        self.assert_usage("unknown option `--slect`; did you mean `--select`?", "check", "--slect=ALL")

    def test_option_of_another_command(self):
        self.assert_usage("`--select` is no option of `nostall rule`", "rule", "--select=ALL")


class ExitCodes(Case):
    """0 nothing to report, 1 findings, 2 could not do the job."""

    def test_nothing_to_report(self):
        self.write("a.py", CLEAN)
        ran = self.nostall("check")
        self.assertEqual((ran.code, ran.out, ran.err), (0, "All checks passed!\n", ""))

    def test_findings(self):
        self.write("a.py", SLEEPS)
        ran = self.nostall("check")
        self.assertEqual((ran.code, ran.err), (1, ""))
        self.assertIn("\nFound 1 problem in 1 of 1 file.\n", ran.out)

    def test_trouble(self):
        self.write("a.py", SLEEPS)
        ran = self.nostall("check", "a.py", "missing.py")
        self.assertEqual(ran.code, 2)
        self.assertIn("\nFound 1 problem in 1 of 1 file.\n", ran.out)

    def test_trouble_is_no_success(self):
        self.write("a.py", CLEAN)
        ran = self.nostall("check", "a.py", "missing.py")
        self.assertEqual((ran.code, ran.out), (2, ""))

    def test_no_python_at_all(self):
        self.write("a.txt", "time.sleep(1)")
        ran = self.nostall("check")
        self.assertEqual((ran.code, ran.err), (0, "warning: no Python files found\n"))


if __name__ == "__main__":
    main()
