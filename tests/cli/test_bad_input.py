"""Input that is broken, huge, odd, or not there: a clear message, and the other files are analysed.

    test_bad_input.py NOSTALL
"""

import os
import subprocess

from case import CLEAN, SLEEPS, Case, environment, main, program

DEEP = 10_000


class BadInput(Case):
    """Beside each odd file lies one with a finding, which must always be there."""

    def setUp(self):
        super().setUp()
        self.write("sound.py", SLEEPS)

    def check(self, *words, code=1, found=(), said=()):
        """Runs over the folder; `found` are findings besides that in sound.py, `said` lines of stderr."""
        ran = self.nostall("check", "-o", "concise", *words)
        self.assertEqual(ran.code, code, ran.err)
        places = [" ".join(line.split(" ")[:2]) for line in ran.lines if ".py:" in line]
        self.assertEqual(sorted(places), sorted([*found, "sound.py:5:5: blocking-sleep"]))
        lines = ran.err.splitlines()
        self.assertEqual(len(lines), len(said), ran.err)
        for line, want in zip(lines, said):
            self.assertRegex(line, rf"^{want}")

    # Paths

    def test_missing_path(self):
        said = ["error: missing.py: cannot be read: No such file or directory$"]
        self.check("missing.py", ".", code=2, said=said)

    def test_missing_directory(self):
        self.check("missing/deep", "sound.py", code=2, said=["error: missing/deep: cannot be read: No such"])

    def test_path_below_a_file(self):
        self.check("sound.py/x.py", "sound.py", code=2, said=["error: sound.py/x.py: cannot be read: Not a dir"])

    def test_empty_path(self):
        self.check("", "sound.py", code=2, said=["error: : cannot be read: |error: cannot be read: "])

    def test_directory_that_is_called_like_a_file(self):
        self.write("odd.py/inside.py", SLEEPS)
        self.check(found=["odd.py/inside.py:5:5: blocking-sleep"])
        self.check("odd.py", "sound.py", found=["odd.py/inside.py:5:5: blocking-sleep"])

    def test_directory_for_standard_input(self):
        (self.folder / "odd.py").mkdir()
        ran = self.nostall("check", "-", "--stdin-filename", "odd.py", "-o", "concise", stdin=SLEEPS)
        self.assertEqual((ran.code, ran.err), (1, ""))
        self.assertIn("odd.py:5:5: blocking-sleep", ran.out)

    def test_pipe(self):
        os.mkfifo(self.folder / "pipe.py")
        self.check()
        self.check("pipe.py", "sound.py", code=2, said=["error: pipe.py: is no regular file$"])

    def test_device(self):
        self.check("/dev/zero", "sound.py", code=2, said=["error: /dev/zero: is no regular file$"])

    def unreadable(self, path, said):
        (self.folder / path).chmod(0)
        self.folder.chmod(0o755)
        try:
            words = [program(), "check", "-o", "concise"]
            user = {"user": 65534} if os.geteuid() == 0 else {}
            if user and subprocess.run([program(), "version"], check=False, capture_output=True, **user).returncode:
                self.skipTest("the program cannot be run by another user")
            ran = subprocess.run(
                words, cwd=self.folder, env=environment(), capture_output=True, text=True, check=False, **user
            )
        except PermissionError:
            self.skipTest("the program cannot be run by another user")
        finally:
            (self.folder / path).chmod(0o755)
        self.assertEqual(ran.returncode, 2)
        self.assertIn("sound.py:5:5: blocking-sleep", ran.stdout)
        self.assertEqual(ran.stderr, said)

    def test_unreadable_file(self):
        self.write("secret.py", SLEEPS)
        self.unreadable("secret.py", "error: secret.py: cannot be read: Permission denied\n")

    def test_unreadable_directory(self):
        self.write("secret/a.py", SLEEPS)
        self.unreadable("secret", "error: secret: cannot be listed: Permission denied\n")

    def test_names_that_are_no_utf8(self):
        name = os.fsdecode(b"caf\xe9.py")
        self.write(name, SLEEPS)
        ran = self.nostall("check", "-o", "concise")
        self.assertIn("caf\ufffd.py:5:5: blocking-sleep", ran.out)
        self.assertIn("caf\ufffd.py", self.nostall("check", "-o", "json").out)

    def test_names_that_speak_to_the_terminal(self):
        self.write("\x1b[2J\n.py", "async def f(:\n    pass\n")
        ran = self.nostall("check")
        self.assertEqual(ran.err.count("\n"), 1)
        self.assertNotIn("\x1b", ran.err + ran.out)

    def test_symlink_loops(self):
        self.write("p/__init__.py", "")
        for name, target in (("p/self", "."), ("p/up", ".."), ("p/a", "b"), ("p/b", "a"), ("p/x.py", "x.py")):
            (self.folder / name).symlink_to(target)
        self.check()
        self.check("p/x.py", "sound.py", code=2, said=["error: p/x.py: cannot be read: Too many levels"])

    def test_dangling_symlink(self):
        (self.folder / ".#sound.py").symlink_to("someone@somewhere.1234")  # as Emacs locks files
        self.check()

    # Text

    def test_syntax_error(self):
        self.write("odd.py", "import time\n\n\nasync def f(:\n    pass\n\n\nasync def g():\n    time.sleep(1)\n")
        said = [r"warning: odd\.py:4:12: syntax error: "]
        self.check(found=["odd.py:9:5: blocking-sleep"], said=said)

    def test_many_syntax_errors(self):
        self.write("odd.py", "async def f():\n" + "    x = = 1\n" * 50)
        err = self.nostall("check").err.splitlines()
        self.assertLessEqual(len(err), 5)
        self.assertRegex(err[-1], r"\(and \d+ more\)$|too much in this file")

    def test_no_python_at_all(self):
        self.write("odd.py", "#!/bin/sh\n# await\nfor f in *; do echo \"$f\" | sed 's/async/x/'; done\n")
        self.assertRegex(self.nostall("check").err, r"^warning: odd\.py:\d+:\d+: syntax error: ")

    def test_binary(self):
        self.write("odd.py", b"async" + bytes(range(256)) * 100)
        ran = self.nostall("check", "-o", "concise")
        self.assertIn("sound.py:5:5: blocking-sleep", ran.out)
        self.assertRegex(ran.err, r"^warning: odd\.py:1:1: ")

    def test_invalid_utf8(self):
        self.write("odd.py", b"import time\n\n\nasync def f():\n    '\xff\xfe'; time.sleep(1)\n")
        said = [r"warning: odd\.py:5:6: not in the encoding of the file"]
        self.check(found=["odd.py:5:11: blocking-sleep"], said=said)

    def test_utf16(self):
        self.write("odd.py", SLEEPS.encode("utf-16"))
        ran = self.nostall("check", "-o", "concise")
        self.assertIn("sound.py:5:5: blocking-sleep", ran.out)
        self.assertRegex(ran.err, r"^warning: odd\.py:1:1: not in the encoding of the file\n")

    def test_other_encodings(self):
        text = "# -*- coding: {0} -*-\nimport time\n\n\nasync def f():\n    '{1}'; time.sleep(1)\n"
        for encoding, letters in (("latin-1", "é"), ("cp1252", "€"), ("koi8-r", "ж"), ("shift_jis", "日本")):
            with self.subTest(encoding):
                self.write("odd.py", text.format(encoding, letters).encode(encoding))
                self.check(found=[f"odd.py:6:{9 + len(letters)}: blocking-sleep"])
                self.assertIn(letters, self.nostall("check", "odd.py").out)

    def test_unknown_encoding(self):
        self.write("odd.py", "# coding: klingon\n" + SLEEPS)
        said = [r"warning: odd\.py:1:1: unknown encoding: klingon"]
        self.check(found=["odd.py:6:5: blocking-sleep"], said=said)

    def test_byte_order_mark(self):
        self.write("odd.py", b"\xef\xbb\xbf" + SLEEPS.encode())
        self.check(found=["odd.py:5:5: blocking-sleep"])
        self.write("odd.py", b"\xef\xbb\xbfasync def f():  \n    import time; time.sleep(1)\n")
        self.check(found=["odd.py:2:18: blocking-sleep"])

    def test_line_ends(self):
        for end in ("\r\n", "\r"):
            self.write("odd.py", SLEEPS.replace("\n", end))
            self.check(found=["odd.py:5:5: blocking-sleep"])
            out = self.nostall("check", "odd.py").out
            self.assertIn("5 |     time.sleep(1)\n  |     ^^^^^^^^^^^^^ ", out)
            self.assertNotIn("\r", out)

    def test_nul_bytes(self):
        self.write("odd.py", SLEEPS + "\0\nasync def g():\n    '\0'; time.sleep(1)\n")
        said = [r"warning: odd\.py:6:1: a NUL byte"]
        self.check(found=["odd.py:5:5: blocking-sleep", "odd.py:8:10: blocking-sleep"], said=said)
        ran = self.nostall("check", "odd.py")
        self.assertNotIn("\0", ran.out)
        self.assertNotIn("changed", ran.err)

    def test_columns_count_characters(self):
        source = "import time\n\n\nasync def f():\n\t'日本 e\u0301 \U0001f680'; time.sleep(1)\n"
        self.write("odd.py", source)
        self.check(found=["odd.py:5:13: blocking-sleep"])

    def test_empty_files(self):
        for name, text in (("empty.py", ""), ("blank.py", "\n \n\t\n"), ("end.py", "# async, without an end")):
            self.write(name, text)
        self.check()

    # Size and depth

    def test_50_mb(self):
        line = b"# " + b"x" * 999_997 + b"\n"
        self.write("odd.py", SLEEPS.encode() + line * 50 + b"async def g():\n    time.sleep(1)\n")
        self.assertGreater((self.folder / "odd.py").stat().st_size, 50_000_000)
        self.check(found=["odd.py:5:5: blocking-sleep", "odd.py:57:5: blocking-sleep"])

    def test_too_large(self):
        with open(self.write("odd.py", SLEEPS), "r+b") as file:
            file.truncate(100 << 20)  # a hole: takes no space
        self.check(code=2, said=[r"error: odd\.py: is larger than 64 MB and is not analysed$"])

    def test_deep_nesting(self):
        rows = {
            "brackets": "x = " + "(" * DEEP + "1" + ")" * DEEP,
            "lists": "x = " + "[" * DEEP + "]" * DEEP,
            "calls": "x = " + "f(" * DEEP + ")" * DEEP,
            "attributes": "x = a" + ".b" * DEEP,
            "subscripts": "x = a" + "[0]" * DEEP,
            "not": "x = " + "not " * DEEP + "1",
            "minus": "x = " + "-" * DEEP + "1",
            "sum": "x = " + "a + " * DEEP + "a",
            "power": "x = " + "a ** " * DEEP + "a",
            "lambda": "x = " + "lambda: " * DEEP + "1",
            "choice": "x = " + "a if b else " * DEEP + "a",
            "targets": "a = " * DEEP + "1",
            "blocks": "".join(" " * depth + "if x:\n" for depth in range(1000)) + " " * 1000 + "pass",
            "functions": "".join(" " * depth + "def f():\n" for depth in range(1000)) + " " * 1000 + "pass",
            "elif": "if x:\n    pass\n" + "elif x:\n    pass\n" * DEEP,
            "open brackets": "x = " + "(" * DEEP,
            "closed brackets": "x = " + ")" * DEEP,
            "open strings": "x = " + "f'{" * DEEP,
            "formats": "x = " + 'f"{' * 200 + '}"' * 200,
        }
        for name, text in rows.items():
            with self.subTest(name):
                self.write("odd.py", f"import time\n\n\nasync def before():\n    time.sleep(1)\n\n\n{text}\n")
                ran = self.nostall("check", "-o", "concise")
                self.assertIn("sound.py:5:5: blocking-sleep", ran.out)
                for line in ran.err.splitlines():
                    self.assertRegex(line, r"^warning: odd\.py:\d+:\d+: ")

    def test_deep_directories(self):
        path = "d/" * 100 + "a.py"
        self.write(path, SLEEPS)
        self.check(found=[f"{path}:5:5: blocking-sleep"])

    def test_100_000_functions(self):
        count = 100_000
        self.write("odd.py", "import time\n" + "async def f():\n    time.sleep(1)\n" * count)
        ran = self.nostall("check", "--statistics")
        self.assertEqual(ran.lines[0], f"{count + 1}  blocking-sleep")

    def test_100_000_functions_that_call_each_other(self):
        count = 100_000
        source = "".join(f"def f{i}():\n    f{i + 1}()\n" for i in range(count))
        last = f"import time\ndef f{count}():\n    time.sleep(1)\n"
        self.write("odd.py", f"async def main():\n    f0()\n\n\n{source}{last}")
        ran = self.nostall("check", "-o", "concise", "odd.py")
        self.assertIn(ran.code, (0, 1))

    # Programs that go in circles

    def test_import_cycle(self):
        self.write("a.py", "import b\nfrom b import *\n\n\nasync def main():\n    b.slow()\n")
        self.write("b.py", "import a\nfrom a import *\nimport time\n\n\ndef slow():\n    time.sleep(1)\n    a.main\n")
        self.check(found=["a.py:6:5: blocking-sleep"])

    def test_module_that_imports_itself(self):
        source = "import a\nfrom a import *\nfrom a import slow as other\nimport time\n\nx = a.x\n\n"
        self.write("a.py", source + "def slow():\n    time.sleep(1)\n\n\nasync def main():\n    a.a.slow()\n")
        self.check(found=["a.py:13:5: blocking-sleep"])

    def test_recursive_functions(self):
        self.write(
            "a.py",
            "import time\n\n\ndef even(n):\n    return n == 0 or odd(n - 1)\n\n\n"
            "def odd(n):\n    time.sleep(1)\n    return even(n - 1)\n\n\n"
            "def same(x):\n    return same(x)\n\n\nasync def main():\n    even(2)\n    same(1).x()\n",
        )
        self.check(found=["a.py:18:5: blocking-sleep"])

    def test_recursive_types(self):
        self.write(
            "a.py",
            "import time\nfrom typing import Union\n\nT = list['T']\nU = Union['U', T]\nx: 'x' = x\n\n\n"
            "class A(B): pass\nclass B(A): pass\nclass C(C): pass\n\n\n"
            "class Node:\n    next: 'Node'\n\n    def last(self):\n        return self.next.last()\n\n"
            "    @property\n    def me(self):\n        return self.me.me\n\n\n"
            "async def main(a: A, c: C, n: Node, t: T, u: U):\n"
            "    a.b.c()\n    c.d()\n    n.next.next.last().me.next\n    t[0][0].go()\n    u.go()\n    time.sleep(1)\n",
        )
        self.check(found=["a.py:31:5: blocking-sleep"])


class BadOutput(Case):
    """What becomes of the report when nobody can or wants to take it."""

    def setUp(self):
        super().setUp()
        self.write("a.py", SLEEPS * 2000)

    def test_full_disk(self):
        for words in (["check"], ["check", "-o", "json"], ["rule", "--all"], ["--help"], ["version"]):
            with self.subTest(words), open("/dev/full", "w", encoding="utf-8") as full:
                ran = self.nostall(*words, stdout=full)
                self.assertEqual(ran.code, 2)
                self.assertRegex(ran.err, r"^error: cannot write .*\n$")

    def test_closed_pipe(self):
        for words in (["check"], ["check", "-o", "json"]):
            with self.subTest(words):
                with subprocess.Popen(
                    [program(), *words],
                    cwd=self.folder,
                    env=environment(),
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                ) as ran:
                    ran.stdout.read(1)
                    ran.stdout.close()
                    err = ran.stderr.read().decode()
                self.assertEqual((ran.returncode, err), (1, ""))  # the findings were there

    def test_closed_output(self):
        command = f"exec '{program()}' check >&-"
        ran = subprocess.run(["sh", "-c", command], cwd=self.folder, capture_output=True, text=True, check=False)
        self.assertEqual(ran.returncode, 2)
        self.assertRegex(ran.stderr, r"^error: cannot write .*\n$")


class Changes(Case):
    def test_file_that_changes_during_the_run(self):
        # What is found in a.py is more than a pipe holds, so until we read on, the report does not
        # come to z.py; its analysis is over when the report begins. What follows z.py is more than the
        # texts that are kept from looking for fixes.
        self.write("a.py", SLEEPS * 2000)
        self.write("z.py", SLEEPS)
        for number in range(10):
            self.write(f"z{number}.py", SLEEPS)
        with subprocess.Popen(
            [program(), "check"],
            cwd=self.folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as ran:
            first = ran.stdout.read(1)
            self.write("z.py", "# Something else altogether.\n" + CLEAN)
            out, err = ran.communicate()
        self.assertEqual(ran.returncode, 1)
        self.assertEqual(err, "warning: z.py: changed while it was being analysed\n")
        self.assertIn(" --> z.py:5:5\n", first + out)
        self.assertNotIn("Something else", out)


if __name__ == "__main__":
    main()
