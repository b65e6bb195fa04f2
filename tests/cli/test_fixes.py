"""Fixes from the command line: what they write, what they say, what they leave alone."""

import os
import stat
import subprocess
import unittest

from case import CLEAN, ROOT, SLEEPS, Case, main, program

BEFORE = ROOT / "tests/golden/fixes"
OPTIONS = ("check", "--isolated", "--no-environment", "--no-cache")
FIXED = "import asyncio\nimport time\n\n\nasync def main():\n    await asyncio.sleep(1)\n"
BOTH = "import requests\n" + SLEEPS + '    requests.get("https://example.org")\n'


class Golden(Case):
    """tests/golden/fixes/NAME.py is what comes in, NAME.diff what all fixes make of it: each kind of fix in each way of
    writing. A line `# nostall-args:` holds more options."""

    def test_golden(self):
        names = sorted(path for path in BEFORE.iterdir() if path.suffix == ".py")
        self.assertGreater(len(names), 20)
        for path in names:
            with self.subTest(path.name):
                self.check(path)

    def check(self, path):
        before = path.read_bytes()
        words = before.partition(b"nostall-args:")[2].partition(b"\n")[0].decode().split()
        file = self.write(path.name, before)
        ran = subprocess.run(
            [program(), *OPTIONS, "--select", "ALL", "--unsafe-fixes", "--diff", *words, path.name],
            cwd=self.folder, capture_output=True, check=False,
        )
        self.assert_sound(ran.returncode, ran.stderr.decode())
        self.assertEqual(file.read_bytes(), before)
        want = path.with_suffix(".diff")
        if os.environ.get("ANALYZER_BLESS") == "1":
            want.write_bytes(ran.stdout)
        self.assertEqual(ran.stdout, want.read_bytes())
        self.apply(file, before, ran.stdout, words)

    def apply(self, file, before, diff, words):
        """What --fix writes is what `patch` makes of the diff."""
        self.nostall(*OPTIONS, "--select", "ALL", "--unsafe-fixes", "--fix", "--quiet", *words, file.name)
        patched = self.write("patched", before)
        if diff:
            subprocess.run(["patch", "--quiet", "--binary", "--force", patched], input=diff, check=True)
        self.assertEqual(file.read_bytes(), patched.read_bytes())


class Modes(Case):
    def check(self, *words, **more):
        return self.nostall(*OPTIONS, *words, **more)

    def test_fix(self):
        file = self.write("a.py", SLEEPS)
        ran = self.check("--fix", "a.py")
        self.assertEqual((ran.code, ran.out, ran.err), (0, "All checks passed! 1 fixed\n", ""))
        self.assertEqual(file.read_text(), FIXED)

    def test_what_is_unsafe_is_left(self):
        file = self.write("a.py", BOTH)
        ran = self.check("--fix", "-o", "concise", "a.py")
        self.assertEqual(ran.code, 1)
        self.assertIn("blocking-http `requests.get`", ran.out)
        self.assertIn("Found 1 problem in 1 of 1 file; 1 fixed.\n", ran.out)
        self.assertIn("No fixes available (1 unsafe fix with `--fix --unsafe-fixes`).\n", ran.out)
        self.assertIn("requests.get(", file.read_text())

    def test_unsafe_fixes(self):
        file = self.write("a.py", BOTH)
        shown = self.check("--unsafe-fixes", "-o", "concise", "a.py")
        self.assertIn("blocking-http [*]", shown.out)
        self.assertIn("[*] 2 fixable with `--fix`.\n", shown.out)
        self.assertEqual(file.read_text(), BOTH)
        self.assertEqual(self.check("--fix", "--unsafe-fixes", "a.py").code, 0)
        self.assertIn("await asyncio.to_thread(requests.get,", file.read_text())

    def test_diff(self):
        file = self.write("a.py", BOTH)
        ran = self.check("--diff", "a.py")
        self.assertEqual((ran.code, ran.err), (1, "Would fix 1 problem (1 more with `--unsafe-fixes`).\n"))
        self.assertIn("+    await asyncio.sleep(1)\n", ran.out)
        self.assertEqual(file.read_text(), BOTH)
        self.write("a.py", CLEAN)
        ran = self.check("--diff", "a.py")
        self.assertEqual((ran.code, ran.out), (0, ""))

    def test_fix_only(self):
        self.write("a.py", BOTH)
        ran = self.check("--fix-only", "a.py")
        self.assertEqual((ran.code, ran.out), (0, ""))
        self.assertEqual(ran.err, "Fixed 1 problem (1 more with `--unsafe-fixes`).\n")

    def test_show_fixes(self):
        self.write("a.py", SLEEPS)
        ran = self.check("--fix", "--show-fixes", "a.py")
        self.assertEqual(ran.err, "Fixed 1 problem:\n- a.py:\n    1 × blocking-sleep\n")

    def test_exit_non_zero_on_fix(self):
        self.write("a.py", SLEEPS)
        self.assertEqual(self.check("--fix", "--exit-non-zero-on-fix", "a.py").code, 1)
        self.assertEqual(self.check("--fix", "--exit-non-zero-on-fix", "a.py").code, 0)

    def test_standard_input(self):
        ran = self.check("--fix", "-o", "concise", "-", stdin=BOTH)
        fixed = BOTH.replace("time.sleep", "await asyncio.sleep")
        self.assertEqual((ran.code, ran.out), (1, "import asyncio\n" + fixed))
        self.assertIn("-:8:5: blocking-http", ran.err)
        ran = self.check("--fix", "-", stdin=CLEAN)
        self.assertEqual((ran.code, ran.out), (0, CLEAN))
        ran = self.check("--diff", "-", "--stdin-filename", "there.py", stdin=SLEEPS)
        self.assertEqual((ran.code, ran.out.splitlines()[0]), (1, "--- there.py"))

    def test_json(self):
        self.write("a.py", SLEEPS)
        ran = self.check("-o", "json", "a.py")
        self.assertIn('"applicability": "safe"', ran.out)
        self.assertIn('"content": "import asyncio\\n"', ran.out)


class Files(Case):
    def fix(self, *words):
        return self.nostall(*OPTIONS, "--fix", *words)

    def test_mode_is_kept(self):
        file = self.write("a.py", SLEEPS)
        file.chmod(0o755)
        self.fix("a.py")
        self.assertEqual(file.read_text(), FIXED)
        self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o755)

    def test_encoding_is_kept(self):
        head = "# coding: latin-1\nimport asyncio\n"
        text = head + "import time\n\n\nasync def main():\n    caf\xe9 = '\xfc'; time.sleep(1)  # \xe4\n    return caf\xe9\n"
        file = self.write("a.py", text.encode("latin-1"))
        self.assertEqual(self.fix("a.py").code, 0)
        self.assertEqual(file.read_bytes(), text.replace("time.sleep", "await asyncio.sleep").encode("latin-1"))

    def test_links_lead_to_the_file(self):
        file = self.write("real/a.py", SLEEPS)
        (self.folder / "link.py").symlink_to(file)
        self.assertEqual(self.fix("link.py").code, 0)
        self.assertTrue((self.folder / "link.py").is_symlink())
        self.assertEqual(file.read_text(), FIXED)

    def test_one_file_by_two_names(self):
        file = self.write("a.py", SLEEPS)
        (self.folder / "link.py").symlink_to(file)
        ran = self.fix("a.py", "link.py")
        self.assertEqual((ran.code, ran.err), (0, ""))
        self.assertEqual(file.read_text(), FIXED)

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_a_folder_that_may_not_be_written(self):
        file = self.write("closed/a.py", SLEEPS)
        file.parent.chmod(0o555)
        self.addCleanup(file.parent.chmod, 0o755)
        ran = self.fix("closed/a.py")
        self.assertEqual(ran.code, 2)
        self.assertIn("closed/a.py", ran.err)
        self.assertEqual(file.read_text(), SLEEPS)

    def test_several_files_and_rounds(self):
        """What one fix changes in a file, the fix of another file does not see."""
        self.write("a.py", "async def one():\n    pass\n\n\nasync def two():\n    one()\n")
        self.write("b.py", "import a\n\n\nasync def three():\n    print(a.one().real)\n    a.two()\n")
        ran = self.fix("--show-fixes", ".")
        self.assertEqual(ran.code, 0)
        self.assertIn("Fixed 3 problems:\n- a.py:\n    1 × missing-await\n- b.py:\n", ran.err)

    def test_nested_fixes_come_one_after_the_other(self):
        file = self.write("a.py", "async def one(x=0):\n    pass\n\n\nasync def two():\n    one(one() + 1)\n")
        self.assertEqual(self.fix("a.py").code, 0)
        self.assertIn("    await one(await one() + 1)\n", file.read_text())

    def test_what_is_suppressed_is_left(self):
        text = SLEEPS.replace("(1)", "(1)  # nostall: ignore[blocking-sleep]")
        file = self.write("a.py", text)
        self.assertEqual(self.fix("a.py").code, 0)
        self.assertEqual(file.read_text(), text)
        self.assertEqual(self.fix("-o", "sarif", "a.py").code, 0)
        self.assertEqual(file.read_text(), text)

    def test_what_is_not_selected_is_left(self):
        file = self.write("a.py", SLEEPS)
        self.assertEqual(self.fix("--select", "await", "a.py").code, 0)
        self.assertEqual(file.read_text(), SLEEPS)

    def test_broken_source_is_left(self):
        text = SLEEPS + "    x = (\n"
        file = self.write("a.py", text)
        self.fix("a.py")
        self.assertEqual(file.read_text(), text)


if __name__ == "__main__":
    main()
