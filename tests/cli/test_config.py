"""nostall.toml: which file is read, what each key does, what is said of mistakes, and docs/configuration.md.

    test_config.py NOSTALL

The examples of that page are run and its outputs held against it; ANALYZER_BLESS=1 writes them anew.
"""

import importlib
import json
import os
import re
import time

import jsonschema

from case import CLEAN, GOLDEN, ROOT, SLEEPS, Case, main

PAGE = ROOT / "docs/configuration.md"
BLESS = os.environ.get("ANALYZER_BLESS") == "1"
BLOCK = re.compile(r"^```(\w+) ?([\w.]*)\n(.*?)^```$", re.M | re.S)

# Something that nobody can know of, called from a coroutine.
CALLS = "import acme\n\n\nasync def main():\n    acme.wait()\n"
BLOCKS = '[[python.blocking]]\nname = "acme.wait"\nkind = "network"\n'
IN_C = """\
void add(void *loop, void (*ready)(void *data), void *data);
int wait_for(const char *name, int timeout);
static void on_ready(void *data) {
  (void)data;
  wait_for("x", 5);
}
void start(void *loop) { add(loop, on_ready, 0); }
"""
C_REGISTRAR = '[[c.registrars]]\nname = "add"\nargument = 2\nruns-on = "loop"\n'
C_BLOCKING = '[[c.blocking]]\nname = "wait_for"\nkind = "network"\n'


class ConfigCase(Case):
    def places(self, *words, **more):
        """Findings as `file:line rule`."""
        ran = self.nostall("check", "-o", "json", *words, **more)
        self.assertIn(ran.code, (0, 1), ran.err)
        return [
            f"{item['filename'].rsplit('/', 1)[-1]}:{item['location']['row']} {item['rule']}"
            for item in json.loads(ran.out)
        ]

    def fails(self, said, *words, **more):
        ran = self.nostall("check", *words, **more)
        self.assertEqual((ran.code, ran.out), (2, ""), ran.err)
        self.assertRegex(ran.err, said)
        return ran


class WhichFile(ConfigCase):
    def setUp(self):
        super().setUp()
        (self.folder / ".git").mkdir()  # of no use to git, which is asked and answers so; the search ends here
        self.write("src/app.py", CALLS)

    def test_none(self):
        self.assertEqual(self.places("--quiet"), [])

    def test_beside_the_file(self):
        self.write("src/nostall.toml", BLOCKS)
        self.assertEqual(self.places("--quiet", "src/app.py"), ["app.py:5 blocking-network"])
        self.assertEqual(self.places("--quiet", "src"), ["app.py:5 blocking-network"])

    def test_above(self):
        self.write("nostall.toml", BLOCKS)
        self.assertEqual(self.places("--quiet", "src/app.py"), ["app.py:5 blocking-network"])
        self.assertEqual(self.places("--quiet", cwd=self.folder / "src"), ["app.py:5 blocking-network"])

    def test_below_is_not_for_what_is_above(self):
        self.write("src/nostall.toml", BLOCKS)
        self.assertEqual(self.places("--quiet", "."), [])

    def test_the_nearest_alone(self):
        self.write("nostall.toml", BLOCKS)
        self.write("src/nostall.toml", "")
        self.assertEqual(self.places("--quiet", "src"), [])

    def test_around_all_paths(self):
        self.write("other/more.py", CLEAN)
        self.write("src/nostall.toml", "no TOML at all")
        self.write("nostall.toml", BLOCKS)
        self.assertEqual(self.places("--quiet", "src/app.py", "other"), ["app.py:5 blocking-network"])

    def test_not_beyond_the_work_tree(self):
        self.write("nostall.toml", BLOCKS)
        (self.folder / "src/.git").mkdir()
        self.assertEqual(self.places("--quiet", "src"), [])

    def test_standard_input(self):
        self.write("src/nostall.toml", BLOCKS)
        words = ["--quiet", "-", "--stdin-filename", "src/app.py"]
        self.assertEqual(self.places(*words, stdin=CALLS), ["app.py:5 blocking-network"])
        self.assertEqual(self.places("--quiet", "-", stdin=CALLS), [])
        self.assertEqual(
            self.places("--quiet", "-", stdin=CALLS, cwd=self.folder / "src"), ["-:5 blocking-network"]
        )

    def test_through_links(self):
        self.write("real/app.py", CALLS)
        self.write("real/nostall.toml", BLOCKS)
        (self.folder / "link").symlink_to("real")
        self.assertEqual(self.places("--quiet", "link"), ["app.py:5 blocking-network"])

    def test_config(self):
        self.write("elsewhere.toml", BLOCKS)
        self.write("src/nostall.toml", "no TOML at all")
        self.assertEqual(self.places("--quiet", "--config", "elsewhere.toml", "src"), ["app.py:5 blocking-network"])
        self.fails(r"^error: missing.toml cannot be read: No such file", "--config", "missing.toml")

    def test_isolated(self):
        self.write("src/nostall.toml", "no TOML at all")
        self.assertEqual(self.places("--quiet", "--isolated", "src"), [])
        self.assertEqual(self.places("--quiet", "--isolated", "--config", "src/nostall.toml", "src"), [])

    def test_verbose_says_which(self):
        self.write("src/nostall.toml", BLOCKS)
        ran = self.nostall("check", "--verbose", "src")
        self.assertIn(f"cli: configured path={self.folder}/src/nostall.toml python=1 c=0", ran.err)

    def test_missing_paths(self):
        ran = self.nostall("check", "nowhere.py")
        self.assertEqual(ran.code, 2)
        self.assertRegex(ran.err, "^error: nowhere.py: cannot be read")

    def test_confirm(self):
        self.write("nostall.toml", "x")
        ran = self.nostall("confirm", "--", "true")
        self.assertEqual(ran.code, 2)
        self.assertRegex(ran.err, "^error: nostall.toml:1:1: ")


class PyProject(ConfigCase):
    SECTION = '[project]\nname = "x"\n\n[[tool.nostall.python.blocking]]\nname = "acme.wait"\nkind = "network"\n'

    def setUp(self):
        super().setUp()
        self.write("app.py", CALLS)

    def test_section(self):
        self.write("pyproject.toml", self.SECTION)
        self.assertEqual(self.places("--quiet"), ["app.py:5 blocking-network"])
        self.assertIn("pyproject.toml:5 says that `acme.wait`", self.nostall("check", "--quiet").out)
        self.assertEqual(self.places("--quiet", "--isolated"), [])

    def test_without_a_section_it_is_passed_over(self):
        self.write("nostall.toml", BLOCKS)
        for text in ["", '[project]\ndependencies = ["nostall"]\n', "[tool.ruff]\nx = 1\n", "no TOML at all"]:
            with self.subTest(text):
                self.write("sub/pyproject.toml", text)
                self.write("sub/app.py", CALLS)
                self.assertEqual(self.places("--quiet", "sub"), ["app.py:5 blocking-network"])

    def test_unreadable_ones_are_passed_over(self):
        (self.folder / "pyproject.toml").mkdir()
        self.assertEqual(self.places("--quiet"), [])

    def test_broken(self):
        self.write("pyproject.toml", "[tool.nostall]\nselect = ALL\n")
        self.fails("^error: pyproject.toml:2:10: this is no value of TOML")

    def test_mistakes(self):
        self.write("pyproject.toml", '[tool.nostall]\nselct = ["ALL"]\n')
        self.fails("^error: pyproject.toml:2:1: `selct` is no key of the configuration; did you mean `select`?")
        self.write("pyproject.toml", "[tool]\nnostall = 3\n")
        self.fails("^error: pyproject.toml:2:11: `nostall` takes a table, not a whole number")

    def test_order(self):
        self.write("pyproject.toml", self.SECTION)
        self.write("nostall.toml", BLOCKS.replace("network", "database"))
        self.assertEqual(self.places("--quiet"), ["app.py:5 blocking-database"])
        self.write(".nostall.toml", BLOCKS.replace("network", "lock"))
        self.assertEqual(self.places("--quiet"), ["app.py:5 blocking-lock"])

    def test_config(self):
        self.write("conf/pyproject.toml", self.SECTION)
        self.assertEqual(self.places("--quiet", "--config", "conf/pyproject.toml"), ["app.py:5 blocking-network"])
        self.write("conf/pyproject.toml", "")
        self.fails(r"^error: conf/pyproject.toml has no section \[tool.nostall\]$", "--config", "conf/pyproject.toml")


# One finding of each of three rules.
MIXED = """\
import asyncio
import time


async def main():
    time.sleep(1)
    asyncio.create_task(main())
    main()
    await asyncio.sleep(1)
"""
SLEEP, TASK, AWAIT = "app.py:6 blocking-sleep", "app.py:7 orphaned-task", "app.py:8 missing-await"


class Options(ConfigCase):
    """What can also be said on the command line, which goes first."""

    def setUp(self):
        super().setUp()
        self.write("app.py", MIXED)

    def found(self, text, *words):
        self.write("nostall.toml", text)
        return self.places("--quiet", *words)

    def test_select(self):
        self.assertEqual(self.found('select = ["blocking"]\n'), [SLEEP])
        self.assertEqual(self.found('select = "ASYNC251"\n'), [SLEEP])
        self.assertEqual(self.found('select = ["blocking"]\n', "--select", "missing-await"), [AWAIT])
        self.assertEqual(self.found('select = ["blocking"]\n', "--extend-select", "missing-await"), [SLEEP, AWAIT])

    def test_extend_select(self):
        text = 'select = ["blocking"]\nextend-select = ["orphaned-task"]\n'
        self.assertEqual(self.found(text), [SLEEP, TASK])
        self.assertEqual(self.found(text, "--select", "missing-await"), [TASK, AWAIT])

    def test_ignore(self):
        self.assertEqual(self.found('ignore = ["blocking-sleep"]\n'), [TASK, AWAIT])
        self.assertEqual(self.found('ignore = ["blocking-sleep"]\n', "--ignore", "orphaned-task"), [AWAIT])

    def test_per_file_ignores(self):
        self.write("tests/app.py", MIXED)
        self.write("tests/deep/app.py", MIXED)
        mine = [SLEEP, TASK, AWAIT]
        section = "[per-file-ignores]\n"
        for pattern, theirs in [
            ("tests", [TASK] * 2),
            ("tests/**", [TASK] * 2),
            ("tests/*.py", [TASK, *mine]),
            ("./tests/deep/*", [*mine, TASK]),
            ("nowhere", mine * 2),
        ]:
            with self.subTest(pattern):
                text = section + f'"{pattern}" = ["blocking", "missing-await"]\n'
                self.assertEqual(sorted(self.found(text)), sorted(mine + theirs))
        self.assertEqual(self.found(section + '"*.py" = "ALL"\n'), [])

    def test_patterns_start_from_the_file(self):
        self.write("odd [x]/sub/app.py", MIXED)
        self.write("odd [x]/nostall.toml", 'exclude = ["sub/app.py"]\n')
        self.assertEqual(self.places("--quiet", "odd [x]"), [])
        self.assertEqual(self.places("--quiet", cwd=self.folder / "odd [x]/sub"), [])
        self.write("odd [x]/nostall.toml", '[per-file-ignores]\n"sub/*" = ["ALL"]\n')
        self.assertEqual(self.places("--quiet", cwd=self.folder / "odd [x]/sub"), [])

    def test_exclude(self):
        self.write("gen/app.py", MIXED)
        self.assertEqual(self.found('exclude = ["gen"]\n'), [SLEEP, TASK, AWAIT])
        self.assertEqual(self.found('exclude = ["gen/"]\n'), [SLEEP, TASK, AWAIT])
        self.assertEqual(self.found('exclude = ["gen"]\n', "--extend-exclude", "app.py"), [])
        self.assertEqual(self.found('exclude = ["gen"]\n', "--exclude", "app.py"), [])

    def test_preset(self):
        self.write("app.py", "import os\n\n\nasync def main():\n    os.path.exists('x')\n")
        self.assertEqual(self.found('preset = "default"\n'), [])
        self.assertEqual(self.found('preset = "strict"\n'), ["app.py:5 blocking-path-metadata"])
        self.assertEqual(self.found('preset = "strict"\n', "--preset", "default"), [])
        self.assertEqual(self.found('preset = "advice"\n'), [])

    def test_advice(self):
        self.write(
            "app.py",
            "import asyncio\n\n\nasync def main():\n    a = await asyncio.sleep(1)\n    b = await asyncio.sleep(2)\n"
            "    print(a, b)\n",
        )
        told = ["app.py:6 sequential-awaits"]
        self.assertEqual(self.found(""), [])
        self.assertEqual(self.found('preset = "advice"\n'), told)
        self.assertEqual(self.found('preset = "advice"\n', "--preset", "default"), [])
        self.assertEqual(self.found('preset = "advice"\nignore = ["sequential-awaits"]\n'), [])
        self.assertEqual(self.found('preset = "advice"\nselect = ["blocking"]\n'), [])
        self.assertEqual(self.found("", "--preset", "advice"), told)
        self.assertEqual(self.found("", "--select", "advice"), told)

    def test_min_confidence(self):
        self.write("app.py", "import time\n\n\n@undefined\ndef nap():\n    time.sleep(1)\n\n\nasync def main():\n    nap()\n")
        self.assertEqual(self.found(""), [])
        self.assertEqual(self.found('min-confidence = "probable"\n'), ["app.py:10 blocking-sleep"])
        self.assertEqual(self.found('min-confidence = "probable"\n', "--min-confidence", "resolved"), [])

    def test_mistakes(self):
        self.write(
            "nostall.toml",
            'select = ["blokcing"]\nextend-select = ["ALL", "nothing-like-it"]\nignore = 3\npreset = "strcit"\n',
        )
        ran = self.fails("^error: nostall.toml:3:10: `ignore` takes a string or a list of strings, not a whole number")
        self.assertIn("nostall.toml:4:10: `strcit` is no preset; did you mean `strict`?", ran.err)
        self.write("nostall.toml", 'select = ["blokcing"]\n[per-file-ignores]\n"x" = ["blocking-slep"]\n"y" = 3\n')
        self.fails("^error: nostall.toml:4:7: `per-file-ignores` takes a table of lists of strings, not a whole number")
        self.write("nostall.toml", 'select = ["blokcing"]\n[per-file-ignores]\n"x" = ["blocking-slep"]\n')
        ran = self.fails("^error: nostall.toml:1:11: .*`blokcing`.*did you mean `blocking`")
        self.assertRegex(ran.err, "nostall.toml:3:8: .*`blocking-slep`.*did you mean `blocking-sleep`")

    def test_jobs(self):
        text = '[per-file-ignores]\n"sub/*" = ["blocking"]\n'
        for i in range(10):
            self.write(f"sub/app{i}.py", MIXED)
        one = self.found(text, "--jobs", "1")
        self.assertEqual(one, self.found(text, "--jobs", "8"))
        self.assertEqual(len(one), 3 + 2 * 10)


class Keys(ConfigCase):
    """nostall config."""

    def config(self, *words):
        ran = self.nostall("config", *words)
        self.assertEqual((ran.code, ran.err), (0, ""))
        return ran.out

    def keys(self, schema, path=""):
        """All keys of a schema, with dots."""
        for name, one in schema.get("properties", {}).items():
            yield path + name, one
            for inner in [one, one.get("items", {}), *one.get("anyOf", []), *one.get("items", {}).get("anyOf", [])]:
                yield from self.keys(inner, f"{path}{name}.")
                yield from self.keys(inner.get("items", {}), f"{path}{name}.")

    def test_schema(self):
        text = self.config("--schema")
        file = ROOT / "docs/nostall.schema.json"
        if BLESS:
            file.write_text(text)
        self.assertEqual(text, file.read_text())
        schema = json.loads(text)
        jsonschema.Draft202012Validator.check_schema(schema)
        self.assertGreater(len(list(self.keys(schema))), 80)

    def test_schema_holds(self):
        """What nostall reads passes the schema, what it refuses for its keys and types does not."""
        tomllib = self.library("tomllib")
        validator = jsonschema.Draft202012Validator(json.loads(self.config("--schema")))
        for file in sorted((ROOT / "fixtures").glob("**/nostall.toml")):
            validator.validate(tomllib.loads(file.read_text()))
        for text in [BLOCKS, 'select = "ALL"\n', "[per-file-ignores]\nx = ['ALL']\n", C_BLOCKING + C_REGISTRAR]:
            validator.validate(tomllib.loads(text))
            self.write("nostall.toml", text)
            self.assertIn(self.nostall("check").code, (0, 1))
        for text in [
            "x = 1\n", 'preset = "lax"\n', "select = 3\n", BLOCKS + "tier = 4\n", BLOCKS + "y = 1\n",
            '[c]\nblocking = ["f"]\n', '[[python.runners]]\nbecause = "x"\n', "c = []\n",
            BLOCKS.replace("network", "netwrk"), BLOCKS + "unless = [3]\n", "[per-file-ignores]\nx = 3\n",
        ]:  # fmt: skip
            with self.subTest(text):
                self.assertFalse(validator.is_valid(tomllib.loads(text)))
                self.write("nostall.toml", text)
                self.fails("^error: nostall.toml:")

    def library(self, name):
        try:
            return importlib.import_module(name)
        except ImportError:
            self.skipTest(f"this Python has no {name}")

    def test_every_key_is_told_of(self):
        page = PAGE.read_text()
        listed = self.config()
        for path, one in self.keys(json.loads(self.config("--schema"))):
            self.assertRegex(page, rf"`{path.rsplit('.', 1)[-1]}\b", path)
            self.assertTrue(self.config(path).startswith(f"{path}: {one['description']}\n"), path)
            if "." not in path:
                self.assertIn(f"  {path} ", listed)

    def test_one_key(self):
        self.assertIn("c.blocking.tier: 1: waits", self.config("c.blocking.tier"))
        self.assertIn("a whole number from 1 to 3", self.config("c.blocking"))

    def test_mistakes(self):
        self.assert_usage("unknown key `blockin`; did you mean `blocking`?", "config", "c.blockin")
        self.assert_usage("`kind` holds no keys", "config", "c.blocking.kind.x")
        self.assert_usage("config takes one key, or --schema", "config", "c", "python")
        self.assert_usage("config takes one key, or --schema", "config", "--schema", "c")


class Words(ConfigCase):
    """What is said of findings that come from the configuration."""

    def test_who_says_so(self):
        self.write("app.py", CALLS)
        self.write("nostall.toml", "\n" + BLOCKS + 'because = "waits for Godot"\ninstead = "a bus"\n')
        ran = self.nostall("check", "--quiet")
        self.assertIn("nostall.toml:3 says that `acme.wait` waits for Godot", ran.out)
        self.assertIn("= help: use a bus", ran.out)

    def test_name_of_another_file(self):
        self.write("app.py", CALLS)
        self.write("conf/more.toml", BLOCKS)
        ran = self.nostall("check", "--quiet", "--config", "conf/more.toml")
        self.assertIn("more.toml:2 says that `acme.wait` waits for the network", ran.out)

    def test_registrars(self):
        self.write("main.c", IN_C)
        self.write("nostall.toml", C_REGISTRAR + C_BLOCKING)
        ran = self.nostall("check", "--quiet", "main.c")
        self.assertIn("`on_ready` runs on the loop: given to `add` (nostall.toml:2)", ran.out)
        self.assertIn("nostall.toml:6 says that `wait_for` waits for the network", ran.out)

    def test_jobs(self):
        for i in range(20):
            self.write(f"app{i}.py", CALLS)
        self.write("nostall.toml", BLOCKS)
        one = self.nostall("check", "--jobs", "1")
        self.assertEqual(one.code, 1)
        self.assertEqual(one.out, self.nostall("check", "--jobs", "8").out)


class Python(ConfigCase):
    """Each list of [python], with and without."""

    def differs(self, code, text, want, without=()):
        self.write("app.py", code)
        self.write("nostall.toml", text)
        self.assertEqual(self.places("--quiet", "--isolated"), list(without))
        self.assertEqual(self.places("--quiet"), list(want))

    def test_blocking(self):
        self.differs(CALLS, BLOCKS, ["app.py:5 blocking-network"])

    def test_blocking_by_method(self):
        code = "import acme\n\n\nasync def main():\n    client = acme.Client()\n    client.wait()\n"
        text = BLOCKS.replace("acme.wait", "acme.Client.wait")
        self.differs(code, text, ["app.py:6 blocking-network"])
        self.differs(code, text.replace("Client.wait", "Client.*"), ["app.py:6 blocking-network"])

    def test_tier(self):
        self.differs(CALLS, BLOCKS + "tier = 3\n", [])
        self.assertEqual(self.places("--quiet", "--preset", "strict"), ["app.py:5 blocking-network"])

    def test_conditions(self):
        calls = ["acme.wait(0)", "acme.wait(5)", "acme.wait()", "acme.wait(timeout=0)", "acme.wait('/proc/x')"]
        code = "import acme\n\n\nasync def main():\n" + "".join(f"    {call}\n" for call in calls)
        argument = 'argument = 1, keyword = "timeout"'
        for condition, lines in [
            ("is = 0", [6, 7, 9]),
            ("is-given = true", [7]),
            ("is-given = false", [5, 6, 8, 9]),
            ('is = "/proc/x"', [5, 6, 7, 8]),
            ('starts-with = "/proc"', [5, 6, 7, 8]),
        ]:
            with self.subTest(condition):
                want = [f"app.py:{line} blocking-network" for line in lines]
                self.differs(code, BLOCKS + f"unless = {{{argument}, {condition}}}\n", want)

    def test_only_if(self):
        code = "import acme\n\n\nasync def main():\n    acme.wait()\n    acme.wait(block=True)\n"
        text = BLOCKS + 'only-if = {keyword = "block", is-given = true}\n'
        self.differs(code, text, ["app.py:6 blocking-network"])

    def test_nonblocking(self):
        self.differs(SLEEPS, '[python]\nnonblocking = ["time.sleep"]\n', [], ["app.py:5 blocking-sleep"])
        self.differs(SLEEPS, '[python]\nnonblocking = ["time.*"]\n', [], ["app.py:5 blocking-sleep"])

    def test_nonblocking_by_another_name(self):
        code = "import os\n\n\nasync def main():\n    os.system('ls')\n    import posix\n\n    posix.system('ls')\n"
        both = ["app.py:5 blocking-subprocess", "app.py:8 blocking-subprocess"]
        self.write("app.py", code)
        found = self.places("--quiet")
        self.write("nostall.toml", '[python]\nnonblocking = ["os.system"]\n')
        self.assertEqual(self.places("--quiet"), [place for place in found if place not in both])

    def test_own_function(self):
        code = "import time\n\n\ndef nap():\n    time.sleep(1)\n\n\nasync def main():\n    nap()\n"
        self.differs(code, '[python]\nnonblocking = ["app.nap"]\n', [], ["app.py:9 blocking-sleep"])

    def test_own_method(self):
        code = (
            "import time\n\n\nclass Bed:\n    def nap(self):\n        time.sleep(1)\n\n\n"
            "async def main():\n    Bed().nap()\n"
        )
        self.differs(code, '[python]\nnonblocking = ["app.Bed.nap"]\n', [], ["app.py:10 blocking-sleep"])
        self.differs(
            code, BLOCKS.replace("acme.wait", "app.Bed.nap"), ["app.py:10 blocking-network"], ["app.py:10 blocking-sleep"]
        )

    def test_own_modules_stay_the_projects(self):
        """An entry for one name in `acme` must not make a library of the whole package."""
        self.write("src/acme/__init__.py", "")
        self.write("src/acme/work.py", "import time\n\n\ndef nap():\n    time.sleep(1)\n\n\ndef peek():\n    nap()\n")
        self.write("tests_of_it/main.py", "from acme import work\n\n\nasync def main():\n    work.nap()\n    work.peek()\n")
        self.write("nostall.toml", '[python]\nnonblocking = ["acme.work.peek"]\n')
        self.assertEqual(self.places("--quiet"), ["main.py:5 blocking-sleep"])

    def test_runners(self):
        self.differs(CALLS, '[python]\nrunners = ["acme.wait"]\n', ["app.py:5 nested-event-loop"])

    def test_registrars(self):
        code = "import time\n\nimport acme\n\n\ndef later():\n    time.sleep(1)\n\n\nacme.on(later, then=later)\n"
        text = '[[python.registrars]]\nname = "acme.on"\nruns-on = "{}"\n{}\n'
        self.differs(code, text.format("loop", "argument = 1"), ["app.py:7 blocking-sleep"])
        self.differs(code, text.format("loop", 'keyword = "then"'), ["app.py:7 blocking-sleep"])
        self.differs(code, text.format("thread", "argument = 1"), [])
        self.differs(code, text.format("later", "argument = 1"), [])

    def test_registrars_that_call_at_once(self):
        code = "import time\n\nimport acme\n\n\nasync def main():\n    acme.on(lambda: time.sleep(1))\n"
        text = '[[python.registrars]]\nname = "acme.on"\nruns-on = "here"\nargument = 1\n'
        self.differs(code, text, ["app.py:7 blocking-sleep"])

    def test_registrars_of_the_project_by_relative_import(self):
        """The file says neither `async` nor the name of the package."""
        self.write("acme/__init__.py", "")
        self.write("acme/loop.py", "table = []\n\n\ndef when_ready(function):\n    table.append(function)\n")
        self.write(
            "acme/app.py",
            "import time\n\nfrom .loop import when_ready\n\n\ndef work():\n    time.sleep(1)\n\n\nwhen_ready(work)\n",
        )
        text = '[[python.registrars]]\nname = "acme.loop.when_ready"\nargument = 1\nruns-on = "loop"\n'
        self.write("nostall.toml", text)
        self.assertEqual(self.places("--quiet"), ["app.py:7 blocking-sleep"])

    def test_offloads(self):
        code = "import time\n\nimport acme\n\n\nasync def main():\n    acme.pool(time.sleep, 1)\n"
        self.differs(code, '[[python.offloads]]\nname = "acme.pool"\nargument = 1\n', [])

    def test_schedulers(self):
        code = "import acme\n\n\nasync def work(): ...\n\n\nasync def main():\n    task = work()\n    acme.go(task)\n"
        self.differs(code, '[[python.schedulers]]\nname = "acme.go"\nargument = 1\n', [])

    def test_coroutines(self):
        code = "import acme\n\n\nasync def main():\n    acme.wait()\n    (await acme.wait()).block()\n"
        text = '[python]\ncoroutines = [{name = "acme.wait", returns = "acme.Answer"}]\n'
        text += BLOCKS.replace("acme.wait", "acme.Answer.block")
        self.differs(code, text, ["app.py:5 missing-await", "app.py:6 blocking-network"])

    def test_decorators(self):
        code = "import time\n\nimport acme\n\n\n@acme.route('/')\ndef page():\n    time.sleep(1)\n"
        text = '[[python.decorators]]\nname = "acme.route"\nruns-on = "{}"\n'
        self.differs(code, text.format("loop"), ["app.py:8 blocking-sleep"])
        self.differs(code, text.format("thread"), [])
        self.differs(code, text.format("caller"), [])

    def test_decorators_that_offload(self):
        code = (
            "import time\n\nimport acme\n\n\n@acme.threaded\ndef work():\n    time.sleep(1)\n\n\n"
            "async def main():\n    await work()\n    work()\n"
        )
        text = '[[python.decorators]]\nname = "acme.threaded"\nruns-on = "thread"\nis-awaited = true\n'
        self.write("app.py", code)
        self.write("nostall.toml", text)
        self.assertNotIn("app.py:12 blocking-sleep", self.places("--quiet", "--min-confidence", "possible"))

    def test_functions(self):
        code = "import time\n\n\ndef on_reload():\n    time.sleep(1)\n"
        text = '[[python.functions]]\nname = "app.on_reload"\nruns-on = "{}"\n'
        self.differs(code, text.format("loop"), ["app.py:5 blocking-sleep"])
        code += "\n\nasync def main():\n    on_reload()\n"
        self.differs(code, text.format("startup"), [], ["app.py:9 blocking-sleep"])
        self.differs(code, text.format("thread"), [], ["app.py:9 blocking-sleep"])


class C(ConfigCase):
    """Each list of [c], with and without."""

    def differs(self, code, text, want, without=()):
        self.write("main.c", code)
        self.write("nostall.toml", text)
        self.assertEqual(self.places("--quiet", "--isolated", "main.c"), list(without))
        self.assertEqual(self.places("--quiet", "main.c"), list(want))

    def test_blocking_and_registrars(self):
        self.differs(IN_C, C_REGISTRAR + C_BLOCKING, ["main.c:5 blocking-network"])

    def test_files_of_a_directory(self):
        """No compile commands and no header of a known loop: the configuration says that there is one."""
        self.write("main.c", IN_C)
        self.write("nostall.toml", C_REGISTRAR + C_BLOCKING)
        self.assertEqual(self.places("--quiet", "."), ["main.c:5 blocking-network"])

    def test_conditions(self):
        head = "void add(void *, void (*)(void *), void *);\nint wait_for(void *, int);\nstatic void ready(void *data) {\n"
        tail = "}\nvoid start(void) { add(0, ready, 0); }\n"
        calls = ["wait_for(data, 0);", "wait_for(data, 5);", "wait_for(0, 0x41);"]
        code = head + "".join(call + "\n" for call in calls) + tail
        for condition, lines in [
            ("argument = 2, is = 0", [5, 6]),
            ("argument = 2, is = 5", [4, 6]),
            ("argument = 2, at-most = 5", [6]),
            ("argument = 2, has-bits = 0x40", [4, 5]),
            ("argument = 2, lacks-bits = 0x40", [6]),
            ("argument = 1, is-null = true", [4, 5]),
        ]:
            with self.subTest(condition):
                want = [f"main.c:{line} blocking-network" for line in lines]
                self.differs(code, C_REGISTRAR + C_BLOCKING + f"unless = {{{condition}}}\n", want)

    def test_nonblocking(self):
        code = IN_C + "#include <unistd.h>\nint wait_for(const char *name, int t) { return (int)sleep(t) + !name; }\n"
        self.differs(code, C_REGISTRAR, ["main.c:5 blocking-sleep"])
        self.differs(code, C_REGISTRAR + '[c]\nnonblocking = ["wait_for"]\n', [])
        self.differs(code, C_REGISTRAR + '[c]\nnonblocking = ["wait_*"]\n', [])
        self.differs(code, C_REGISTRAR + '[c]\nnonblocking = ["sleep"]\n', [])

    def test_runners(self):
        self.differs(IN_C, C_REGISTRAR + '[c]\nrunners = ["wait_for"]\n', ["main.c:5 nested-event-loop"])

    def test_offloads_go_before_types(self):
        code = "typedef void (*job)(void *);\n" + IN_C.replace("void (*ready)(void *data)", "job ready")
        text = C_BLOCKING + '[[c.callbacks]]\nname = "job"\nruns-on = "loop"\n'
        self.differs(code, text, ["main.c:6 blocking-network"])
        self.differs(code, text + '[[c.offloads]]\nname = "add"\nargument = 2\n', [])

    def test_slots(self):
        code = IN_C.replace("void start(void *loop) { add(loop, on_ready, 0); }", "")
        code += "struct mod { void (*tick)(void *); void (*other)(void *); };\nstruct mod mods[] = {{on_ready, 0}};\n"
        text = C_BLOCKING + '[[c.slots]]\nname = "struct mod::{}"\nruns-on = "loop"\n'
        self.differs(code, text.replace("{}", "tick"), ["main.c:5 blocking-network"])
        self.differs(code, text.replace("{}", "*"), ["main.c:5 blocking-network"])
        self.differs(code, text.replace("{}", "other"), [])

    def test_functions(self):
        text = C_BLOCKING + '[[c.functions]]\nname = "on_*"\nruns-on = "{}"\n'
        self.differs(IN_C, text.format("loop"), ["main.c:5 blocking-network"])
        self.differs(IN_C, text.format("coroutine"), ["main.c:5 blocking-network"])
        self.differs(IN_C, text.format("thread"), [])

    def test_startup(self):
        code = IN_C.replace('wait_for("x", 5);', "init();").replace(
            "static void on_ready", 'static void init(void) { wait_for("x", 5); }\nstatic void on_ready'
        )
        text = C_REGISTRAR + C_BLOCKING
        self.differs(code, text, ["main.c:6 blocking-network"])
        self.differs(code, text + '[[c.functions]]\nname = "init"\nruns-on = "startup"\n', [])

    def test_calls_through_fields(self):
        code = IN_C.replace('wait_for("x", 5);', "ops->wait(5);")
        code = "struct ops { int (*wait)(int); };\nextern struct ops *ops;\n" + code
        text = C_REGISTRAR + '[[c.blocking]]\nname = "struct ops::wait"\nkind = "lock"\n'
        self.differs(code, text, ["main.c:7 blocking-lock"])

    def test_suspends(self):
        self.differs(IN_C, C_REGISTRAR + C_BLOCKING + '[c]\nsuspends = ["co_yield"]\n', ["main.c:5 blocking-network"])


class Mistakes(ConfigCase):
    """Every kind of mistake: a message with a place; nothing is analysed."""

    def golden(self, name, text):
        self.write("nostall.toml", text)
        self.write("app.py", SLEEPS)
        ran = self.fails(r"^error: nostall.toml", "--color", "never")
        file = GOLDEN.parent / "config" / f"{name}.txt"
        if BLESS:
            file.parent.mkdir(exist_ok=True)
            file.write_text(ran.err)
        self.assertEqual(ran.err, file.read_text())

    def test_keys_and_types(self):
        self.golden(
            "keys",
            """\
# Mistakes in keys and values.
[pyton]

[[c.blocking]]
name = "bus_call"
kind = "netwrk"
tier = 7
unles = { argument = 2, is = 0 }

[[c.registrars]]
name = ["reactor_watch", 3]
argument = "three"
runs-on = "loop"

[[python.blocking]]
name = "fetch"
kind = "http"
unless = { is = 0 }
\tbecause = "é\\u001b[2J"
""",
        )

    def test_contradictions(self):
        self.golden(
            "contradictions",
            """\
[[c.blocking]]
name = "bus_call"
kind = "network"

[[c.blocking]]
name = "bus_call"
kind = "database"

[[c.registrars]]
name = "reactor_watch"
argument = 3
runs-on = "loop"

[[c.offloads]]
name = "reactor_watch"
argument = 3

[[c.callbacks]]
name = "bus_call"
runs-on = "loop"

[c]
nonblocking = ["bus_call"]
""",
        )

    def test_no_toml(self):
        for name, text in {
            "bare-word": "[[c.blocking]]\nname = bus_call\n",
            "open-string": '[[c.blocking]]\nname = "bus_call\nkind = "network"\n',
            "escape": '[[c.blocking]]\nname = "C:\\dir"\n',
            "no-value": "[[c.blocking]]\nname =\n",
            "no-bracket": "[[c.blocking]\nname = 'x'\n",
            "twice": "[c]\nsuspends = []\nsuspends = []\n",
            "binary": b"\x7fELF\x02\x01\x01\x00\x00",
            "latin-1": 'because = "'.encode() + b"\xe9" + b'"\n',
        }.items():
            with self.subTest(name):
                self.golden(name, text)

    def test_many(self):
        self.write("nostall.toml", "".join(f"key{i} = 1\n" for i in range(50)))
        ran = self.fails("is no key")
        self.assertEqual(ran.err.count("is no key"), 20)
        self.assertIn("… and 30 more in nostall.toml", ran.err)

    def test_colors(self):
        self.write("nostall.toml", "x = 1\n")
        ran = self.nostall("check", "--color", "always")
        self.assertIn("\x1b[", ran.err)


class Hostile(ConfigCase):
    def setUp(self):
        super().setUp()
        self.write("app.py", SLEEPS)
        self.file = self.folder / "nostall.toml"

    def test_large(self):
        with self.file.open("wb") as file:
            file.truncate(50 << 20)
        self.fails(r"^error: nostall.toml is larger than 1024 KB$")

    def test_directory(self):
        self.file.mkdir()
        self.fails(r"^error: nostall.toml is no file$")

    def test_unreadable(self):
        if os.geteuid() == 0:
            self.skipTest("root may read everything")
        self.write("nostall.toml", "").chmod(0)
        self.fails(r"^error: nostall.toml cannot be read: Permission denied$")

    def test_link_to_itself(self):
        self.file.symlink_to("nostall.toml")
        self.fails(r"^error: nostall.toml cannot be read: Too many levels of symbolic links$")

    def test_link_to_nothing(self):
        self.file.symlink_to("nowhere")
        self.fails(r"^error: nostall.toml cannot be read: No such file")

    def test_pipe(self):
        os.mkfifo(self.file)
        self.fails(r"^error: nostall.toml is no file$")

    def test_device(self):
        self.file.symlink_to("/dev/zero")
        self.fails(r"^error: nostall.toml is no file$")

    def test_deep(self):
        for piece in ["[", "{a=", "a.", "[[", "(", '"', "'''", "#\x00"]:
            with self.subTest(piece):
                self.write("nostall.toml", "a = " + piece * 200_000)
                start = time.monotonic()
                self.fails(r"^error: nostall.toml")
                self.assertLess(time.monotonic() - start, 60)

    def test_many_entries(self):
        self.write("nostall.toml", "[c]\nnonblocking = [" + ",".join(f'"f{i}"' for i in range(12_000)) + "]\n")
        self.fails("more than 10000 names")
        self.write("nostall.toml", "[c]\nnonblocking = [" + ",".join(f'"f{i}"' for i in range(9_000)) + "]\n")
        self.assertEqual(self.places("--quiet"), ["app.py:5 blocking-sleep"])

    def test_entries_for_what_python_is_made_of(self):
        """No name is so basic that speaking of it does harm."""
        names = ["builtins.*", "builtins.object", "asyncio.*", "asyncio.run", "typing.*", "a.b", "os.path.*"]
        text = "[python]\nnonblocking = [" + ",".join(f'"{name}"' for name in names) + "]\n"
        self.write("nostall.toml", text)
        self.assertEqual(self.places("--quiet"), ["app.py:5 blocking-sleep"])


class Page(ConfigCase):
    """docs/configuration.md: its examples, and that it is found."""

    def test_examples(self):
        text = PAGE.read_text()

        def replace(match):
            language, name, body = match.groups()
            if language != "text":
                self.write(name, body)
                self.named = name if not name.endswith(".toml") else self.named
                return match[0]
            ran = self.nostall("check", "--quiet", self.named)
            self.assertIn(ran.code, (0, 1), ran.err)
            return f"```text\n{ran.out}```"

        seen = BLOCK.sub(replace, text)
        if BLESS:
            PAGE.write_text(seen)
        self.assertEqual(seen, PAGE.read_text())

    def test_is_mentioned(self):
        for page in ["README.md", "docs/architecture.md"]:
            self.assertIn("configuration.md" if page == "README.md" else "`config`", (ROOT / page).read_text(), page)


if __name__ == "__main__":
    main()
