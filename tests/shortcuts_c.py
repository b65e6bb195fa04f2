#!/usr/bin/env python3
"""Holds what is kept of C against reading it: the same bytes, and no unit read that need not be.

    shortcuts_c.py NOSTALL NOSTALL_SLOW

A small program of two units and a Python file goes through what happens to programs: units and headers are
changed, touched, taken away, shadowed by others in folders that are searched before, compiled with other
flags; the cache is damaged. Output, notes and exit status must be those of a run without a cache
(tests/shortcuts.py), and the number of units that were read must be as it is said here. Exit 1 when
something differs.
"""

import json
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from shortcuts import ADDED, FIXTURES, Project

MAIN = """#include "uv.h"
#include <waiting.h>

static void on_timer(uv_timer_t *timer) {
  wait_here(1);
}

void start(uv_timer_t *timer) {
  uv_timer_start(timer, on_timer, 10, 10);
}
"""
OTHER = """#include "other.h"

#if __has_include(<bonus.h>)
#include <unistd.h>
void other_wait(void) {
  sleep(OTHER_SECONDS);
}
#else
void other_wait(void) {
}
#endif
"""
WAITING = """#pragma once
#include <unistd.h>

static inline void wait_here(int seconds) {
  sleep(seconds);
}
"""
HARMLESS = "#pragma once\nstatic inline void wait_here(int seconds) {\n}\n"


class Program(Project):
    def __init__(self, program, slow, folder):
        (folder / "origin").mkdir()
        self.database = folder / "compile_commands.json"
        super().__init__(program, slow, folder / "origin", folder)
        (folder / "include").mkdir()
        shutil.copyfile(FIXTURES / "c" / "handles" / "uv.h", folder / "uv.h")
        for name, text in (("main.c", MAIN), ("other.c", OTHER), ("include/waiting.h", WAITING),
                           ("other.h", "#define OTHER_SECONDS 2\n"), ("service.py", ADDED)):
            (folder / name).write_text(text)
        self.commands({})

    def commands(self, more, left_out=()):
        """`first` and `second` are searched before `include`, and are not there."""
        names = [name for name in ("main.c", "other.c") if name not in left_out]
        self.database.write_text(json.dumps([
            {"directory": str(self.folder), "file": name,
             "arguments": ["cc", "-Ifirst", "-Isecond", "-Iinclude", *more.get(name, []), "-c", name]} for name in names]))

    def units_read(self):
        _, _, told = self.run(self.program, "-v", "--jobs", "1")
        found = re.search(rb"session: units=\d+ read=(\d+)", told)
        return int(found[1]) if found else -1

    def expect(self, what, units, is_told=True):
        wanted = self.reference()
        self.compare_once(what, wanted, units)
        self.compare(what, wanted)
        if is_told and self.told == wanted:
            self.failures.append(f"{what}: the reference does not tell")
        self.told = wanted

    def compare_once(self, what, wanted, units):
        """With -v nothing of whole runs is used, but units are."""
        self.settle()
        read = self.units_read()
        if read != units:
            self.failures.append(f"{what}: {read} units were read, not {units}")

    def put(self, name, text):
        file = self.folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)

    def happen(self):
        self.told = None
        self.expect("at first", 2)
        self.expect("again", 0, is_told=False)
        for name in ("main.c", "other.h", "uv.h", "include/waiting.h", "compile_commands.json"):
            os.utime(self.folder / name)
        self.expect("touched", 0, is_told=False)
        self.put("main.c", MAIN.replace("on_timer", "on_other_timer"))
        self.expect("a unit changed", 1)
        self.put("main.c", MAIN)
        self.expect("a text came back", 0)
        self.put("include/waiting.h", "\n" + WAITING)
        self.expect("a header changed", 1)
        self.put("include/unrelated.h", "#error\n")
        self.expect("a header that nobody asks for", 0, is_told=False)
        self.put("first/waiting.h", HARMLESS)
        self.expect("a folder that was not there", 2)
        (self.folder / "first" / "waiting.h").unlink()
        self.expect("that header gone", 1)
        self.put("first/waiting.h", HARMLESS)
        self.expect("that header again", 0)
        shutil.rmtree(self.folder / "first")
        self.expect("that folder gone", 0)
        self.missing()
        self.flags()
        self.damage()

    def missing(self):
        self.put("main.c", MAIN.replace("wait_here(1)", "other_wait()"))
        self.expect("the other unit matters", 1)
        self.put("include/bonus.h", "")
        self.expect("a header that was only asked about", 1)
        (self.folder / "other.h").unlink()
        self.expect("a header missing", 1)
        self.put("include/other.h", "#define OTHER_SECONDS 3\n")
        self.expect("found in another place", 1)
        (self.folder / "include" / "bonus.h").unlink()
        self.expect("asked about and gone", 1)
        self.put("include/bonus.h", "")

    def flags(self):
        self.expect("back", 0)
        self.commands({"other.c": ["-DOTHER_SECONDS=4", "-fplugin=evil.so"]})
        self.expect("other flags for one", 1)
        self.commands({}, left_out=("other.c",))
        self.expect("a unit left out", 0)
        self.commands({})
        self.expect("flags back", 0)

    def damage(self):
        """A damaged cache costs time and gives a warning, never another result."""
        wanted = self.reference()
        kept = self.folder / ".nostall_cache" / "units"
        told = 0
        for part in range(17):
            for result in kept.parent.glob("result-*"):
                result.unlink()
            data = bytearray(kept.read_bytes())
            place, size = (len(data) - 1) * part // 16, len(data)
            data[place] ^= 0x10
            kept.write_bytes(bytes(data))
            code, out, err = self.run(self.program, "--jobs", "2")
            told += b"the cache is damaged" in err
            rest = b"".join(line for line in err.splitlines(True) if b"the cache is damaged" not in line)
            if (code, out, rest) != wanted:
                self.failures.append(f"damaged at {place} of {size}: not as without a cache")
            self.settle()
            self.compare(f"behind damage at {place}", wanted)
        if told < 8:
            self.failures.append(f"damage was told {told} times")


def main():
    with tempfile.TemporaryDirectory(prefix="nostall-") as folder:
        program = Program(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), Path(folder).resolve())
        program.happen()
    for failure in program.failures:
        print(failure)
    print(f"{len(program.failures)} differences")
    return 1 if program.failures else 0


if __name__ == "__main__":
    sys.exit(main())
