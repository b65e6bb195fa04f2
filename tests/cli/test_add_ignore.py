"""--add-ignore: comments that silence what is found, written into the files.

    test_add_ignore.py NOSTALL
"""

import ast
import os
import shutil
import stat

from case import CLEAN, ROOT, SLEEPS, Case, main

HEAD = "import asyncio\nimport time\n\n\nasync def main():\n"


class AddIgnore(Case):
    def added(self, body, want, *words, head=HEAD):
        """The file with `body` becomes one with `want`, and nothing is found any more."""
        self.write("app.py", head + body)
        ran = self.nostall("check", "--add-ignore", *words)
        text = (self.folder / "app.py").read_bytes().decode()
        self.assertEqual((ran.code, ran.err), (0, ""), ran.out)
        self.assertEqual(text, head + want)
        self.assertEqual(ast.dump(ast.parse(text.encode())), ast.dump(ast.parse((head + body).encode())))
        self.assertEqual(self.nostall("check").code, 0)
        again = self.nostall("check", "--add-ignore", *words)
        self.assertEqual(again.out, "Added 0 comments in 0 files.\n")
        self.assertEqual((self.folder / "app.py").read_bytes().decode(), text)
        return ran.out

    def left(self, text, said):
        self.write("app.py", text)
        ran = self.nostall("check", "--add-ignore")
        self.assertEqual((ran.code, ran.out), (1, "Added 0 comments in 0 files.\n"))
        self.assertRegex(ran.err, said)
        self.assertEqual((self.folder / "app.py").read_bytes(), text if isinstance(text, bytes) else text.encode())


class Lines(AddIgnore):
    def test_behind_the_line(self):
        said = self.added("    time.sleep(1)\n", "    time.sleep(1)  # nostall: ignore[blocking-sleep]\n")
        self.assertEqual(said, "Added 1 comment in 1 file.\n")

    def test_reason(self):
        self.added(
            "    time.sleep(1)\n",
            "    time.sleep(1)  # nostall: ignore[blocking-sleep] -- see #12 — später\n".replace("#12", "12"),
            "--add-ignore= see 12 — später ",
        )

    def test_behind_other_comments(self):
        self.added(
            "    time.sleep(1)  # type: ignore\n",
            "    time.sleep(1)  # type: ignore  # nostall: ignore[blocking-sleep]\n",
        )

    def test_ours_get_more_rules(self):
        self.added(
            "    time.sleep(1)  # nostall: ignore[orphaned-task] -- why\n",
            "    time.sleep(1)  # nostall: ignore[orphaned-task, blocking-sleep] -- why\n",
            "--ignore", "unused-suppression",
        )  # fmt: skip

    def added(self, body, want, *words, head=HEAD):
        if "orphaned-task" in want:
            self.write("nostall.toml", 'ignore = ["unused-suppression"]\n')
        return super().added(body, want, *words, head=head)

    def test_statements_over_several_lines(self):
        self.added(
            "    time.sleep(\n        1\n    )\n    x = [\n        time.sleep(2),\n        3,\n    ]\n    return x\n",
            "    time.sleep(\n        1\n    )  # nostall: ignore[blocking-sleep]\n"
            "    x = [\n        time.sleep(2),  # nostall: ignore[blocking-sleep]\n        3,\n    ]\n    return x\n",
        )

    def test_strings_over_several_lines(self):
        self.added(
            '    print("""\n    time.sleep(1)\n    """, time.sleep(1), """\n# x\n""")\n',
            '    # nostall: ignore[blocking-sleep]\n    print("""\n    time.sleep(1)\n    """, time.sleep(1), """\n# x\n""")\n',
        )

    def test_backslashes(self):
        self.added(
            "    x = \\\n        time.sleep(1) + \\\n        2\n    return x\n",
            "    # nostall: ignore[blocking-sleep]\n    x = \\\n        time.sleep(1) + \\\n        2\n    return x\n",
        )

    def test_several_in_one_line(self):
        self.added(
            "    time.sleep(1); time.sleep(2)\n    if time.sleep(3): time.sleep(4)\n",
            "    time.sleep(1); time.sleep(2)  # nostall: ignore[blocking-sleep]\n"
            "    if time.sleep(3): time.sleep(4)  # nostall: ignore[blocking-sleep]\n",
        )

    def test_several_rules(self):
        self.added(
            "    time.sleep(1), main()\n    await asyncio.sleep(1)\n",
            "    time.sleep(1), main()  # nostall: ignore[missing-await, blocking-sleep]\n    await asyncio.sleep(1)\n",
        )

    def test_headers_and_decorators(self):
        head = HEAD + "    pass\n\n\ndef deco(x):\n    return lambda f: f\n\n\nasync def other():\n"
        self.added(
            "    with open(str(time.sleep(1))):\n        pass\n"
            "    @deco(time.sleep(2))\n    def inner():\n        pass\n    return inner\n",
            "    with open(str(time.sleep(1))):  # nostall: ignore[blocking-sleep]\n        pass\n"
            "    @deco(time.sleep(2))  # nostall: ignore[blocking-sleep]\n    def inner():\n        pass\n    return inner\n",
            "--select", "blocking-sleep",
            head=head,
        )  # fmt: skip

    def test_long_lines_get_it_above(self):
        line = f"    print({'1, ' * 28}time.sleep(1))\n"
        self.added(line, "    # nostall: ignore[blocking-sleep]\n" + line)

    def test_ends_of_lines(self):
        crlf = HEAD.replace("\n", "\r\n")
        self.added(
            "    time.sleep(1)\r\n    return 1\r\n",
            "    time.sleep(1)  # nostall: ignore[blocking-sleep]\r\n    return 1\r\n",
            head=crlf,
        )
        line = f"    print({'1, ' * 28}time.sleep(1))\r\n"
        self.added(line, "    # nostall: ignore[blocking-sleep]\r\n" + line, head=crlf)
        self.added("    time.sleep(1)", "    time.sleep(1)  # nostall: ignore[blocking-sleep]")

    def test_wide_characters_and_a_byte_order_mark(self):
        self.added(
            '    print("日本", time.sleep(1), "é")\n',
            '    print("日本", time.sleep(1), "é")  # nostall: ignore[blocking-sleep]\n',
            head="\ufeff" + HEAD,
        )



class Files(AddIgnore):
    def test_permissions_and_links_stay(self):
        real = self.write("real/app.py", SLEEPS)
        real.chmod(0o750)
        (self.folder / "link.py").symlink_to("real/app.py")
        self.assertEqual(self.nostall("check", "--add-ignore", "link.py").code, 0)
        self.assertTrue((self.folder / "link.py").is_symlink())
        self.assertEqual(stat.S_IMODE(os.stat(real).st_mode), 0o750)
        self.assertEqual([path.name for path in real.parent.iterdir()], ["app.py"])

    def test_only_what_is_reported(self):
        self.write("app.py", SLEEPS)
        self.nostall("baseline", "create")
        self.write("new.py", SLEEPS)
        self.assertEqual(self.nostall("check", "--add-ignore").out, "Added 1 comment in 1 file.\n")
        self.assertNotIn("nostall", (self.folder / "app.py").read_text())

    def test_other_encodings_are_left_alone(self):
        text = ("# coding: latin-1\n" + SLEEPS + "# é\n").encode("latin-1")
        self.left(text, "app.py: is not in UTF-8: no comment was added")

    def test_files_that_cannot_be_written(self):
        self.write("sub/app.py", SLEEPS)
        before = (self.folder / "sub/app.py").read_bytes()
        (self.folder / "sub").chmod(0o555)
        self.addCleanup((self.folder / "sub").chmod, 0o755)
        ran = self.nostall("check", "--add-ignore")
        if os.geteuid() != 0:  # whom permissions do not stop
            self.assertEqual(ran.code, 2)
            self.assertRegex(ran.err, "error: cannot write .*app.py")
            self.assertEqual((self.folder / "sub/app.py").read_bytes(), before)

    def test_words(self):
        for words, said in [
            (["--add-ignore=two\nlines"], "--add-ignore: a reason is one line without `#`"),
            (["--add-ignore=# noqa"], "--add-ignore: a reason is one line without `#`"),
            (["--add-ignore", "--fix"], "--add-ignore does not go with --fix: fix first"),
            (["--add-ignore", "-"], "--add-ignore writes files, and `-` is none"),
        ]:
            ran = self.nostall("check", *words)
            self.assertEqual((ran.code, ran.out), (2, ""))
            self.assertIn(said, ran.err)

    def test_nothing_found(self):
        self.write("app.py", CLEAN)
        self.assertEqual(self.nostall("check", "--add-ignore").out, "Added 0 comments in 0 files.\n")

    def test_missing_path(self):
        self.write("app.py", SLEEPS)
        self.assertEqual(self.nostall("check", "--add-ignore", "app.py", "nowhere.py").code, 2)

    def test_jobs_and_cache(self):
        for i in range(8):
            self.write(f"one/a{i}.py", SLEEPS)
            self.write(f"two/a{i}.py", SLEEPS)
        self.nostall("check", "two")
        self.nostall("check", "--add-ignore", "one", "--jobs", "1")
        self.nostall("check", "--add-ignore", "two", "--jobs", "8")
        for i in range(8):
            self.assertEqual(*[(self.folder / name / f"a{i}.py").read_text() for name in ("one", "two")])


class C(AddIgnore):
    TEXT = (
        "#include <unistd.h>\n#define NAP() \\\n  sleep(1); \\\n  sleep(2)\n// nostall: loop\nvoid on_tick(void) {\n"
        "  sleep(3);\n  sleep(4); /* why */\n  sleep(5); sleep(6);\n  NAP();\n}\n"
    )

    def test_in_c(self):
        self.write("compile_flags.txt", "-I.\n")
        self.write("main.c", self.TEXT)
        ran = self.nostall("check", "--add-ignore=ours", "main.c")
        self.assertEqual(ran.err, "")
        text = (self.folder / "main.c").read_text()
        for line in ("  sleep(3); // nostall: ignore[blocking-sleep] -- ours\n",
                     "  sleep(4); /* why */ // nostall: ignore[blocking-sleep] -- ours\n"):  # fmt: skip
            self.assertIn(line, text)
        for _ in range(4):  # of several with one cause the next is told
            self.nostall("check", "--add-ignore=ours", "main.c")
        self.assertEqual(self.nostall("check", "main.c").code, 0)
        self.assertIn("#define NAP() \\\n  sleep(1); \\\n  sleep(2)\n", (self.folder / "main.c").read_text())


class Fixtures(AddIgnore):
    """Over all fixtures in Python: the same program, and silence."""

    def test_fixtures(self):
        (self.folder / "nostall.toml").write_text('ignore = ["unused-suppression"]\nsrc = []\n')
        count = 0
        for topic in ("blocking", "await", "task"):
            shutil.copytree(ROOT / "fixtures" / topic, self.folder / topic)
        before = {path: path.read_bytes() for path in self.folder.rglob("*.py")}
        ran = self.nostall("check", "--add-ignore")
        for path, old in before.items():
            new = path.read_bytes()
            count += new != old
            try:
                tree = ast.dump(ast.parse(old))
            except SyntaxError:
                continue
            self.assertEqual(tree, ast.dump(ast.parse(new)), path)
        self.assertGreater(count, 15)
        left = [line for line in ran.err.splitlines() if "no place for a comment" in line]
        self.assertEqual(left, [])
        self.assertEqual(self.concise(), [])


if __name__ == "__main__":
    main()
