"""--changed and --staged: what touches changes in git. --show-files and --show-settings.

    test_changes.py NOSTALL
"""

import os
import subprocess

from case import CLEAN, SLEEPS, Case, main

HELPER = "import time\n\n\ndef wait():\n    pass\n\n\ndef other():\n    pass\n"
CALLS = "import helper\n\n\nasync def main():\n    helper.wait()\n"


class Repository(Case):
    def setUp(self):
        super().setUp()
        self.git("init", "-q", "-b", "main")
        self.write("old.py", SLEEPS)
        self.write("helper.py", HELPER)
        self.write("app.py", CALLS)
        self.commit()

    def git(self, *words, cwd=None):
        settings = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        return subprocess.run(
            ["git", *settings, *words], cwd=cwd or self.folder, check=True, capture_output=True, text=True, env=clean
        ).stdout.strip()

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-qm", "x")

    def places(self, *words, **more):
        ran = self.nostall("check", "-o", "concise", "--quiet", *words, **more)
        self.assertIn(ran.code, (0, 1), ran.err)
        return [line.split(": ")[0].rsplit(":", 1)[0] for line in ran.lines]

    def fails(self, said, *words, **more):
        ran = self.nostall("check", *words, **more)
        self.assertEqual((ran.code, ran.out), (2, ""), ran.err)
        self.assertRegex(ran.err, said)


class Changed(Repository):
    def test_changed(self):
        self.assertEqual(self.places(), ["old.py:5"])
        self.assertEqual(self.places("--changed"), [])
        ran = self.nostall("check", "--changed")
        self.assertEqual((ran.code, ran.out), (0, "All checks passed! (1 in unchanged code)\n"))
        self.write("old.py", SLEEPS + "    time.sleep(2)\n")
        self.assertEqual(self.places("--changed"), ["old.py:6"])

    def test_lines_that_move_did_not_change(self):
        self.write("old.py", "# one\n# two\n" + SLEEPS)
        self.assertEqual(self.places(), ["old.py:7"])
        self.assertEqual(self.places("--changed"), [])

    def test_what_is_behind_a_line_that_went_did_change(self):
        self.write("old.py", SLEEPS.replace("    time", "    # nostall: ignore\n    time"))
        self.commit()
        self.write("old.py", SLEEPS)
        self.assertEqual(self.places("--changed"), ["old.py:5"])

    def test_files_that_nobody_tracks(self):
        self.write("new.py", SLEEPS)
        self.write("a folder/with \"quotes\" and é.py", SLEEPS)
        self.assertEqual(self.places("--changed"), ["a folder/with \"quotes\" and é.py:5", "new.py:5"])
        self.write(".gitignore", "new.py\n")
        self.assertEqual(len(self.places("--changed")), 1)

    def test_odd_names(self):
        names = ["sp ace.py", 'quo"te.py', "tab\tin.py", "back\\slash.py", "umläut.py", "+++ b.py", "dev/null.py"]
        for name in names:
            self.write(name, CLEAN + "\n\ntime = 1\n")
        self.commit()
        for name in names:
            self.write(name, CLEAN + "\n\nimport time\n\n\nasync def f():\n    time.sleep(1)\n")
        self.assertEqual(len(self.places("--changed")), len(names))

    def test_what_looks_like_a_header_is_none(self):
        self.write("text.txt", "a\n" * 5)
        self.commit()
        self.write("text.txt", "a\n++ b/old.py\n@@ -1,9 +1,9 @@\na\na\n-- x\n")
        self.assertEqual(self.places("--changed"), [])

    def test_revision(self):
        base = self.git("rev-parse", "HEAD")
        self.write("old.py", SLEEPS + "    time.sleep(2)\n")
        self.commit()
        self.assertEqual(self.places("--changed"), [])
        self.assertEqual(self.places(f"--changed={base}"), ["old.py:6"])
        self.assertEqual(self.places("--changed=HEAD~1"), ["old.py:6"])

    def test_from_where_they_parted(self):
        self.git("checkout", "-qb", "topic")
        self.write("topic.py", SLEEPS)
        self.commit()
        self.git("checkout", "-q", "main")
        self.write("old.py", SLEEPS.replace("sleep(1)", "sleep(3)"))
        self.commit()
        self.git("checkout", "-q", "topic")
        self.assertEqual(self.places("--changed=main"), ["topic.py:5"])

    def test_renamed(self):
        self.write("big.py", SLEEPS + "\n\n" + "\n".join(f"X{i} = {i}" for i in range(40)) + "\n")
        self.commit()
        self.git("mv", "big.py", "moved.py")
        self.assertEqual(self.places("--changed"), [])
        self.write("moved.py", (self.folder / "moved.py").read_text() + "\nasync def f():\n    time.sleep(2)\n")
        self.assertEqual(self.places("--changed"), ["moved.py:50"])

    def test_below_and_beside(self):
        self.write("sub/new.py", SLEEPS)
        self.assertEqual(self.places("--changed", cwd=self.folder / "sub"), ["new.py:5"])
        self.write("old.py", SLEEPS + "    time.sleep(2)\n")
        self.assertEqual(self.places("--changed", "sub"), ["sub/new.py:5"])
        self.assertEqual(self.places("--changed", str(self.folder), cwd="/"), [f"{self.folder}/old.py:6".lstrip("/"),
                                                                            f"{self.folder}/sub/new.py:5".lstrip("/")])  # fmt: skip

    def test_another_work_tree(self):
        tree = self.folder / "tree"
        self.git("worktree", "add", "-q", str(tree), "-b", "second")
        (tree / "new.py").write_text(SLEEPS)
        self.assertEqual(self.places("--changed", cwd=tree), ["new.py:5"])

    def test_settings_of_the_person_change_nothing(self):
        for name, value in [("diff.noprefix", "true"), ("diff.mnemonicPrefix", "true"), ("diff.external", "false"),
                            ("color.ui", "always"), ("diff.context", "9"), ("diff.interHunkContext", "50"),
                            ("diff.relative", "true"), ("core.quotePath", "true"), ("diff.renames", "false")]:  # fmt: skip
            self.git("config", name, value)
        self.write("old.py", SLEEPS + "    time.sleep(2)\n")
        self.assertEqual(self.places("--changed"), ["old.py:6"])

    def test_no_commit_yet(self):
        self.write("fresh/new.py", SLEEPS)
        self.git("init", "-q", "fresh")
        self.assertEqual(self.places("--changed", cwd=self.folder / "fresh"), ["new.py:5"])
        self.assertEqual(self.places("--staged", cwd=self.folder / "fresh"), [])
        self.git("add", "-A", cwd=self.folder / "fresh")
        self.assertEqual(self.places("--staged", cwd=self.folder / "fresh"), ["new.py:5"])

    def test_fixes_follow_their_lines(self):
        """The import that comes in moves what stood above the change to where the change was."""
        self.write("old.py", SLEEPS + "    time.sleep(2)\n")
        after = SLEEPS.replace("import time", "import asyncio\nimport time") + "    await asyncio.sleep(2)\n"
        for scope in ("chain", "primary"):
            self.write("old.py", SLEEPS + "    time.sleep(2)\n")
            for _ in range(2):  # the second run finds nothing more
                self.nostall("check", "--changed", "--changed-scope", scope, "--fix")
                self.assertEqual((self.folder / "old.py").read_text(), after)
            self.assertEqual(self.places("--changed", "--changed-scope", scope), [])

    def test_fixes_of_what_is_staged(self):
        self.write("old.py", SLEEPS + "    time.sleep(2)\n")
        self.write("other.py", SLEEPS)
        self.git("add", "old.py")
        self.nostall("check", "--staged", "--fix")
        self.assertIn("time.sleep(1)\n    await asyncio.sleep(2)", (self.folder / "old.py").read_text())
        self.assertEqual((self.folder / "other.py").read_text(), SLEEPS)

    def test_with_a_baseline(self):
        self.nostall("baseline", "create")
        self.write("old.py", SLEEPS + "    time.sleep(2)\n")
        self.assertEqual(self.places("--changed"), ["old.py:6"])


class Staged(Repository):
    def test_staged(self):
        self.write("old.py", SLEEPS + "    time.sleep(2)\n")
        self.write("new.py", SLEEPS)
        self.assertEqual(self.places("--staged"), [])
        self.git("add", "new.py")
        self.assertEqual(self.places("--staged"), ["new.py:5"])
        self.git("add", "old.py")
        self.assertEqual(self.places("--staged"), ["new.py:5", "old.py:6"])

    def test_an_index_of_its_own(self):
        """As in the hook of `git commit FILE`."""
        self.write("old.py", SLEEPS + "    time.sleep(2)\n")
        index = self.folder / "other-index"
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        env = {**clean, "GIT_INDEX_FILE": str(index)}
        subprocess.run(["git", "read-tree", "HEAD"], cwd=self.folder, check=True, env=env)
        subprocess.run(["git", "add", "old.py"], cwd=self.folder, check=True, env=env)
        self.assertEqual(self.places("--staged", env={"GIT_INDEX_FILE": index}), ["old.py:6"])
        self.assertEqual(self.places("--staged"), [])


class Scope(Repository):
    def test_changed_scope(self):
        self.write("helper.py", HELPER.replace("pass", "time.sleep(1)", 1))
        self.assertEqual(self.places("--changed"), ["app.py:5"])
        self.assertEqual(self.places("--changed", "--changed-scope", "chain"), ["app.py:5"])
        self.assertEqual(self.places("--changed", "--changed-scope", "primary"), [])
        self.assertEqual(self.places("--changed", "--changed-scope=files"), ["app.py:5"])

    def test_files(self):
        self.write("helper.py", HELPER.replace("pass", "time.sleep(1)", 1))
        self.commit()
        self.write("helper.py", HELPER.replace("pass", "time.sleep(1)", 1).replace("pass", "return 1"))
        self.assertEqual(self.places("--changed"), [])
        self.assertEqual(self.places("--changed", "--changed-scope=files"), ["app.py:5"])

    def test_a_function_that_became_async(self):
        self.write("old.py", SLEEPS.replace("async def", "def"))
        self.commit()
        self.write("old.py", SLEEPS)
        self.assertEqual(self.places("--changed"), ["old.py:5"])
        self.assertEqual(self.places("--changed", "--changed-scope=primary"), [])

    def test_words(self):
        self.fails("--changed-scope needs --changed or --staged", "--changed-scope", "chain")
        self.fails("unknown choice for --changed-scope `chian`; did you mean `chain`", "--changed", "--changed-scope=chian")
        self.fails("--staged does not go with --changed: choose one", "--changed", "--staged")
        self.fails("--changed= names no revision", "--changed=")


class NoGit(Repository):
    def test_unknown_revision(self):
        self.fails("^error: `nowhere` is no revision in ", "--changed=nowhere")
        self.fails("^error: `--all` is no revision in ", "--changed=--all")

    def test_outside_of_a_work_tree(self):
        (self.folder / ".git").rename(self.folder / "git")
        self.fails("^error: what changed is known in a git work tree only, and there is none around ", "--changed")

    def test_no_repository_behind_it(self):
        (self.folder / ".git").rename(self.folder / "git")
        (self.folder / ".git").mkdir()
        self.fails("^error: git cannot tell what changed in .*; see `git status` there", "--changed")

    def test_no_git(self):
        self.fails("^error: cannot run git: ", "--changed", env={"PATH": "/nowhere"})


class Show(Repository):
    def test_show_files(self):
        self.write("script", "#!/usr/bin/python3\n")
        ran = self.nostall("check", "--show-files")
        self.assertEqual((ran.code, ran.lines), (0, ["app.py", "helper.py", "old.py"]))
        self.write("nostall.toml", 'exclude = ["old.py"]\n')
        self.assertEqual(self.nostall("check", "--show-files").lines, ["app.py", "helper.py"])
        self.assertEqual(self.nostall("check", "--show-files", "old.py", "script").lines, ["old.py", "script"])
        self.assertEqual(self.nostall("check", "--show-files", "--force-exclude", "old.py").lines, [])
        self.write(".gitignore", "helper.py\n")
        self.write("sub/.gitignore", "*\n")
        self.write("sub/a.py", "")
        self.git("rm", "-q", "--cached", "helper.py")
        self.assertEqual(self.nostall("check", "--show-files").lines, ["app.py"])
        self.assertEqual(self.nostall("check", "--show-files", "nowhere.py").code, 2)

    def test_show_files_of_repositories_in_one_another(self):
        self.write("inner/a.py", "")
        self.git("init", "-q", "inner")
        self.assertEqual(self.nostall("check", "--show-files").lines, ["app.py", "helper.py", "old.py"])
        self.assertEqual(self.nostall("check", "--show-files", "inner").lines, ["inner/a.py"])

    def test_show_files_behind_links(self):
        (self.folder / "link.py").symlink_to("app.py")
        (self.folder / "around").symlink_to(".")
        self.write("loose/a.py", "")
        (self.folder / "loose/up").symlink_to("..")
        self.assertEqual(
            self.nostall("check", "--show-files").lines, ["app.py", "helper.py", "link.py", "loose/a.py", "old.py"]
        )
        (self.folder / ".git").rename(self.folder / "git")
        self.assertEqual(
            self.nostall("check", "--show-files").lines, ["app.py", "helper.py", "link.py", "loose/a.py", "old.py"]
        )

    def test_show_settings(self):
        self.write("base.toml", 'min-confidence = "probable"\nsrc = ["lib"]\n')
        self.write("nostall.toml", 'extend = "base.toml"\n\nignore = ["task", "ASYNC251"]\n[severity]\nawait = "info"\n')
        self.write("pyproject.toml", '[project]\nrequires-python = ">=3.12"\n')
        ran = self.nostall("check", "--show-settings", "--fail-on", "error")
        self.assertEqual((ran.code, ran.err), (0, ""))
        self.assertEqual(ran.lines[:2], [f"# {self.folder}/nostall.toml", f"# {self.folder}/base.toml"])
        for line in ['ignore = ["task", "ASYNC251"]  # nostall.toml:3', 'min-confidence = "probable"  # base.toml:1',
                     'fail-on = "error"  # --fail-on', 'target-version = "3.12"  # requires-python', 'tests = "relaxed"',
                     'missing-await = "info"', f'src = ["{self.folder}/lib"]']:  # fmt: skip
            self.assertIn(line, ran.lines)
        self.assertNotIn("blocking-sleep", ran.out)
        self.assertRegex(ran.out, r"(?m)^# \d+ of \d+ rules are on\.$")

    def test_show_settings_is_a_configuration(self):
        self.write("nostall.toml", 'exclude = ["a \\"b\\" [x]\\\\*"]\nmax-warnings = 3\n')
        self.nostall("baseline", "create")
        shown = self.nostall("check", "--show-settings").out
        self.write("again.toml", shown)
        again = self.nostall("check", "--show-settings", "--config", "again.toml")
        self.assertEqual(again.code, 0, again.err)
        keep = [line.split("  #")[0] for line in shown.splitlines() if not line.startswith("#")]
        self.assertEqual(keep, [line.split("  #")[0] for line in again.lines if not line.startswith("#")])

    def test_show_settings_without_a_configuration(self):
        self.assertEqual(self.nostall("check", "--show-settings").lines[0], "# no configuration")
        self.write("nostall.toml", "x = 1\n")
        self.assertEqual(self.nostall("check", "--show-settings").code, 2)


if __name__ == "__main__":
    main()
