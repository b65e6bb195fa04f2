#!/usr/bin/env python3
"""Holds nostall with all its short cuts against nostall without any: the same bytes, whatever happens.

    shortcuts.py NOSTALL NOSTALL_SLOW              each topic of fixtures/ as one project
    shortcuts.py NOSTALL NOSTALL_SLOW --all        fixtures/ as one project
    shortcuts.py NOSTALL NOSTALL_SLOW FOLDER...    real projects, such as tests/real/ unpacks
    shortcuts.py NOSTALL NOSTALL_SLOW --lists      what changes which files there are, with git and without
    shortcuts.py NOSTALL NOSTALL_SLOW --moves      edits that say nothing new, in each topic of fixtures/

The reference is NOSTALL_SLOW, in which tree-sitter alone reads Python, without a cache and with one
thread. A copy of each project goes through what happens to a project: read for the first time, again,
with more threads, touched, with a file changed, added, taken away, and all of that taken back, as when
a branch is left and entered again; output, notes and exit status must be those of the reference each
time. Prints what differs; exit 1 when something does.

With --lists a small project goes through everything by which a list of files that was kept can be out of
date: files and directories that come, go and get other names, patterns of git in each place where it looks
for them, its index and its settings, repositories inside, links, and times that somebody set.

With --moves files are edited at random places, always the same ones, so that mostly nothing changes but where
the code stands: comments, blank lines, longer docstrings, spaces, among them comments that silence, and facts.
"""

import argparse
import io
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tokenize
from multiprocessing.pool import ThreadPool
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
SUFFIXES = (".py", ".pyi", ".pyw")
SUFFIXES_C = (".c", ".h")
FLAGS_NAME = "compile_flags.txt"
WIDE = ["--no-environment", "--isolated", "--select", "ALL", "--preset", "strict",
        "--min-confidence", "possible"]
ADDED_C = "\n\nint added_function(int number) {\n  return number;\n}\n"
ADDED = "import time\n\n\ndef wait_long():\n    time.sleep(9)\n\n\nasync def main():\n    wait_long()\n"
SETTLED_S = 0.06  # younger files are not known by their stamps


class Project:
    def __init__(self, program, slow, origin, folder):
        self.program, self.slow, self.folder = program, slow, folder
        self.failures = []
        for file in sorted(origin.rglob("*")):
            is_wanted = file.suffix in SUFFIXES + SUFFIXES_C or file.name == FLAGS_NAME
            if is_wanted and file.is_file():
                place = folder / file.relative_to(origin)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, place)
        (folder / "pyproject.toml").write_text("")
        self.files = [file for file in sorted(folder.rglob("*")) if file.suffix in SUFFIXES]
        self.files_c = [file for file in sorted(folder.rglob("*")) if file.suffix in SUFFIXES_C]

    def run(self, program, *words, form="json"):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NOSTALL_")}
        ran = subprocess.run([program, "check", ".", "--output-format", form, *WIDE, *words], cwd=self.folder,
                             capture_output=True, check=False, env=environment)
        return ran.returncode, ran.stdout, ran.stderr

    def reference(self, form="json"):
        code, out, err = self.run(self.slow, "--no-cache", "--jobs", "1", form=form)
        if code not in (0, 1, 2):
            raise SystemExit(f"{self.folder}: the reference ended with {code}\n{err.decode(errors='replace')}")
        return code, out, err

    def settle(self):
        time.sleep(SETTLED_S)

    def compare(self, what, wanted):
        self.settle()
        for words in (["--jobs", "1"], ["--jobs", "4"]):
            if self.run(self.program, *words) != wanted:
                self.failures.append(f"{what}, {' '.join(words)}")

    def quote(self):
        """What is shown of texts is kept with what is found: each format asks for other lines, and any may be first."""
        wanted = {form: self.reference(form) for form in ("full", "sarif")}
        for forms in (("full", "sarif", "full"), ("sarif", "full")):
            shutil.rmtree(self.folder / ".nostall_cache")
            for form in forms:
                if self.run(self.program, "--jobs", "1", form=form) != wanted[form]:
                    self.failures.append(f"{form}, of {', '.join(forms)}")

    def story(self):
        first = self.reference()
        if self.run(self.program, "--no-cache", "--jobs", "4") != first:
            self.failures.append("without a cache")
        if self.run(self.program, "--jobs", "4") != first:
            self.failures.append("cold, with many threads")
        self.compare("again", first)
        self.quote()
        shutil.rmtree(self.folder / ".nostall_cache")
        self.compare("cold", first)
        for file in self.files[::3] + self.files_c[::3]:
            os.utime(file)
        self.compare("touched", first)
        if self.files:
            self.change(first)
        if self.files_c:
            self.change_c(first)

    def change_c(self, first):
        """C in the middle of everything: a unit, a header, one that goes."""
        units = [file for file in self.files_c if file.suffix == ".c"]
        headers = [file for file in self.files_c if file.suffix == ".h"]
        changed = [files[len(files) // 2] for files in (units, headers) if files]
        texts = [file.read_bytes() for file in changed]
        for file, text in zip(changed, texts):
            file.write_bytes(text + ADDED_C.encode())
            self.compare(f"with {file.name} changed", self.reference())
        changed[-1].unlink()
        self.compare(f"with {changed[-1].name} taken away", self.reference())
        for file, text in zip(changed, texts):
            file.write_bytes(text)
        self.compare("with C put back", first)

    def change(self, first):
        file = self.files[len(self.files) // 2]
        text = file.read_bytes()
        file.write_bytes(text + b"\n\n" + ADDED.encode())
        self.compare("with a file changed", self.reference())
        added = file.with_name("zz_added.py")
        added.write_text(ADDED)
        self.compare("with a file added", self.reference())
        gone = self.files[0]
        kept = gone.read_bytes()
        gone.unlink()
        self.compare("with a file taken away", self.reference())
        gone.write_bytes(kept)
        added.unlink()
        file.write_bytes(text)
        self.compare("with all of it taken back", first)


# ---- Moves --------------------------------------------------------------------------------------

PROFILE = re.compile(rb'^\{.*"is_recalled":(true|false).*\}\n?', re.MULTILINE | re.DOTALL)
COMMENTS = ("# why", "    # and why not", "# async def await", "# nostall: ignore")


class Editor:
    """Edits texts, always in the same way."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def edit(self, text):
        try:
            tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
        except (tokenize.TokenError, SyntaxError):
            return text + "# the end\n"
        lines = text.split("\n")
        rows = [token.end[0] - 1 for token in tokens if token.type == tokenize.NEWLINE]
        edits = (self.comment, self.comment, self.blank, self.blank, self.trail, self.docstring, self.space, self.silence,
                 self.fact)
        if rows:
            self.random.choice(edits)(lines, rows, tokens)
        return "\n".join(lines)

    def comment(self, lines, rows, _tokens):
        lines.insert(self.random.choice(rows) + 1, self.random.choice(COMMENTS[:3]))

    def blank(self, lines, rows, _tokens):
        lines.insert(self.random.choice([-1, *rows]) + 1, "")

    def trail(self, lines, rows, _tokens):
        row = self.random.choice(rows)
        lines[row] += "  # why" if "#" not in lines[row] and not lines[row].endswith("\\") else ""

    def docstring(self, lines, _rows, tokens):
        starts = [token.start for token in tokens if token.type == tokenize.STRING and token.string.startswith('"""')]
        if starts:
            row, column = self.random.choice(starts)
            lines[row - 1] = lines[row - 1][: column + 3] + "More.\n\n    " + lines[row - 1][column + 3 :]

    def space(self, lines, _rows, tokens):
        places = [token.end for token in tokens if token.string in ("(", ",", "=")]
        if places:
            row, column = self.random.choice(places)
            lines[row - 1] = lines[row - 1][:column] + "  " + lines[row - 1][column:]

    def silence(self, lines, rows, _tokens):
        row = self.random.choice(rows)
        lines[row] += "  # noqa" if "#" not in lines[row] and not lines[row].endswith("\\") else ""

    def fact(self, lines, _rows, tokens):
        rows = [token.start[0] - 1 for token in tokens if token.string == "sleep"]
        if rows:
            row = self.random.choice(rows)
            lines[row] = lines[row].replace("sleep", "ctime")


MOVES = 8  # of each project
MOVES_KEPT = 0.5  # of all edits, at least: else the short cut is not what is tested here


def moves(options, origin):
    """What differs in one project, and how often the findings of the run before were taken."""
    with tempfile.TemporaryDirectory(prefix="nostall-") as folder:
        project = Project(options.nostall, options.slow, origin.resolve(), Path(folder).resolve())
        if not project.files:
            return [], 0
        editor, taken = Editor(origin.name), 0
        project.run(project.program)
        for number in range(MOVES):
            for file in editor.random.sample(project.files, min(len(project.files), editor.random.choice((1, 1, 2)))):
                file.write_bytes(editor.edit(file.read_bytes().decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape"))
            project.settle()
            code, out, err = project.run(project.program, "--jobs", "2", "--profile")
            profile = PROFILE.search(err)
            taken += profile is not None and profile[1] == b"true"
            if (code, out, PROFILE.sub(b"", err)) != project.reference():
                project.failures.append(f"after edit {number}")
        return project.failures, taken


def moves_differences(options):
    origins = options.folders or sorted(folder for folder in FIXTURES.iterdir() if any(folder.rglob("*.py")))
    with ThreadPool(options.at_once) as pool:
        told = pool.map(lambda origin: moves(options, origin), origins)
    for origin, (failures, _) in zip(origins, told):
        for failure in failures:
            print(f"{origin}: {failure}: not as without short cuts")
    taken, edits = sum(taken for _, taken in told), MOVES * len(told)
    print(f"{len(told)} projects, {edits} edits, of which {taken} took what was found before")
    return 1 if any(failures for failures, _ in told) or taken < edits * MOVES_KEPT else 0


# ---- Lists --------------------------------------------------------------------------------------

GIT = ["git", "-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main"]


class Tree:
    """A project whose files come and go; a home of its own, where git looks for settings."""

    def __init__(self, program, slow, folder, is_git):
        self.program, self.slow, self.is_git = program, slow, is_git
        self.home, self.root, self.aside = folder / "home", folder / "project", folder / "aside"
        self.failures, self.steps, self.used = [], 0, 0
        for each in (self.home, self.root, self.aside):
            each.mkdir()
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.startswith(("NOSTALL_", "GIT_", "XDG_"))} | {"HOME": str(self.home)}

    def run(self, program, *words):
        ran = subprocess.run([program, "check", ".", "--no-environment", "--isolated", *words], cwd=self.root,
                             capture_output=True, check=False, env=self.environment)
        return ran.returncode, ran.stdout, ran.stderr

    def git(self, *words, folder=None):
        if self.is_git:
            subprocess.run([*GIT, *words], cwd=folder or self.root, check=True, capture_output=True, env=self.environment)

    def write(self, name, text=ADDED):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def replace(self, name, text):
        """As editors do."""
        self.write(name + ".new", text)
        (self.root / (name + ".new")).rename(self.root / name)

    def check(self, what):
        """Twice, since a list is kept by one run for the next; the second time it is mostly used."""
        self.steps += 1
        time.sleep(SETTLED_S)
        wanted = self.run(self.slow, "--no-cache", "--jobs", "1")
        files = self.run(self.slow, "--no-cache", "--show-files")
        for words in (["--jobs", "1"], ["--jobs", "4"]):
            if self.run(self.program, *words) != wanted:
                self.failures.append(f"{what}, {' '.join(words)}")
            if self.run(self.program, "--show-files") != files:
                self.failures.append(f"{what}, files behind {' '.join(words)}")
        self.used += b"list kept" in self.run(self.program, "-v")[2]

    def step(self, what, *doings):
        for doing in doings:
            doing()
        self.check(what)

    def link(self, name, target):
        (self.root / name).symlink_to(target)

    def with_times(self, name, doing, times=None):
        """Does something in a directory and sets its times as they were, or to others."""
        place = self.root / name
        found = place.stat()
        doing()
        os.utime(place, times or (found.st_atime, found.st_mtime))

    def story(self):
        root = self.root
        write = lambda *words: lambda: self.write(*words)
        gone = lambda name: lambda: (root / name).unlink()
        moved = lambda name, to: lambda: (root / name).rename(root / to)
        self.write("pyproject.toml", "")
        self.write("app/__init__.py", "")
        self.write("app/main.py")
        self.write("app/deep/er/code.py")
        self.write("docs/read.txt", "")
        self.git("init")
        self.git("add", ".")
        self.check("at first")
        self.step("nothing happened")
        self.step("a file more", write("app/more.py"))
        self.step("in a directory without Python", write("docs/conf.py"))
        self.step("in a new directory", write("new/inner/code.py"))
        self.step("an empty directory", lambda: (root / "empty/inner").mkdir(parents=True))
        self.step("which gets a file", write("empty/inner/code.py"))
        self.step("a file less", gone("app/more.py"))
        self.step("another name", moved("docs/conf.py", "docs/other.py"))
        self.step("no Python any more", moved("docs/other.py", "docs/other.txt"))
        self.step("a directory with another name", moved("new", "newer"))
        self.step("a directory inside with another name", moved("newer/inner", "newer/outer"))
        self.step("a directory less", lambda: shutil.rmtree(root / "newer"))
        self.step("an editor's way to write", lambda: self.replace("app/main.py", "import time\n" + ADDED))
        self.step("beside it, something else", write("app/notes.txt", ""))
        self.step("times set back", lambda: self.with_times("app", write("app/hidden.py")))
        self.step("times of tomorrow", lambda: self.with_times("app", write("app/late.py"), (2e9, 2e9)))
        self.step("and there again", lambda: self.with_times("app", gone("app/late.py"), (2e9, 2e9)))
        self.step("times of long ago", lambda: self.with_times("app", write("app/early.py"), (1e9, 1e9)))
        self.links()
        self.output()
        if self.is_git:
            self.patterns()
            self.index()
            self.repositories()

    def links(self):
        (self.aside / "aside.py").write_text(ADDED)
        self.step("a link to a file", lambda: self.link("app/linked.py", self.aside / "aside.py"))
        self.step("whose file goes", (self.aside / "aside.py").unlink)
        self.step("and comes", lambda: (self.aside / "aside.py").write_text(ADDED * 2))
        self.step("and is a directory", (self.aside / "aside.py").unlink, (self.aside / "aside.py").mkdir)
        self.step("a link to a directory", lambda: self.link("app/tree", self.aside))
        self.step("a link in the place of a file", (self.root / "app/hidden.py").unlink,
                  lambda: self.link("app/hidden.py", "main.py"))
        self.step("a directory in the place of a link", (self.root / "app/tree").unlink,
                  lambda: self.write("app/tree/code.py"))

    def output(self):
        self.step("output", lambda: self.write("build/lib/code.py"), lambda: self.write("build/gen.py"))
        self.step("that is a package", lambda: self.write("build/__init__.py", ""))
        self.step("and is none", (self.root / "build/__init__.py").unlink)
        self.step("a cache", lambda: self.write("app/__pycache__/main.py"))
        self.step("an environment", lambda: self.write("own/pyvenv.cfg", ""), lambda: self.write("own/lib/code.py"))
        self.step("that is none any more", (self.root / "own/pyvenv.cfg").unlink)

    def patterns(self):
        root = self.root
        ignores = root / ".gitignore"
        self.step("patterns", lambda: self.write("data/one.py"), lambda: ignores.write_text("/data/\n"))
        self.step("a file in what they ignore", lambda: self.write("data/two.py"))
        self.step("other patterns", lambda: ignores.write_text("/own/\n"))
        self.step("of the same size and time", lambda: self.with_times(".gitignore", lambda: ignores.write_text("/app/\n")))
        self.step("none", ignores.unlink)
        self.step("patterns further down", lambda: self.write("data/.gitignore", "one.py\n"))
        self.step("that change", lambda: self.write("data/.gitignore", "two.py\n"))
        self.step("and ignore themselves", lambda: self.write("data/.gitignore", "*\n"))
        self.step("in an empty place", lambda: self.write("plain/inner/.gitignore", "*\n"))
        self.step("where they go", (root / "plain/inner/.gitignore").unlink, lambda: self.write("plain/inner/code.py"))
        self.step("patterns of the repository", lambda: (root / ".git/info/exclude").write_text("plain/\n"))
        own = self.home / ".config/git"
        own.mkdir(parents=True)
        self.step("patterns of the person", lambda: (own / "ignore").write_text("one.py\ncode.py\n"))
        self.step("others", lambda: (own / "ignore").write_text("docs/\n"))
        (self.aside / "patterns").write_text("build/\nempty/\n")
        self.step("in another file", lambda: self.git("config", "core.excludesFile", str(self.aside / "patterns")))
        self.step("which changes", lambda: (self.aside / "patterns").write_text("own/\n"))
        self.step("settings of the person", lambda: self.git("config", "--unset", "core.excludesFile"),
                  lambda: (self.home / ".gitconfig").write_text("[include]\n\tpath = more\n"))
        self.step("that include others", lambda: (self.home / "more").write_text("[core]\n\texcludesFile = ~/mine\n"))
        self.step("that name patterns", lambda: (self.home / "mine").write_text("main.py\nempty/\n"))
        self.step("and name none", (self.home / ".gitconfig").unlink)

    def index(self):
        root = self.root
        self.step("what is ignored is tracked", lambda: self.git("add", "--force", "plain/inner/code.py"))
        self.step("and not any more", lambda: self.git("rm", "--cached", "plain/inner/code.py"))
        self.step("a commit", lambda: self.git("add", "."), lambda: self.git("commit", "--message", "one"))
        self.step("a branch without a file", lambda: self.git("checkout", "-b", "other"),
                  lambda: self.git("rm", "app/main.py"), lambda: self.git("commit", "--message", "two"))
        self.step("back", lambda: self.git("checkout", "main"))
        self.step("forth", lambda: self.git("checkout", "other"))
        self.step("a tracked file is gone", (root / "app/__init__.py").unlink)
        self.step("another work tree", lambda: self.git("worktree", "add", str(self.aside / "tree"), "main"))
        self.root, kept = self.aside / "tree", root
        self.check("in it")
        self.step("a file there", lambda: self.write("app/there.py"))
        self.step("patterns there", lambda: self.write(".gitignore", "there.py\n"))
        self.root = kept

    def repositories(self):
        inner = self.root / "inner"
        self.step("a directory", lambda: self.write("inner/code.py"))
        self.step("that is a repository", lambda: self.git("init", folder=inner))
        self.step("with a commit", lambda: self.git("add", ".", folder=inner),
                  lambda: self.git("commit", "--message", "inner", folder=inner))
        self.step("and a file more", lambda: self.write("inner/more.py"))
        self.step("as a submodule", lambda: self.git("add", "inner"))
        self.step("with a file more", lambda: self.write("inner/most.py"))
        self.step("and is none", lambda: self.git("rm", "--cached", "--force", "inner"), lambda: shutil.rmtree(inner / ".git"))
        self.step("without a repository around it", lambda: shutil.rmtree(self.root / ".git"))


def list_differences(options, is_git):
    with tempfile.TemporaryDirectory(prefix="nostall-") as folder:
        tree = Tree(options.nostall, options.slow, Path(folder).resolve(), is_git)
        tree.story()
        if tree.used < tree.steps * 0.85:
            tree.failures.append(f"a list was used in {tree.used} of {tree.steps} steps only: too few to say anything")
        return tree.failures


# ---- Everything ---------------------------------------------------------------------------------


def differences(options, origin):
    """What differs in one project; None where there is no code."""
    with tempfile.TemporaryDirectory(prefix="nostall-") as folder:
        project = Project(options.nostall, options.slow, origin.resolve(), Path(folder).resolve())
        if not project.files and not project.files_c:
            return None
        project.story()
        return project.failures


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nostall", type=os.path.abspath)
    parser.add_argument("slow", type=os.path.abspath)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--all", action="store_true", help="fixtures/ as one project")
    parser.add_argument("--lists", action="store_true", help="a project whose files come and go")
    parser.add_argument("--moves", action="store_true", help="edits that say nothing new")
    parser.add_argument("--at-once", type=int, default=4, metavar="N", help="projects; they mostly wait")
    options = parser.parse_args()
    if options.moves:
        return moves_differences(options)
    if options.lists:
        with ThreadPool(2) as pool:
            told = pool.map(lambda is_git: list_differences(options, is_git), (False, True))
        for name, failures in zip(("without git", "with git"), told):
            print(f"{name}: {len(failures)} differences", *failures, sep="\n  ")
        return 1 if any(told) else 0
    origins = options.folders or [FIXTURES] if options.all or options.folders else sorted(FIXTURES.iterdir())
    with ThreadPool(options.at_once) as pool:
        told = pool.map(lambda origin: differences(options, origin), origins)
    compared = [failures for failures in told if failures is not None]
    for origin, failures in zip(origins, told):
        for failure in failures or []:
            print(f"{origin}: {failure}: not as without short cuts")
    print(f"{len(compared)} projects, {sum(map(len, compared))} differences")
    return 1 if any(compared) or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
