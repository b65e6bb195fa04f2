"""What is kept between runs: where, for whom, and that nothing that happens to it changes a result.

    test_cache.py NOSTALL
"""

import json
import os
import random
import re
import shutil
import stat
import subprocess
import time
import unittest

from case import CLEAN, ROOT, SLEEPS, Case, main, program

FOLDER = ".nostall_cache"
FOUND = ["a.py:5:5: blocking-sleep"]
SETTLED_S = 0.08  # younger files are not known by their stamps
ACME = "import acme\n\n\nasync def main():\n    acme.wait()\n"
WAITS = "import time\n\n\ndef wait():\n    time.sleep(1)\n"
RETURNS = "import time\n\n\ndef wait():\n    time.time()\n"


class CacheCase(Case):
    def setUp(self):
        super().setUp()
        self.write("p/pyproject.toml", "")
        self.write("p/a.py", SLEEPS)
        self.project = self.folder / "p"
        self.cache = self.project / FOLDER

    def check(self, *words, **more):
        env = {"NOSTALL_NO_CACHE": "", **more.pop("env", {})}
        return self.nostall("check", *words, cwd=more.pop("cwd", self.project), env=env, **more)

    def found(self, *words, **more):
        ran = self.check("-o", "concise", "--quiet", *words, **more)
        return [" ".join(line.split(" ")[:2]) for line in ran.lines]

    def is_recalled(self, *words, **more):
        """Whether a run takes what it tells from an earlier one."""
        return re.search("findings of an earlier run|\"is_recalled\":true", self.check("--profile", *words, **more).err) is not None

    def settle(self):
        time.sleep(SETTLED_S)


class Where(CacheCase):
    def test_in_the_project(self):
        self.check(".")
        names = sorted(path.name for path in self.cache.iterdir() if not path.name.startswith(("result-", "list-", "seal")))
        self.assertEqual(names, [".gitignore", "CACHEDIR.TAG", "lock", "summaries"])
        self.assertTrue((self.cache / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n"))
        self.assertIn("\n*\n", (self.cache / ".gitignore").read_text())

    def test_whatever_is_asked_for(self):
        self.write("p/pkg/deep/b.py", CLEAN)
        self.check("pkg/deep/b.py")
        self.check("b.py", cwd=self.project / "pkg/deep")
        self.assertTrue(self.cache.exists())
        self.assertEqual([path.parent for path in self.folder.rglob(FOLDER)], [self.project])

    def test_not_where_there_is_no_project(self):
        self.write("alone/a.py", SLEEPS)
        self.check(".", cwd=self.folder / "alone")
        self.assertEqual(list(self.folder.rglob(FOLDER)), [])

    def test_options_and_variables(self):
        self.check(".", "--no-cache")
        self.check(".", env={"NOSTALL_NO_CACHE": "1"})
        self.assertFalse(self.cache.exists())
        self.check(".", "--cache-dir", "one/deep")
        self.check(".", env={"NOSTALL_CACHE_DIR": str(self.folder / "two")})
        self.assertTrue((self.project / "one/deep/summaries").exists())
        self.assertTrue((self.folder / "two/summaries").exists())
        self.assertFalse(self.cache.exists())

    def test_git_does_not_see_it(self):
        subprocess.run(["git", "init", "-q", "."], cwd=self.project, check=True)
        self.check(".")
        seen = subprocess.run(["git", "status", "--porcelain", "-uall"], cwd=self.project, capture_output=True, text=True, check=True)
        self.assertNotIn(FOLDER, seen.stdout)

    def test_text_on_stdin_leaves_nothing(self):
        self.check("-", "--stdin-filename", "a.py", stdin=CLEAN)
        self.assertFalse(self.cache.exists())
        self.check(".")
        before = {path.name: path.stat().st_mtime_ns for path in self.cache.iterdir()}
        self.assertEqual(self.check("-", "--stdin-filename", "a.py", stdin=CLEAN).code, 0)
        self.assertEqual({path.name: path.stat().st_mtime_ns for path in self.cache.iterdir()}, before)
        self.assertEqual(self.found("."), FOUND)

    def test_clean(self):
        self.check(".")
        ran = self.nostall("clean", cwd=self.project)
        self.assertEqual((ran.code, ran.out), (0, f"Removed {self.cache}.\n"))
        self.assertFalse(self.cache.exists())
        self.assertEqual(self.nostall("clean", "a.py", cwd=self.project).out, "There is no cache to remove.\n")
        self.check(".", "--cache-dir", "kept")
        self.nostall("clean", "--cache-dir", "kept", cwd=self.project)
        self.assertFalse((self.project / "kept").exists())
        self.assert_usage("nowhere cannot be read", "clean", "nowhere")

    def test_clean_takes_only_what_is_ours(self):
        self.check(".")
        self.write(f"p/{FOLDER}/precious", "")
        self.assertEqual(self.nostall("clean", cwd=self.project).code, 0)
        self.assertEqual([path.name for path in self.cache.iterdir()], ["precious"])


class Unusable(CacheCase):
    """Where nothing can be kept, everything goes on without."""

    def test_a_folder_with_other_files(self):
        self.write("p/src/b.py", CLEAN)
        ran = self.check(".", "--cache-dir", "src")
        self.assertEqual(ran.code, 1)
        self.assertEqual(ran.err, "warning: src: holds other files and is not used for the cache\n")
        self.assertEqual([path.name for path in (self.project / "src").iterdir()], ["b.py"])
        self.assertEqual(self.nostall("clean", "--cache-dir", "src", cwd=self.project).code, 2)
        self.assertTrue((self.project / "src/b.py").exists())

    def test_a_link_to_elsewhere(self):
        (self.folder / "elsewhere").mkdir()
        self.cache.symlink_to(self.folder / "elsewhere")
        ran = self.check(".")
        self.assertEqual(ran.code, 1)
        self.assertIn("cannot be used for the cache", ran.err)
        self.assertEqual(list((self.folder / "elsewhere").iterdir()), [])

    def test_a_file(self):
        self.write(f"p/{FOLDER}", "text")
        self.assertEqual(self.check(".").code, 1)
        self.assertEqual(self.cache.read_text(), "text")

    @unittest.skipIf(os.geteuid() == 0, "root may write anywhere")
    def test_a_folder_that_may_not_be_written(self):
        self.project.chmod(stat.S_IRUSR | stat.S_IXUSR)
        ran = self.check(".")
        self.project.chmod(stat.S_IRWXU)
        self.assertEqual((ran.code, ran.err), (1, ""))
        self.assertIn("not kept", self.check(".", "-v").err)

    def test_a_disk_that_is_full(self):
        # No more than 1 KB may be written to any file.
        words = [program(), "check", ".", "--quiet", "-o", "concise"]
        env = {**os.environ, "NOSTALL_NO_CACHE": ""}
        ran = subprocess.run(["sh", "-c", 'ulimit -f 1; trap "" XFSZ; exec "$@"', "sh", *words], cwd=self.project, env=env,
                             capture_output=True, text=True, check=False)
        self.assertEqual((ran.returncode, ran.stderr), (1, ""))
        self.assertIn("blocking-sleep", ran.stdout)
        self.assertEqual(self.found("."), FOUND)
        self.assertEqual([path.name for path in self.cache.iterdir() if path.name.endswith(".new")], [])

    def test_one_that_git_tracks(self):
        self.check(".")
        git = lambda *words: subprocess.run(["git", "-C", self.project, *words], check=True, capture_output=True)
        git("init", "-q")
        git("add", "-f", f"{FOLDER}/summaries")
        ran = self.check(".")
        self.assertEqual(ran.code, 1)
        self.assertIn("is part of the repository", ran.err)


class Change(CacheCase):
    """Nothing that is known of a file outlives it."""

    def test_an_unchanged_project_is_recalled(self):
        self.settle()
        self.assertFalse(self.is_recalled("."))
        self.assertTrue(self.is_recalled("."))
        self.assertTrue(self.is_recalled(".", "--jobs", "4"))
        self.assertTrue(self.is_recalled(".", "-o", "json"))
        self.assertFalse(self.is_recalled(".", "--no-cache"))

    def test_a_file_that_was_touched(self):
        self.settle()
        self.found(".")
        os.utime(self.project / "a.py")
        self.assertTrue(self.is_recalled("."))

    def test_a_change_in_the_same_moment(self):
        file = self.project / "a.py"
        for wait in range(20):
            file.write_text(SLEEPS if wait % 2 else SLEEPS.replace("sleep", "ctime"))
            self.assertEqual(self.found("."), FOUND if wait % 2 else [])

    def test_a_change_that_hides(self):
        """Size and time of modification as before; what changed them shows all the same."""
        file = self.project / "a.py"
        os.utime(file, ns=(10**18, 10**18))
        self.settle()
        self.assertEqual(self.found("."), FOUND)
        self.assertEqual(self.found("."), FOUND)
        file.write_text(SLEEPS.replace("sleep", "ctime"))
        os.utime(file, ns=(10**18, 10**18))
        self.assertEqual(self.found("."), [])

    def test_a_file_in_anothers_place(self):
        self.write("p/b.py", SLEEPS.replace("sleep", "ctime"))
        self.settle()
        self.assertEqual(self.found("."), FOUND)
        (self.project / "b.py").rename(self.project / "a.py")
        self.assertEqual(self.found("."), [])

    def test_a_file_that_is_no_longer_listed(self):
        self.settle()
        self.found(".")
        self.assertEqual(self.found(".", "--exclude", "a.py"), [])
        self.assertEqual(self.found("."), FOUND)

    def test_options(self):
        self.write("p/b.py", SLEEPS)
        self.settle()
        self.assertEqual(len(self.found(".")), 2)
        self.assertEqual(self.found("a.py"), FOUND)
        self.assertEqual(self.found(".", "--ignore", "blocking-sleep"), [])
        self.assertEqual(len(self.found(".")), 2)
        self.write("p/nostall.toml", 'ignore = ["blocking-sleep"]\n')
        self.assertEqual(self.found("."), [])
        self.write("p/nostall.toml", '[per-file-ignores]\n"b.py" = ["blocking-sleep"]\n')
        self.assertEqual(self.found("."), FOUND)

    def test_what_a_project_knows(self):
        self.write("p/a.py", ACME)
        self.settle()
        self.assertEqual(self.found("."), [])
        self.write("p/nostall.toml", '[[python.blocking]]\nname = "acme.wait"\nkind = "network"\n')
        self.assertEqual(len(self.found(".")), 1)
        self.assertEqual(len(self.found(".")), 1)
        self.write("p/nostall.toml", '[[python.blocking]]\nname = "acme.wake"\nkind = "network"\n')
        self.assertEqual(self.found("."), [])

    def test_installed_packages(self):
        self.write("p/a.py", ACME)
        self.write("p/.venv/pyvenv.cfg", "home = /usr/bin\n")
        installed = "p/.venv/lib/python3.12/site-packages"
        self.write(f"{installed}/acme.py", WAITS)
        self.settle()
        self.assertEqual(len(self.found(".")), 1)
        self.assertTrue(self.is_recalled("."))
        self.write(f"{installed}/acme.py", RETURNS)
        self.assertEqual(self.found("."), [])
        self.settle()
        self.assertEqual(self.found("."), [])
        self.assertTrue(self.is_recalled("."))
        (self.folder / installed / "acme.py").unlink()
        self.write(f"{installed}/acme/__init__.py", WAITS)
        self.assertEqual(len(self.found(".")), 1)
        self.assertEqual(self.found(".", "--no-environment"), [])

    def test_notes_are_recalled_too(self):
        self.write("p/b.py", "async def f(:\n    pass\n")
        self.settle()
        first = self.check(".")
        self.assertIn("syntax error", first.err)
        again = self.check(".")
        self.assertEqual((again.out, again.err), (first.out, first.err))
        self.assertTrue(self.is_recalled("."))

    def test_not_many_results_are_kept(self):
        for number in range(20):
            self.write(f"p/f{number}.py", CLEAN)
            self.check(f"f{number}.py")
        results = [path for path in self.cache.iterdir() if path.name.startswith("result-")]
        self.assertLess(len(results), 10)

    def test_shared_by_check_outs(self):
        """A cache that comes from another machine serves for its contents."""
        self.settle()
        self.check(".")
        other = self.folder / "q"
        shutil.copytree(self.project, other, copy_function=shutil.copyfile)
        self.settle()
        ran = self.check(".", "-v", cwd=other)
        self.assertEqual(ran.code, 1)
        self.assertIn("cache: loaded=1 parsed=0", ran.err)


CALLS = "from b import wait\n\n\nasync def main():\n    wait()\n    wait()  # noqa: ASYNC251\n"
DEEP = "import time\n\n\ndef wait():\n    \"\"\"Waits.\"\"\"\n    time.sleep(1)\n"


class Moved(CacheCase):
    """Files that say the same in other places: what was found moves with them, and nothing is linked."""

    def setUp(self):
        super().setUp()
        self.write("p/a.py", CALLS)
        self.write("p/b.py", DEEP)
        self.write("p/c.py", "def other():\n    return 1\n")
        self.settle()
        self.found(".")

    def same(self, name, text, is_recalled):
        """Writes a file; what is told is what a run without a cache tells."""
        self.write(f"p/{name}", text)
        self.settle()
        was_recalled = self.is_recalled(".", "--output-format", "json")
        for words in (["-o", "json"], ["-o", "full", "--statistics"], ["-o", "json", "--show-suppressed"]):
            ran, wanted = self.check(".", *words), self.check(".", *words, "--no-cache")
            self.assertEqual((ran.code, ran.out, ran.err), (wanted.code, wanted.out, wanted.err), (name, words))
        self.assertEqual(was_recalled, is_recalled, name)

    def test_where_the_call_stands(self):
        self.same("a.py", "# first\n\n" + CALLS, True)
        self.assertEqual(self.found("."), ["a.py:7:5: blocking-sleep"])
        self.same("a.py", CALLS.replace("main():\n", "main():  # why\n\n    # and why not\n"), True)
        self.same("a.py", CALLS.replace("wait()\n", "wait(  )\n"), True)
        self.same("a.py", CALLS + "\n# last\n", True)
        self.same("a.py", CALLS.replace("\n", "\r\n"), True)
        self.same("a.py", CALLS, True)

    def test_where_the_chain_goes(self):
        self.same("b.py", DEEP.replace("Waits.", "Waits for a second,\n\n    or so."), True)
        self.same("b.py", DEEP.replace("import time\n", "import time  # for sleep()\n\n"), True)
        self.same("b.py", DEEP, True)

    def test_several_at_once(self):
        self.write("p/a.py", "# more\n" + CALLS)
        self.write("p/c.py", "# more\ndef other():\n    return 1\n")
        self.same("b.py", "# more\n" + DEEP, True)

    def test_facts(self):
        self.same("a.py", CALLS.replace("    wait()\n", "    wait()\n    wait()\n"), False)
        self.same("b.py", DEEP.replace("sleep", "ctime"), False)
        self.same("b.py", DEEP.replace("sleep(1)", "sleep(2)"), False)
        self.same("b.py", DEEP.replace("wait", "wart"), False)

    def test_comments_that_silence(self):
        self.same("a.py", "# more\n" + CALLS, True)
        self.same("a.py", CALLS.replace("  # noqa: ASYNC251", ""), False)
        self.same("a.py", CALLS.replace("wait()\n", "wait()  # noqa: ASYNC251\n"), False)
        self.same("b.py", DEEP.replace("sleep(1)", "sleep(1)  # noqa"), False)

    def test_a_comment_that_moves_to_another_line(self):
        """The same comments and calls, in another order or on other lines."""
        first = CALLS.replace("    wait()  # noqa: ASYNC251", "    # nostall: ignore[blocking-sleep]\n    wait()")
        self.same("a.py", first, False)
        self.same("a.py", first.replace("ignore[blocking-sleep]\n", "ignore[blocking-sleep]\n    # for now\n"), True)
        self.same("a.py", first.replace("ignore[blocking-sleep]\n    wait()", "ignore[blocking-sleep]\n\n    wait()"), True)
        swapped = CALLS.replace("    wait()\n", "    wait()  # noqa: ASYNC251\n", 1).replace("ASYNC251\n    wait()  # noqa: ASYNC251", "ASYNC251\n    wait()")
        self.same("a.py", swapped, False)
        self.assertEqual(self.found("."), ["a.py:6:5: blocking-sleep"])
        self.same("a.py", CALLS, False)
        self.same("a.py", CALLS.replace("    wait()\n    wait()", "    wait(); wait()"), False)

    def test_parentheses_that_change_the_order(self):
        """Without them the outer call begins where the inner one does, and is told behind it."""
        self.write("p/b.py", DEEP + "    return K()\n\n\nclass K:\n    def go(self):\n        time.sleep(1)\n")
        calls = CALLS.replace("    wait()  # noqa: ASYNC251\n", "")
        self.same("a.py", calls.replace("    wait()\n", "    (wait()).go()\n"), False)
        self.assertEqual([each.split(" ")[0] for each in self.found(".")], ["a.py:5:5:", "a.py:5:6:"])
        self.same("a.py", calls.replace("    wait()\n", "    (wait() ) . go()\n"), True)
        self.same("a.py", calls.replace("    wait()\n", "    wait().go()\n"), False)

    def test_a_fix(self):
        """Fixes depend on the text, and are made again."""
        self.same("a.py", SLEEPS, False)
        self.same("a.py", "# more\n" + SLEEPS, True)
        self.same("a.py", SLEEPS.replace("sleep(1)", "sleep(  # why\n        1)"), True)
        self.same("a.py", SLEEPS.replace("(1)", "(\n        1,\n    )"), True)
        self.same("a.py", SLEEPS.replace("    time", "\ttime"), True)
        self.same("c.py", "# more\ndef other():\n    return 1\n", True)
        self.assertIn('"fix": {', self.check(".", "-o", "json").out)

    def test_what_did_not_matter(self):
        self.same("c.py", "def another():\n    return 2\n", True)
        self.same("c.py", "# an async world\ndef other():\n    return 1\n", False)

    def test_problems(self):
        self.same("c.py", "async def other(:\n    return 1\n", False)
        self.same("c.py", "# more\nasync def other(:\n    return 1\n", False)

    def test_a_cache_that_is_not_whole(self):
        self.same("a.py", "# one\n" + CALLS, True)
        (self.cache / "summaries").unlink()
        self.same("a.py", "# one\n# two\n" + CALLS, False)


class Profile(CacheCase):
    def test_profile(self):
        ran = self.check(".", "--profile")
        self.assertEqual((ran.code, ran.out), (1, self.check(".", "--no-cache").out))
        lines = [line.split() for line in ran.err.splitlines()]
        names = [line[0] for line in lines]
        self.assertEqual(lines[0], ["phase", "CPU", "ms", "wall", "ms"])
        for phase in ("start", "discovery", "reading", "prefilter", "parse", "facts", "link", "rules", "report", "all"):
            self.assertIn(phase, names)
        spent = {line[0]: float(line[1]) for line in lines[1 : names.index("all") + 1]}
        parts = sum(each for name, each in spent.items() if name != "all")
        self.assertAlmostEqual(parts, spent["all"], delta=0.01 * len(spent))
        self.assertIn("files: 1 found, 1 parsed (0.0 MB), 0 from the cache\n", ran.err)

    def test_profile_for_programs(self):
        self.settle()
        for is_recalled in (False, True):
            profile = json.loads(self.check(".", "--profile", "-o", "json").err)
            self.assertEqual(profile["is_recalled"], is_recalled)
            self.assertEqual(profile["files_found"], 1)
            self.assertGreater(profile["phases"]["discovery"]["cpu_ns"], 0)
            self.assertGreater(profile["peak_bytes"], 10**6)


class Damage(CacheCase):
    """A broken cache is dropped with a note, and what is found is what would be found without."""

    def setUp(self):
        super().setUp()
        shutil.copytree(ROOT / "fixtures/transitive", self.project / "transitive")
        self.settle()
        self.words = [".", "--no-environment", "-o", "json"]
        self.wanted = self.check(*self.words, "--no-cache").out
        self.check(*self.words)
        self.store = self.cache / "summaries"
        self.result = next(path for path in self.cache.iterdir() if path.name.startswith("result-"))
        self.random = random.Random(7)

    def holds(self, file, damaged, is_noted):
        whole = file.read_bytes()
        file.write_bytes(damaged)
        if file == self.store:
            self.result.rename(self.result.with_name("aside"))
        ran = self.check(*self.words)
        self.assertEqual(ran.out, self.wanted)
        if is_noted:
            self.assertIn("the cache is damaged and is made anew", ran.err)
        again = self.check(*self.words)
        self.assertEqual((again.out, again.err.count("damaged")), (self.wanted, 0))
        file.write_bytes(whole)
        if file == self.store:
            self.result.with_name("aside").rename(self.result)

    def test_cut_off(self):
        for file in (self.store, self.result):
            whole = file.read_bytes()
            for size in [0, 1, 7, 8, 39, 40, 41, 64, 100, *(self.random.randrange(len(whole)) for _ in range(10))]:
                with self.subTest(file=file.name, size=size):
                    self.holds(file, whole[:size], is_noted=file == self.store or size > 0)

    def test_bits(self):
        for file in (self.store, self.result):
            whole = bytearray(file.read_bytes())
            for _ in range(30):
                at, bit = self.random.randrange(len(whole)), 1 << self.random.randrange(8)
                whole[at] ^= bit
                with self.subTest(file=file.name, at=at, bit=bit):
                    self.holds(file, bytes(whole), is_noted=False)
                whole[at] ^= bit

    def test_noise(self):
        for file in (self.store, self.result):
            for size in (10, 1000, 100000):
                self.holds(file, self.random.randbytes(size), is_noted=True)

    def test_a_folder_in_its_place(self):
        self.store.unlink()
        self.store.mkdir()
        self.result.unlink()
        self.assertEqual(self.check(*self.words).out, self.wanted)

    def test_a_pipe_in_its_place(self):
        self.store.unlink()
        os.mkfifo(self.store)
        self.result.unlink()
        self.assertEqual(self.check(*self.words).out, self.wanted)


class Together(CacheCase):
    def test_many_at_once(self):
        """Runs that read and write one cache while the project changes; each finds what it should."""
        shutil.copytree(ROOT / "fixtures/transitive", self.project / "transitive")
        wanted = self.check(".", "--no-cache", "-o", "json", "--no-environment").out
        command = [program(), "check", ".", "-o", "json", "--no-environment", "--quiet"]
        env = {**os.environ, "NOSTALL_NO_CACHE": ""}
        files = sorted(self.project.rglob("*.py"))
        for number in range(4):
            runs = [subprocess.Popen(command, cwd=self.project, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                    for _ in range(8)]
            for file in files[number::7]:
                os.utime(file)
            if number == 2:
                shutil.rmtree(self.cache, ignore_errors=True)
            for run in runs:
                out, err = run.communicate(timeout=300)
                self.assertEqual((out.decode(), err.decode()), (wanted, ""))

    def test_a_run_that_is_killed(self):
        shutil.copytree(ROOT / "fixtures/transitive", self.project / "transitive")
        wanted = self.check(".", "--no-cache", "-o", "json", "--no-environment").out
        for number in range(20):
            run = subprocess.Popen([program(), "check", ".", "--no-environment"], cwd=self.project, stdout=subprocess.DEVNULL,
                                   env={**os.environ, "NOSTALL_NO_CACHE": ""})
            time.sleep(number * 0.004)
            run.kill()
            run.wait()
            os.utime(self.project / "a.py")
        ran = self.check(".", "-o", "json", "--no-environment")
        self.assertEqual((ran.out, ran.err), (wanted, ""))


if __name__ == "__main__":
    main()
