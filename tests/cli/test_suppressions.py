"""Comments that silence, and those that silence nothing, as far as a run can tell.

    test_suppressions.py NOSTALL
"""

from case import CLEAN, SLEEPS, Case, main

IGNORED = SLEEPS.replace("(1)", "(1)  # nostall: ignore[blocking-sleep]")
UNUSED = CLEAN.replace("(1)", "(1)  # nostall: ignore[blocking-sleep]")
HELPER = "import time\n\n\ndef wait():\n    time.sleep(1)  # nostall: ignore[blocking-sleep]\n"
CALLS = "import helper\n\n\nasync def main():\n    helper.wait()\n"
MARKED = "void f(void) {}\n// nostall: ignore[blocking-sleep]\nint main(void) { f(); return 0; }\n"


class Unused(Case):
    def found(self, *words, **more):
        ran = self.nostall("check", "-o", "concise", "--quiet", *words, **more)
        self.assertIn(ran.code, (0, 1), ran.err)
        return [line.split(" ")[0] + " " + line.split(" ")[1] for line in ran.lines]

    def test_whole_project(self):
        self.write("pyproject.toml", "")
        self.write("app.py", UNUSED)
        self.write("other.py", IGNORED)
        self.assertEqual(self.found(), ["app.py:5:29: unused-suppression"])
        self.assertEqual(self.found(".", str(self.folder)), ["app.py:5:29: unused-suppression"])
        self.assertEqual(self.found("app.py", "other.py"), ["app.py:5:29: unused-suppression"])

    def test_parts_are_not_judged(self):
        self.write("pyproject.toml", "")
        self.write("helper.py", HELPER)
        self.write("app.py", CALLS)
        self.assertEqual(self.found(), [])
        self.assertEqual(self.found("helper.py"), [])
        self.write("app.py", CLEAN)
        self.assertEqual(self.found("helper.py"), [])
        self.assertEqual(self.found("--extend-select", "unused-suppression", "app.py"), [])

    def test_what_is_excluded_is_never_reported(self):
        self.write("pyproject.toml", "")
        self.write("gen/x.py", CLEAN)
        self.write("app.py", UNUSED)
        self.assertEqual(self.found("--exclude", "gen"), ["app.py:5:29: unused-suppression"])

    def test_rules_that_did_not_run(self):
        self.write("app.py", UNUSED)
        self.assertEqual(self.found("--ignore", "blocking-sleep"), [])
        self.assertEqual(self.found("--select", "task,unused-suppression"), [])
        self.assertEqual(self.found("--select", "blocking-sleep,unused-suppression"), ["app.py:5:29: unused-suppression"])
        self.assertEqual(self.found("--select", "blocking-sleep"), [])
        self.write("nostall.toml", '[per-file-ignores]\n"app.py" = ["blocking"]\n')
        self.assertEqual(self.found(), [])

    def test_files_that_cannot_be_read(self):
        self.write("app.py", UNUSED + "\n\ndef (:\n")
        self.assertEqual(self.found(), [])

    def test_severity(self):
        self.write("app.py", UNUSED)
        self.assertEqual(self.nostall("check").code, 1)
        self.assertEqual(self.nostall("check", "--config", 'severity = { suppression = "info" }').code, 0)
        self.assertEqual(self.nostall("check", "--ignore", "unused-suppression").code, 0)

    def test_a_bare_comment_does_not_silence_itself(self):
        self.write("app.py", UNUSED.replace("[blocking-sleep]", ""))
        self.assertEqual(self.found(), ["app.py:5:29: unused-suppression"])
        self.write("app.py", UNUSED.replace("[blocking-sleep]", "[ALL]"))
        self.assertEqual(self.found(), ["app.py:5:29: unused-suppression"])
        self.write("app.py", UNUSED.replace("[blocking-sleep]", "[blocking-sleep, unused-suppression]"))
        self.assertEqual(self.found(), [])

    def test_comments_of_ruff_are_never_unused(self):
        for comment in ("ignore[ASYNC251]", "ignore[no-such-rule]", "ignore[blocking-sleep-in-async-function]"):
            self.write("app.py", UNUSED.replace("nostall: ignore[blocking-sleep]", f"ruff: {comment}"))
            self.assertEqual(self.found(), [])
        self.write("app.py", "# ruff: disable[ASYNC251]\n" + CLEAN + "# ruff: file-ignore[X1]\n")
        self.assertEqual(self.found(), [])

    def test_names_of_ruff(self):
        name = "blocking-sleep-in-async-function"
        self.write("app.py", SLEEPS)
        self.assertEqual([line.split()[1] for line in self.found("--select", name)], ["blocking-sleep"])
        self.assertEqual(self.found("--ignore", name), [])
        self.assertIn("orphaned-task", self.nostall("rule", "asyncio-dangling-task").out)
        self.assertEqual(self.nostall("check", "--select", "blocking-sleep-in-async").code, 2)

    def test_jobs_and_cache(self):
        for i in range(12):
            self.write(f"a{i}.py", UNUSED)
        one = self.found("--jobs", "1", "--no-cache")
        self.assertEqual(len(one), 12)
        self.assertEqual(one, self.found("--jobs", "8"))
        self.assertEqual(one, self.found())
        self.assertEqual(self.found("a1.py"), [])
        self.assertEqual(one, self.found())

    def test_in_c(self):
        self.write("main.c", MARKED)
        self.assertEqual(self.found("main.c"), ["main.c:2:1: unused-suppression"])
        self.write("main.c", MARKED.replace("// nostall: ignore[blocking-sleep]", "// NOLINTNEXTLINE(nostall-blocking-sleep)"))
        self.assertEqual(self.found("main.c"), ["main.c:2:1: unused-suppression"])
        self.write("main.c", MARKED.replace("// nostall: ignore[blocking-sleep]", "// NOLINTNEXTLINE"))
        self.assertEqual(self.found(), [])


class Fixed(Case):
    """--fix takes out what silences nothing."""

    def fixed(self, line, want):
        head = "import asyncio\nimport time\n\n\nasync def main():\n"
        self.write("app.py", head + line)
        self.nostall("check", "--fix", "--no-cache")
        self.assertEqual((self.folder / "app.py").read_bytes().decode(), head + want)

    def test_the_whole_comment(self):
        self.fixed("    await asyncio.sleep(1)  # nostall: ignore[blocking-sleep] -- why\n", "    await asyncio.sleep(1)\n")
        self.fixed("    await asyncio.sleep(1)  # nostall: ignore\n", "    await asyncio.sleep(1)\n")
        self.fixed("    await asyncio.sleep(1)  # nostall: ignore", "    await asyncio.sleep(1)")

    def test_a_line_of_its_own(self):
        self.fixed("    # nostall: ignore[task]\n    await asyncio.sleep(1)\n", "    await asyncio.sleep(1)\n")
        self.fixed("    # nostall: ignore[task]\r\n    await asyncio.sleep(1)\r\n", "    await asyncio.sleep(1)\r\n")

    def test_among_others(self):
        self.fixed(
            "    await asyncio.sleep(1)  # a  # nostall: ignore[task]  # noqa: E501\n",
            "    await asyncio.sleep(1)  # a  # noqa: E501\n",
        )
        self.fixed("    await asyncio.sleep(1)  # a  # nostall: ignore[task]\n", "    await asyncio.sleep(1)  # a\n")

    def test_a_rule_of_a_list(self):
        for codes, want in [("task, blocking-sleep", "blocking-sleep"), ("blocking-sleep, task", "blocking-sleep"),
                            ("task,blocking-sleep,await", "blocking-sleep"), ("task , ASYNC251", "ASYNC251")]:  # fmt: skip
            self.fixed(f"    time.sleep(1)  # nostall: ignore[{codes}] -- why\n",
                       f"    time.sleep(1)  # nostall: ignore[{want}] -- why\n")  # fmt: skip

    def test_what_is_left_to_people(self):
        line = "    # nostall: disable[task]\n    await asyncio.sleep(1)\n    # nostall: enable\n"
        self.fixed(line, line)


if __name__ == "__main__":
    main()
