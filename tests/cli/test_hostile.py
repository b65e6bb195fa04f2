"""Programs written to exhaust the analyzer, and surroundings that break it: it ends, soon and soundly.

    test_hostile.py NOSTALL

Nothing is timed here but by the timeout of case.py: what once took time or memory by the square of
its size, or worse, would run into it.
"""

import resource
import socket
import subprocess

from case import SLEEPS, Case, environment, main, program

ALL = ("--select", "ALL", "--min-confidence", "possible", "-o", "concise")


def limit(kind, value):
    return lambda: resource.setrlimit(kind, (value, value))


class Programs(Case):
    """Each row is a project; its last word is how many findings it must have at least."""

    def check(self, files, least):
        for path, text in files.items():
            self.write(path, text)
        ran = self.nostall("check", *ALL)
        self.assertEqual(ran.err, "")
        self.assertGreaterEqual(len(ran.lines) - 1, least, ran.out[:500])

    def test_star_imports_that_meet_again(self):
        files = {"m.py": SLEEPS.replace("async def main", "def go")}
        below = "from m import *\n"
        for i in range(60):
            files[f"l{i}.py"] = files[f"r{i}.py"] = below
            below = f"from l{i} import *\nfrom r{i} import *\n"
        files["a.py"] = below + "async def main():\n    go()\n    gone()\n"
        self.check(files, 1)

    def test_star_imports_in_circles(self):
        count = 40
        files = {"m0.py": "import time\ndef go():\n    time.sleep(1)\n"}
        for i in range(1, count):
            stars = "".join(f"from m{(i + j) % count} import *\n" for j in range(count))
            files[f"m{i}.py"] = f"{stars}async def f{i}():\n    go()\n    f{i - 1}()\n    nowhere()\n"
        self.check(files, count - 1)

    def test_chains_from_every_caller(self):
        count = 3000
        calls = "".join(f"def a{i}(): a{i + 1}()\nasync def b{i}(): a{i}()\n" for i in range(count))
        self.check({"a.py": f"import time\n{calls}def a{count}(): time.sleep(1)\n"}, 5)

    def test_one_name_bound_again_and_again(self):
        count = 5000
        rows = {
            "in one function": "def f(c):\n" + "    if c:\n        x = time.sleep\n    x(1)\n" * count,
            "by globals": "".join(f"def f{i}():\n    global x\n    x = time.sleep\n    x(1)\n" for i in range(count)),
            "on the module": "".join(f"x = x or f{i}\n" for i in range(count)) + "def f():\n" + "    x(1)\n" * count,
            "on self": "class A:\n" + "".join(f"    def f{i}(self):\n        self.x = self.x\n" for i in range(count)),
            "as a property": "class A:\n    @property\n    def x(self): pass\n"
            + "    @x.setter\n    def x(self, to): pass\n" * count
            + "    def f(self):\n"
            + "        self.x\n" * count,
        }
        for name, text in rows.items():
            with self.subTest(name):
                self.check({"a.py": f"import time\n{text}async def main():\n    time.sleep(1)\n"}, 1)

    def test_one_long_line(self):
        count = 20_000
        self.check({"a.py": "import time\nasync def f(): " + "time.sleep(1); " * count + "\n"}, count)

    def test_callables_in_a_display(self):
        entries = ", ".join(f"{i}: time.sleep" for i in range(20_000))
        calls = "    d[k]()\n    d[7]()\n" * 100
        self.check({"a.py": f"import time\nd = {{{entries}}}\nasync def f(k):\n{calls}    time.sleep(1)\n"}, 1)

    def test_classes_in_diamonds(self):
        classes = "".join(f"class C{i}(C{i - 1}, C{i - 2}): pass\n" for i in range(2, 3000))
        first = "import time\nclass C0:\n    def go(self): time.sleep(1)\nclass C1(C0): pass\n"
        self.check({"a.py": f"{first}{classes}async def f(c: 'C9', d: 'C2999'):\n    c.go()\n    d.go()\n"}, 1)

    def test_types_that_mean_each_other(self):
        count = 2000
        types = "".join(f"T{i} = Union['T{(i + 1) % count}', list['T{i * 7 % count}']]\n" for i in range(count))
        uses = "".join(f"async def f{i}(t: T{i}):\n    t.go()\n    t[0].go()\n" for i in range(count))
        self.check({"a.py": f"import time\nfrom typing import Union\n{types}{uses}    time.sleep(1)\n"}, 1)

    def test_decorators_in_a_pile(self):
        pile = "def d(f):\n    def w(*a): return f(*a)\n    return w\n" + "@d\n" * 5000
        self.check({"a.py": f"import time\n{pile}def f(): pass\nasync def main():\n    f()\n    time.sleep(1)\n"}, 1)

    def test_imports_in_a_ring(self):
        count = 300
        files = {
            f"m{i}.py": f"from m{(i + 1) % count} import x, f\nasync def main():\n    f()\n    x.x.f()\n" for i in range(count)
        }
        files["sound.py"] = SLEEPS
        self.check(files, 1)

    def test_pointers_that_may_be_many_functions(self):
        count, calls, sites = 1000, 100, 2000
        types = "typedef void (*handler)(int);\nhandler signal(int, handler);\nint uv_queue_work(void *, void *, handler, handler);\n"
        functions = "unsigned sleep(unsigned);\nint puts(const char *), getpid(void);\nstatic handler hook;\n"
        body = "getpid();" * calls + 'sleep(n); puts("");'
        functions += "".join(f"static void f{i}(int n) {{ {body} }}\n" for i in range(count))
        puts = "".join(f"hook = f{i};\n" for i in range(count))
        given = "signal(10, hook);\nuv_queue_work(0, 0, hook, 0);\n" * sites
        self.check({"a.c": f"{types}{functions}int main(void) {{\n{puts}{given}}}\n", "compile_flags.txt": ""}, count)

    def test_long_names(self):
        name = "n" * 1_000_000
        self.check({"a.py": f"import time\ndef {name}():\n    time.sleep(1)\nasync def f():\n    {name}()\n"}, 1)


class Words(Case):
    def test_jobs(self):
        self.write("a.py", SLEEPS)
        for jobs in ("0", "1000"):
            self.assertEqual(self.nostall("check", "--jobs", jobs).code, 1)
        for jobs in ("-1", "4294967297", "9" * 40, "", "1e3", " 3", "+3"):
            self.assert_usage(f"--jobs: `{jobs}` is no number from 0 to 4096", "check", "--jobs", jobs)

    def test_globs_that_try_everything(self):
        self.write("a" * 200 + ".py", SLEEPS)
        for glob in ("*a" * 100 + "b", "[" * 100, "**/" * 100 + "b", "*" * 10_000 + "b"):
            self.assertEqual(self.nostall("check", "--exclude", glob).code, 1)


class Surroundings(Case):
    def setUp(self):
        super().setUp()
        self.write("a.py", SLEEPS)

    def test_names_of_all_kinds(self):
        names = ["b c.py", "q\"uo'te.py", "-dash.py", "back\\slash.py", "[glob]*?.py", "tab\t.py"]
        for name in names:
            self.write(name, SLEEPS)
            self.assertEqual(self.nostall("check", "--", name).code, 1, name)
        self.assertEqual(len(self.concise()), len(names) + 1)

    def test_socket(self):
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(self.folder / "s.py"))
            self.assertEqual(self.concise(), ["a.py:5:5: blocking-sleep"])
            ran = self.nostall("check", "s.py")
        self.assertEqual(ran.code, 2)
        self.assertRegex(ran.err, r"^error: s\.py: .*\n$")

    def test_broken_repositories(self):
        (self.folder / ".git").mkdir()
        config = "[core]\n\trepositoryformatversion = 0\n\tfsmonitor = touch ran\n"
        rows = {
            "empty": {},
            "torn": {"HEAD": "ref: refs/heads/x\n", "index": "junk", "objects/x": "", "refs/x": "", "config": ""},
            "that runs something": {"HEAD": "ref: refs/heads/x\n", "objects/x": "", "refs/x": "", "config": config},
        }
        for name, files in rows.items():
            with self.subTest(name):
                for path, text in files.items():
                    self.write(f".git/{path}", text)
                self.assertEqual(self.concise(), ["a.py:5:5: blocking-sleep"])
                self.assertFalse((self.folder / "ran").exists())
                (self.folder / ".git/index").unlink(missing_ok=True)

    def test_bare_environment(self):
        for kept in ({}, {"PATH": "/nonexistent"}):
            ran = subprocess.run(
                [program(), "check"], cwd=self.folder, env=kept, capture_output=True, text=True, check=False
            )
            self.assertEqual((ran.returncode, ran.stderr), (1, ""))

    def test_deleted_current_directory(self):
        gone = self.folder / "gone"
        gone.mkdir()
        ran = subprocess.run(
            ["sh", "-c", f"rmdir '{gone}' && exec '{program()}' check"],
            cwd=gone,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        self.assertEqual(ran.returncode, 2)
        self.assertRegex(ran.stderr, r"^error: cannot tell the current directory: .*\n$")

    def test_few_descriptors(self):
        for i in range(40):
            self.write(f"d{i}/a.py", SLEEPS)
        ran = self.nostall("check", "-o", "concise", "--jobs", 64, preexec_fn=limit(resource.RLIMIT_NOFILE, 16))
        self.assertEqual((ran.code, ran.err), (1, ""))
        self.assertEqual(sum("a.py:5:5: blocking-sleep" in line for line in ran.lines), 41)

    def test_small_stack(self):
        self.write("b.py", "x = " + "(" * 10_000 + "1" + ")" * 10_000 + "\nasync def f(): pass\n")
        self.write("c.py", "".join(f"def f{i}(): return f{i + 1}()\n" for i in range(5000)) + "async def m(): f0()\n")
        ran = self.nostall("check", *ALL, preexec_fn=limit(resource.RLIMIT_STACK, 1 << 20))
        self.assertIn("a.py:5:5: blocking-sleep", ran.out)


if __name__ == "__main__":
    main()
