"""The tests of the runtime under each compiler, sanitizer, way of changing stacks and processor that is here.

    matrix.py [--jobs N] [ROW...]   all rows, or those named; prints a table, exit 1 when one fails
    matrix.py --list                the rows and what they need

A row compiles the runtime and everything that tests it anew, with warnings as errors, then runs the unit tests,
the random programs against their recorded traces, and each pattern against its trace. What a sanitizer or valgrind
has to say ends a program with a failure, leaks included. A row whose tools are missing says which they are.

The unit tests for another processor need its cmocka: `dpkg --add-architecture arm64` and libcmocka-dev:arm64, or
a folder with its libcmocka.so, named by AARCH64_LIBRARIES. Without it that row runs programs and patterns alone.
"""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
RUNTIME = ROOT / "analyzer/runtime"
WARNINGS = "-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wcast-qual -Wstrict-prototypes -Wmissing-prototypes".split()
WARNINGS += ["-Wformat=2", "-Wundef", "-Werror"]
TIME_LIMIT_S = 900
ASAN = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer"]
TSAN = ["-fsanitize=thread", "-fno-omit-frame-pointer"]
UCONTEXT = ["-DNOSTALL_UCONTEXT"]
USE_AFTER_RETURN = {"ASAN_OPTIONS": "exitcode=99:detect_stack_use_after_return=1"}
NO_USE_AFTER_RETURN = {"ASAN_OPTIONS": "exitcode=99:detect_stack_use_after_return=0"}
VALGRIND = "valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite --trace-children=no"
EMULATOR = "qemu-aarch64 -L /usr/aarch64-linux-gnu"


@dataclass
class Row:
    name: str
    compiler: str = "gcc"
    flags: list = field(default_factory=lambda: ["-O2"])
    environment: dict = field(default_factory=dict)
    wrapper: str = ""
    packages: str = "gcc"
    uv: bool = False
    machine: str = ""  # where it is not this one


def checked(flags):
    return ["-O1", "-g", *flags]


CLANG = "clang libclang-rt-dev"
ROWS = [
    Row("gcc"),
    Row("gcc -O0", flags=["-O0", "-g"]),
    Row("gcc, ucontext", flags=["-O2", *UCONTEXT]),
    Row("gcc, libuv", uv=True, packages="gcc libuv1-dev"),
    Row("gcc, asan+ubsan", flags=checked(ASAN), environment=USE_AFTER_RETURN),
    Row("gcc, asan+ubsan, no use-after-return", flags=checked(ASAN), environment=NO_USE_AFTER_RETURN),
    Row("gcc, asan+ubsan, ucontext", flags=checked(ASAN + UCONTEXT), environment=USE_AFTER_RETURN),
    Row("gcc, tsan", flags=checked(TSAN)),
    Row("gcc, valgrind", flags=checked([]), wrapper=VALGRIND, packages="gcc valgrind"),
    Row("gcc, valgrind, ucontext", flags=checked(UCONTEXT), wrapper=VALGRIND, packages="gcc valgrind"),
    Row("clang", "clang", packages=CLANG),
    Row("clang, ucontext", "clang", ["-O2", *UCONTEXT], packages=CLANG),
    Row("clang, asan+ubsan", "clang", checked(ASAN), USE_AFTER_RETURN, packages=CLANG),
    Row("clang, asan+ubsan, no use-after-return", "clang", checked(ASAN), NO_USE_AFTER_RETURN, packages=CLANG),
    Row("clang, tsan", "clang", checked(TSAN), packages=CLANG),
    Row("aarch64", "aarch64-linux-gnu-gcc", wrapper=EMULATOR, machine="aarch64",
        packages="gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user"),
    Row("aarch64, ucontext", "aarch64-linux-gnu-gcc", ["-O2", *UCONTEXT], wrapper=EMULATOR, machine="aarch64",
        packages="gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user"),
]  # fmt: skip


def run(command, **options):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **options)


def find_compiler(name):
    for candidate in (name, f"{name}-19"):
        if shutil.which(candidate):
            return candidate
    return None


def links(compiler, flags, folder):
    probe = folder / "probe.c"
    probe.write_text("int main(void) { return 0; }\n", encoding="utf-8")
    return run([compiler, *flags, probe, "-o", folder / "probe"]).returncode == 0


def is_available(row, folder):
    compiler = find_compiler(row.compiler)
    if not compiler or not links(compiler, row.flags, folder):
        return False
    if row.wrapper and not shutil.which(row.wrapper.split()[0]):
        return False
    return not row.uv or links(compiler, ["-luv"], folder)


def cmocka_flags(row, folder):
    """How to link cmocka, or None where it is missing for that processor."""
    if not row.machine:
        return ["-lcmocka"]
    places = [os.environ.get("AARCH64_LIBRARIES"), f"/usr/lib/{row.machine}-linux-gnu"]
    for place in filter(None, places):
        if Path(place, "libcmocka.so.0").exists() and Path("/usr/include/cmocka.h").exists():
            (folder / "cmocka.h").symlink_to("/usr/include/cmocka.h")
            return [Path(place, "libcmocka.so.0"), f"-Wl,-rpath,{place}"]
    return None


class Build:
    """All programs of a row, in a folder of its own."""

    def __init__(self, row, folder, jobs):
        self.row, self.folder, self.jobs = row, folder, jobs
        self.compiler = find_compiler(row.compiler)
        self.cmocka = cmocka_flags(row, folder)
        self.flags = ["-std=c17", *row.flags, *WARNINGS]
        self.flags += [f"-I{ROOT}/analyzer", f"-I{ROOT}/tests", f"-I{folder}"]
        self.flags += [f'-DTEST_GOLDEN_DIR="{ROOT}/tests/golden"', '-DNOSTALL_VERSION="0"']
        if row.uv:
            self.flags.append("-DRUNTIME_HAS_UV=1")

    def compile(self, source, *flags):
        out = self.folder / f"{source.parent.name}_{source.stem}.o"
        ran = run([self.compiler, *self.flags, *flags, "-c", source, "-o", out])
        if ran.returncode:
            raise RuntimeError(ran.stderr)
        return out

    def compile_all(self, sources, *flags):
        with ThreadPoolExecutor(self.jobs) as pool:
            return list(pool.map(lambda source: self.compile(source, *flags), sources))

    def link(self, name, objects, *flags):
        """The program, or what starts it: the emulator is part of the program then."""
        program = self.folder / name
        binary = program.with_suffix(".bin") if self.row.wrapper else program
        libraries = ["-luv", "-ldl"] if self.row.uv else []
        ran = run([self.compiler, *self.row.flags, *objects, *flags, *libraries, "-lpthread", "-lm", "-o", binary])
        if ran.returncode:
            raise RuntimeError(ran.stderr)
        if self.row.wrapper:
            program.write_text(f'#!/bin/sh\nexec {self.row.wrapper} {shlex.quote(str(binary))} "$@"\n', encoding="utf-8")
            program.chmod(0o755)
        return program

    def all(self):
        runtime = [path for path in sorted(RUNTIME.glob("*.c")) if self.row.uv or path.name != "io_uv.c"]
        runtime = self.compile_all(runtime)
        units = []
        if self.cmocka:
            support = self.compile_all([*sorted(ROOT.glob("analyzer/base/*.c")), ROOT / "tests/support/test.c"])
            sources = sorted(ROOT.glob("tests/unit/runtime/test_*.c"))
            for source, tested in zip(sources, self.compile_all(sources)):
                units.append(self.link(source.stem, [tested, *runtime, *support], *self.cmocka))
        programs = self.link("programs", [self.compile(HERE / "programs.c"), *runtime])
        watch = self.compile(ROOT / "fixtures/patterns/watch.c")
        sources = sorted(ROOT.glob("fixtures/patterns/*/pattern.c"))
        patterns = []
        for source, pattern in zip(sources, self.compile_all(sources, "-Druntime_run=watched_run")):
            patterns.append(self.link(f"pattern-{source.parent.name}", [pattern, watch, *runtime]))
        return units, programs, patterns


def failures(row, units, programs, patterns, jobs):
    emulated = {"RUNTIME_EMULATED": "1"} if row.machine else {}
    sanitizers = {"UBSAN_OPTIONS": "print_stacktrace=1", "TSAN_OPTIONS": "exitcode=99"}
    environment = {**os.environ, **emulated, **sanitizers, **row.environment}

    def test(command):
        try:
            ran = run(command, env=environment, timeout=TIME_LIMIT_S)
        except subprocess.TimeoutExpired:
            return f"{command[-1]}: not over after {TIME_LIMIT_S} s"
        return None if ran.returncode == 0 else f"{' '.join(map(str, command))}\n{(ran.stdout + ran.stderr)[-3000:]}"

    commands = [[unit] for unit in units]
    commands.append([sys.executable, HERE / "differential.py", programs, "recorded"])
    commands += [[sys.executable, ROOT / "tests/patterns.py", "--recorded", pattern] for pattern in patterns]
    with ThreadPoolExecutor(jobs) as pool:
        return list(filter(None, pool.map(test, commands)))


def check(row, jobs):
    """One line of the table, and whether it is good."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if not is_available(row, folder):
            return f"| {row.name} | - | not here: {row.packages} | |", True
        began = time.monotonic()
        try:
            units, programs, patterns = Build(row, folder, jobs).all()
            found = failures(row, units, programs, patterns, jobs)
        except RuntimeError as error:
            found, units, patterns = [str(error)], [], []
        for failure in found:
            print(f"{row.name}: {failure}", file=sys.stderr)
        what = f"{len(units) or 'no'} unit tests, 9,000 programs, {len(patterns)} patterns"
        seconds = time.monotonic() - began
        return f"| {row.name} | {what} | {'clean' if not found else f'{len(found)} FAILED'} | {seconds:.0f} s |", not found


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--list", action="store_true", help="the rows and the packages that they need")
    parser.add_argument("rows", nargs="*", metavar="ROW")
    options = parser.parse_args()
    unknown = set(options.rows) - {row.name for row in ROWS}
    if unknown:
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    chosen = [row for row in ROWS if not options.rows or row.name in options.rows]
    if options.list:
        print("\n".join(f"{row.name}: {row.packages}" for row in chosen))
        return 0
    print("| row | what ran | result | took |\n| --- | --- | --- | --- |", flush=True)
    good = True
    for row in chosen:
        line, is_good = check(row, options.jobs)
        print(line, flush=True)
        good &= is_good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
