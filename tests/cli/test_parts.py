"""What is said of a file does not depend on which others are named: a project as a whole, in chunks as pre-commit cuts
its list of files, and file by file.

    test_parts.py NOSTALL
"""

import json
import shutil

from case import DEMO, ROOT, Case, main

# Who calls from elsewhere decides: before anything is served, by a way that is shorter, of a class below.
APP = """
import asyncio

import store
import web


async def main():
    await store.warm_up()
    await web.serve()


asyncio.run(main())
"""
STORE = """
import time


def pause():
    time.sleep(1)


async def warm_up():
    pause()


async def refresh():
    time.sleep(1)


class Base:
    def load(self):
        pass

    async def get(self):
        self.load()


def first(item):
    item.read()


async def use(item):
    first(item)
"""
WEB = """
import asyncio

import plugin
import store


async def serve():
    tasks = [asyncio.create_task(store.refresh())]
    await store.Base().get()
    await store.use(plugin.Reader())
    await asyncio.gather(*tasks)
"""
PLUGIN = """
import subprocess

import store


class Disk(store.Base):
    def load(self):
        subprocess.run(["sync"])


class Reader:
    def read(self):
        subprocess.run(["true"])
"""
LOOP_C = """
#include <uv.h>

#include "work.h"

static void tick(uv_timer_t *timer) {
  (void)timer;
  near();
}

static void tock(uv_timer_t *timer) {
  (void)timer;
  far();
}

int main(void) {
  uv_timer_t timer;
  uv_timer_init(uv_default_loop(), &timer);
  uv_timer_start(&timer, tick, 0, 1000);
  uv_timer_start(&timer, tock, 0, 1000);
  return uv_run(uv_default_loop(), UV_RUN_DEFAULT);
}
"""
OTHER_C = '''
#include <uv.h>

#include "work.h"

static void tack(uv_timer_t *timer) {
  (void)timer;
  far();
}

static void slow(uv_timer_t *timer) {
  (void)timer;
  near();
}

void other(uv_timer_t *timer, uv_timer_t *more) {
  uv_timer_start(timer, tack, 0, 1000);
  uv_timer_start(more, slow, 0, 1000);
}
'''
WORK_H = "void near(void);\nvoid far(void);\n"
NEAR_C = '#include "work.h"\n\nvoid near(void) {\n  far();\n}\n'
FAR_C = '#include <unistd.h>\n\n#include "work.h"\n\nvoid far(void) {\n  sleep(1);\n}\n'

ALL = ("--isolated", "--no-environment", "--no-cache", "--min-confidence", "possible", "--select", "ALL",
       "--preset", "strict", "--ignore", "unused-suppression", "-o", "json-lines")  # fmt: skip


class PartsTest(Case):
    def findings(self, *paths):
        """What is reported, whole objects: confidence, chain, fingerprint and fix as well."""
        ran = self.nostall("check", *ALL, *paths)
        self.assertIn(ran.code, (0, 1), ran.err)
        return sorted(ran.lines)

    def assert_same(self, *suffixes):
        files = sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.suffix in suffixes)
        whole = self.findings(".")
        self.assertNotEqual(whole, [])
        for size in (1, 2, 5):
            chunks = [files[at : at + size] for at in range(0, len(files), size)]
            parts = sorted(line for chunk in chunks for line in self.findings(*chunk))
            self.assertEqual(parts, whole, f"{size} files at a time")
        return [json.loads(line) for line in whole]

    def write_project(self):
        self.write("pyproject.toml", "[project]\nname = 'parts'\n")
        for name, text in (("app", APP), ("store", STORE), ("web", WEB), ("plugin", PLUGIN)):
            self.write(f"{name}.py", text)

    def test_callers_elsewhere(self):
        """The coroutine that only the start awaits is less sure to matter, whoever is named."""
        self.write_project()
        found = self.assert_same(".py")
        line = STORE.splitlines().index("async def warm_up():") + 2
        sure = [finding["confidence"] for finding in found
                if finding["filename"].endswith("store.py") and finding["location"]["row"] == line]  # fmt: skip
        self.assertEqual(sure, ["probable"])

    def test_demo(self):
        shutil.copytree(DEMO, self.folder, dirs_exist_ok=True)
        self.assert_same(".py")

    def test_fixtures(self):
        """Many small projects as one, in which names mean several things."""
        for case in sorted((ROOT / "fixtures/transitive").iterdir())[::4]:
            shutil.copytree(case, self.folder / case.name, symlinks=True)
        self.write("pyproject.toml", "")
        self.assert_same(".py")

    def test_excluded(self):
        """What the configuration excludes is no part of the program, unless it is named."""
        self.write_project()
        words = ("check", "--no-environment", "--no-cache", "-o", "concise", "--quiet", "store.py")
        sure = self.nostall(*words)
        self.write("nostall.toml", 'exclude = ["app.py"]\n')
        self.assertNotEqual(self.nostall(*words).out, sure.out)
        self.assertEqual(self.nostall(*words, "app.py").out, sure.out)

    def write_c(self):
        for name, text in (("loop.c", LOOP_C), ("other.c", OTHER_C), ("work.h", WORK_H), ("near.c", NEAR_C), ("far.c", FAR_C)):
            self.write(name, text)

    def test_c(self):
        """Files that are built together."""
        self.write_c()
        commands = [{"directory": str(self.folder), "file": name, "arguments": ["cc", "-c", name]}
                    for name in ("loop.c", "other.c", "near.c", "far.c")]  # fmt: skip
        self.write("compile_commands.json", json.dumps(commands))
        self.assert_same(".c")

    def test_flags_by_a_relative_path(self):
        """The folder of the flags says what belongs together, however it is written."""
        self.write_c()
        flags = self.write("flags/compile_flags.txt", "-Wall\n")
        words = ("check", *ALL, self.folder / "loop.c", self.folder / "other.c", "--compile-commands")
        named = self.nostall(*words, "compile_flags.txt", cwd=flags.parent)
        self.assertEqual(named.out, self.nostall(*words, flags, cwd=flags.parent).out)


if __name__ == "__main__":
    main()
