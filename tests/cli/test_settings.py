"""Several configurations as one, lines of --config, severities, tests, and which files are left out.

    test_settings.py NOSTALL
"""

import json

from case import CLEAN, SLEEPS, Case, main

# Three errors.
MIXED = """\
import asyncio
import time


async def main():
    time.sleep(1)
    asyncio.create_task(main())
    main()
    await asyncio.sleep(1)
"""
READS = "async def load():\n    return open('x').read()\n"
SLEEP, TASK, AWAIT = "app.py:6 blocking-sleep", "app.py:7 orphaned-task", "app.py:8 missing-await"


class Settings(Case):
    def setUp(self):
        super().setUp()
        self.write("app.py", MIXED)

    def found(self, *words, **more):
        """Findings as `file:line rule`."""
        ran = self.nostall("check", "-o", "json", "--quiet", *words, **more)
        self.assertIn(ran.code, (0, 1), ran.err)
        return [
            f"{item['filename'].rsplit('/', 1)[-1]}:{item['location']['row']} {item['rule']}"
            for item in json.loads(ran.out)
        ]

    def severities(self, *words):
        ran = self.nostall("check", "-o", "json", "--quiet", *words)
        return {item["rule"]: item["severity"] for item in json.loads(ran.out)}

    def fails(self, said, *words):
        ran = self.nostall("check", *words)
        self.assertEqual((ran.code, ran.out), (2, ""), ran.err)
        self.assertRegex(ran.err, said)
        return ran


class Extend(Settings):
    def test_what_is_not_said_is_taken(self):
        self.write("conf/base.toml", 'ignore = ["blocking"]\nmin-confidence = "possible"\n')
        self.write("nostall.toml", 'extend = "conf/base.toml"\nignore = ["missing-await"]\n')
        self.assertEqual(self.found(), [TASK])

    def test_the_nearer_one_decides(self):
        self.write("base.toml", 'select = ["blocking"]\npreset = "strict"\n')
        self.write("nostall.toml", 'extend = "./base.toml"\nselect = ["task"]\n')
        self.assertEqual(self.found(), [TASK])

    def test_through_several_and_by_absolute_path(self):
        self.write("a/a.toml", 'extend = "../b/b.toml"\nignore = ["task"]\n')
        self.write("b/b.toml", 'ignore = ["await"]\n')
        self.write("nostall.toml", f'extend = "{self.folder}/a/a.toml"\n')
        self.assertEqual(self.found(), [SLEEP])

    def test_a_section(self):
        self.write("up/pyproject.toml", '[tool.nostall]\nignore = ["blocking"]\n')
        self.write("pyproject.toml", '[tool.nostall]\nextend = "up/pyproject.toml"\n')
        self.assertEqual(self.found(), [TASK, AWAIT])

    def test_patterns_start_from_their_own_file(self):
        self.write("conf/base.toml", 'exclude = ["gen/*.py"]\n[per-file-ignores]\n"old/app.py" = ["ALL"]\n')
        self.write("nostall.toml", 'extend = "conf/base.toml"\n')
        for path in ("conf/gen/app.py", "conf/old/app.py", "gen/app.py"):
            self.write(path, SLEEPS)
        self.write("app.py", CLEAN)
        ran = self.nostall("check", "-o", "concise", "--quiet")
        self.assertEqual([line.split(":")[0] for line in ran.lines], ["gen/app.py"])

    def test_exclude_is_replaced_and_extend_exclude_grows(self):
        for path in ("one/app.py", "two/app.py"):
            self.write(path, SLEEPS)
        self.write("app.py", CLEAN)
        self.write("base.toml", 'exclude = ["one"]\n')
        self.write("nostall.toml", 'extend = "base.toml"\nexclude = ["two"]\n')
        self.assertIn("one/app.py", self.nostall("check", "-o", "concise").out)
        self.write("nostall.toml", 'extend = "base.toml"\nextend-exclude = ["two"]\n')
        self.assertEqual(self.found(), [])

    def test_knowledge_adds_up(self):
        self.write("app.py", "import acme\n\n\nasync def main():\n    acme.one()\n    acme.two()\n")
        entry = '[[python.blocking]]\nname = "acme.{}"\nkind = "network"\n'
        self.write("base.toml", entry.format("one"))
        self.write("nostall.toml", 'extend = "base.toml"\n' + entry.format("two"))
        self.assertEqual(self.found(), ["app.py:5 blocking-network", "app.py:6 blocking-network"])
        self.assertIn("base.toml:2 says that `acme.one`", self.nostall("check").out)

    def test_missing(self):
        self.write("nostall.toml", 'select = ["ALL"]\nextend = "nowhere.toml"\n')
        self.fails("^error: nostall.toml:2:10: `nowhere.toml` cannot be read: No such file")
        (self.folder / "folder.toml").mkdir()
        self.write("nostall.toml", 'extend = "folder.toml"\n')
        self.fails("^error: nostall.toml:1:10: `folder.toml` is no file")
        self.write("pyproject.toml", "[project]\n")
        self.write("nostall.toml", 'extend = "pyproject.toml"\n')
        self.fails(r"^error: nostall.toml:1:10: `pyproject.toml` has no section \[tool.nostall\]")
        self.write("nostall.toml", 'extend = ""\n')
        self.fails("^error: nostall.toml:1:10: this is empty")
        self.write("nostall.toml", 'extend = ["a.toml"]\n')
        self.fails("^error: nostall.toml:1:10: `extend` takes a string, not a list")

    def test_circles(self):
        self.write("nostall.toml", 'extend = "nostall.toml"\n')
        self.fails("^error: nostall.toml:1:10: it extends itself: nostall.toml -> nostall.toml")
        self.write("nostall.toml", 'extend = "sub/b.toml"\n')
        self.write("sub/b.toml", 'extend = "c.toml"\n')
        self.write("sub/c.toml", '\nextend = "../sub/b.toml"\n')
        self.fails("^error: sub/c.toml:2:10: it extends itself: b.toml -> c.toml -> b.toml")

    def test_too_many(self):
        for i in range(30):
            self.write(f"c{i}.toml", f'extend = "c{i + 1}.toml"\n')
        self.write("nostall.toml", 'extend = "c0.toml"\n')
        self.fails("^error: c15.toml:1:10: more than 16 files extend one another")

    def test_mistakes_in_what_is_extended(self):
        self.write("conf/base.toml", 'ignore = ["blokcing"]\n')
        self.write("nostall.toml", 'extend = "conf/base.toml"\nselect = ["tsak"]\n')
        ran = self.fails("^error: conf/base.toml:1:11: .*`blokcing`; did you mean `blocking`")
        self.assertRegex(ran.err, "error: nostall.toml:2:11: .*`tsak`; did you mean `task`")
        self.write("conf/base.toml", "ignore = [\n")
        self.fails("^error: conf/base.toml:")


class Lines(Settings):
    def test_config_line(self):
        self.assertEqual(self.found("--config", 'ignore = ["blocking"]'), [TASK, AWAIT])
        self.assertEqual(self.found("--config", 'ignore = ["blocking"]', "--config", "ignore = 'task'"), [AWAIT])
        self.assertEqual(self.found("--isolated", "--config=select = ['task']"), [TASK])

    def test_it_goes_before_files_and_behind_options(self):
        self.write("nostall.toml", 'select = ["task"]\n')
        self.assertEqual(self.found("--config", 'select = ["await"]'), [AWAIT])
        self.assertEqual(self.found("--config", 'select = ["await"]', "--select", "blocking"), [SLEEP])

    def test_beside_a_file(self):
        self.write("other.toml", 'ignore = ["task"]\n')
        self.assertEqual(self.found("--config", "other.toml", "--config", 'ignore = ["await"]'), [SLEEP])
        self.write("third.toml", "")
        self.fails("--config names two files, other.toml and third.toml: let one `extend` the other",
                   "--config", "other.toml", "--config", "third.toml")  # fmt: skip

    def test_a_file_of_that_name(self):
        self.write("a=b.toml", 'ignore = ["blocking"]\n')
        self.assertEqual(self.found("--config", "a=b.toml"), [TASK, AWAIT])

    def test_paths_start_from_here(self):
        self.write("sub/gen/app.py", SLEEPS)
        self.assertEqual(self.found("--config", 'exclude = ["gen/*.py"]', ".", cwd=self.folder / "sub"), [])

    def test_mistakes(self):
        self.fails("^error: --config:1:1: `selct` is no key of the configuration; did you mean `select`",
                   "--config", 'selct = ["ALL"]')  # fmt: skip
        self.fails("^error: --config:1:10: `strcit` is no preset; did you mean `strict`", "--config", 'preset = "strcit"')
        self.fails("^error: --config:1:8: ", "--config", "preset=strict")
        self.fails("^error: nowhere.toml cannot be read", "--config", "nowhere.toml")
        self.fails("^error: --config names no file", "--config", "")


class Severities(Settings):
    def test_severity(self):
        self.assertEqual(set(self.severities().values()), {"error"})
        self.write("nostall.toml", '[severity]\nblocking = "info"\norphaned-task = "warning"\n')
        self.assertEqual(
            self.severities(), {"blocking-sleep": "info", "orphaned-task": "warning", "missing-await": "error"}
        )

    def test_the_narrower_one_decides(self):
        self.write("nostall.toml", '[severity]\nASYNC251 = "warning"\nblocking = "info"\nALL = "error"\n')
        self.assertEqual(self.severities()["blocking-sleep"], "warning")
        self.assertEqual(self.severities()["orphaned-task"], "error")

    def test_severity_mistakes(self):
        self.write("nostall.toml", '[severity]\nblocking = "eror"\n')
        self.fails("^error: nostall.toml:2:12: `eror` is no severity; did you mean `error`?")
        self.write("nostall.toml", '[severity]\nblokcing = "error"\n')
        self.fails("^error: nostall.toml:2:1: .*`blokcing`; did you mean `blocking`")
        self.write("nostall.toml", "[severity]\nblocking = 3\n")
        self.fails("^error: nostall.toml:2:12: `severity` takes a table of strings, not a whole number")

    def test_fail_on(self):
        self.write("nostall.toml", 'severity = { ALL = "warning" }\n')
        self.assertEqual(self.nostall("check").code, 1)
        self.assertEqual(self.nostall("check", "--fail-on", "error").code, 0)
        self.write("nostall.toml", 'severity = { ALL = "info" }\n')
        self.assertEqual(self.nostall("check").code, 0)
        self.assertIn("blocking-sleep", self.nostall("check").out)
        self.assertEqual(self.nostall("check", "--fail-on", "info").code, 1)
        self.write("nostall.toml", 'fail-on = "info"\nseverity = { ALL = "info" }\n')
        self.assertEqual(self.nostall("check").code, 1)
        self.assertEqual(self.nostall("check", "--fail-on=warning").code, 0)
        self.fails("unknown severity `eror`; did you mean `error`", "--fail-on", "eror")

    def test_max_warnings(self):
        self.write("nostall.toml", 'severity = { ALL = "warning" }\n')
        self.assertEqual(self.nostall("check", "--max-warnings", "3").code, 0)
        self.assertEqual(self.nostall("check", "--max-warnings", "2").code, 1)
        self.assertEqual(self.nostall("check", "--max-warnings", "2", "--fail-on", "error").code, 1)
        self.write("nostall.toml", "max-warnings = 3\n")
        self.assertEqual(self.nostall("check").code, 1)  # two of them are errors
        self.write("nostall.toml", 'max-warnings = 3\nseverity = { task = "warning" }\n')
        self.assertEqual(self.nostall("check").code, 1)
        self.assertEqual(self.nostall("check", "--select", "task").code, 0)
        self.fails("--max-warnings: `many` is no number from 0 to", "--max-warnings", "many")
        self.write("nostall.toml", "max-warnings = -1\n")
        self.fails("^error: nostall.toml:1:16: `max-warnings` is a number from 0 to 1000000")


class Tests(Settings):
    def setUp(self):
        super().setUp()
        self.write("app.py", CLEAN)
        self.write("tests/unit.py", READS + SLEEPS)
        self.write("checks/unit.py", READS)

    def test_tests(self):
        reads, sleeps = "unit.py:2 blocking-file-io", "unit.py:7 blocking-sleep"
        self.assertEqual(self.found("--select", "blocking"), [reads, sleeps])
        self.assertEqual(self.found("--select", "blocking", "--tests", "same"), [reads, reads, sleeps])
        self.assertEqual(self.found("--select", "blocking", "--tests=skip"), [reads])
        self.write("nostall.toml", 'tests = "same"\nselect = ["blocking"]\n')
        self.assertEqual(self.found(), [reads, reads, sleeps])
        self.assertEqual(self.found("--tests=relaxed"), [reads, sleeps])
        self.fails("unknown choice for --tests `strct`", "--tests", "strct")
        self.write("nostall.toml", 'tests = "none"\n')
        self.fails("^error: nostall.toml:1:9: `none` is no tests; ")

    def test_test_files(self):
        self.write("nostall.toml", 'test-files = ["checks/**"]\n')
        self.assertEqual(self.found(), ["unit.py:7 blocking-sleep"])
        self.assertEqual(self.found("--tests=skip"), [])


class LeftOut(Settings):
    def setUp(self):
        super().setUp()
        self.write("app.py", CLEAN)
        self.write("gen/a.py", SLEEPS)
        self.write("lib/a.py", SLEEPS)

    def paths(self, *words, **more):
        ran = self.nostall("check", "-o", "concise", "--quiet", *words, **more)
        return [line.split(":")[0] for line in ran.lines]

    def test_extend_exclude(self):
        self.assertEqual(self.paths("--extend-exclude", "gen"), ["lib/a.py"])
        self.assertEqual(self.paths("--exclude", "lib", "--extend-exclude=gen,nothing"), [])
        self.write("nostall.toml", 'exclude = ["lib"]\n')
        self.assertEqual(self.paths("--exclude", "gen"), ["lib/a.py"])
        self.assertEqual(self.paths("--extend-exclude", "gen"), [])

    def test_force_exclude(self):
        self.assertEqual(self.paths("--exclude", "gen", "gen/a.py", "lib/a.py"), ["gen/a.py", "lib/a.py"])
        self.assertEqual(self.paths("--exclude", "gen", "--force-exclude", "gen/a.py", "lib/a.py"), ["lib/a.py"])
        self.assertEqual(self.paths("--exclude", "gen", "--force-exclude", "gen"), [])
        self.write("nostall.toml", 'exclude = ["gen/*.py"]\nforce-exclude = true\n')
        self.assertEqual(self.paths("gen/a.py", "lib/a.py"), ["lib/a.py"])
        self.write("nostall.toml", "force-exclude = 1\n")
        self.fails("^error: nostall.toml:1:17: `force-exclude` takes true or false, not a whole number")

    def test_force_exclude_leaves_out_what_is_always(self):
        self.write("pyproject.toml", "[project]\n")
        self.write("build/a.py", SLEEPS)
        self.assertEqual(self.paths("build/a.py"), ["build/a.py"])
        self.assertEqual(self.paths("--force-exclude", "build/a.py", "lib/a.py"), ["lib/a.py"])

    def test_names_above_the_project_do_not_count(self):
        self.write("gen/deep/pyproject.toml", "[project]\n")
        self.write("gen/deep/b.py", SLEEPS)
        words = ("--exclude", "gen", "--force-exclude")
        self.assertEqual(self.paths(*words, "b.py", cwd=self.folder / "gen/deep"), ["b.py"])
        self.assertEqual(self.paths(*words, "gen/deep/b.py"), [])


class Sources(Settings):
    """Where modules are imported from: packages without __init__.py."""

    WAITS = "import time\n\n\ndef wait():\n    time.sleep(1)\n"
    CALLS = "from acme.store import waits\n\n\nasync def main():\n    waits.wait()\n"

    def test_namespace_packages_in_src(self):
        self.write("pyproject.toml", "")
        self.write("src/acme/store/waits.py", self.WAITS)
        self.write("app.py", CLEAN)
        self.write("service/main.py", self.CALLS)
        self.assertEqual(self.found(), ["main.py:5 blocking-sleep"])

    def test_parts_in_several(self):
        self.write("pyproject.toml", "")
        self.write("packages/one/src/acme/other/things.py", "")
        self.write("packages/two/src/acme/store/waits.py", self.WAITS)
        self.write("app.py", self.CALLS)
        self.assertEqual(self.found(), ["app.py:5 blocking-sleep"])

    def test_src(self):
        self.write("vendor/lib/acme/store/waits.py", self.WAITS)
        self.write("app.py", self.CALLS)
        self.write("nostall.toml", "")
        self.assertEqual(self.found(), [])
        self.write("nostall.toml", 'src = ["elsewhere", "vendor/lib/"]\n')
        self.assertEqual(self.found(), ["app.py:5 blocking-sleep"])
        self.write("nostall.toml", 'src = [3]\n')
        self.fails("^error: nostall.toml:1:8: `src` takes a string or a list of strings, not a whole number")

    def test_several_packages_in_one_repository(self):
        self.write("pyproject.toml", "")
        for part in ("one", "two"):
            self.write(f"packages/{part}/src/acme_{part}/__init__.py", "")
        self.write("packages/two/src/acme_two/waits.py", self.WAITS)
        self.write("app.py", CLEAN)
        self.write("packages/one/src/acme_one/main.py", self.CALLS.replace("acme.store", "acme_two"))
        self.assertEqual(self.found(), ["main.py:5 blocking-sleep"])


if __name__ == "__main__":
    main()
