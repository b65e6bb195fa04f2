"""pip install: the source distribution, the wheel and what an environment has of it: test_wheel.py FOLDER VERSION

FOLDER is where tests/packages/tools.py installed the tools. npm is out of reach: the sources of the grammars must be in
the source distribution.
"""

import email
import os
import platform
import subprocess
import sys
import tarfile
import tempfile
import textwrap
import unittest
import zipfile
from pathlib import Path

from packed import ROOT, build_sdist, build_wheel, make_environment, run
from tools import PINS, environment_for

TOOLS, VERSION = environment_for(sys.argv[1]), sys.argv[2]
LIBRARIES = {"libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0"}
SYSTEM_LIBCLANG = sorted(Path("/usr/lib").glob("llvm-*/lib/libclang-??.so.1"), key=lambda path: path.name)
EXAMPLE = ROOT / "rules/blocking/blocking-sleep/bad.c"
DATA = (
    "share/man/man1/nostall.1",
    "share/bash-completion/completions/nostall",
    "share/zsh/site-functions/_nostall",
    "share/fish/vendor_completions.d/nostall.fish",
)


class WheelTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="nostall-wheel-")
        cls.addClassCleanup(scratch.cleanup)
        cls.scratch = Path(scratch.name).resolve()
        cls.sdist = build_sdist(TOOLS, cls.scratch)
        cls.npm_was_called = cls.scratch / "npm-was-called"
        cls.wheel = build_wheel(TOOLS, cls.sdist, cls.scratch, environment=cls.without_npm())
        cls.files = zipfile.ZipFile(cls.wheel)
        cls.addClassCleanup(cls.files.close)
        cls.place = make_environment(TOOLS, cls.scratch / "venv")
        cls.place.pip("install", "--no-index", cls.wheel)

    @classmethod
    def without_npm(cls):
        """A PATH in which npm fails, and tells that it was asked."""
        npm = cls.scratch / "bin/npm"
        npm.parent.mkdir()
        npm.write_text(f"#!/bin/sh\ntouch {cls.npm_was_called}\nexit 1\n", encoding="utf-8")
        npm.chmod(0o755)
        return {"PATH": os.pathsep.join([str(npm.parent), str(TOOLS / "bin"), os.environ["PATH"]])}

    def read(self, ending):
        (name,) = [name for name in self.files.namelist() if name.endswith(ending)]
        return self.files.read(name)

    def nostall(self, *words, name="nostall", **more):
        command = [self.place.program(name), *words]
        return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, **more)

    def test_sdist_has_what_a_build_needs_and_no_more(self):
        with tarfile.open(self.sdist) as archive:
            names = {name.partition("/")[2] for name in archive.getnames()}
        packages = "grammars/node_modules"
        for name in ("PKG-INFO", "CMakeLists.txt", "LICENSE", "NOTICE", "rules/list.h", f"{packages}/nostall-stamp"):
            self.assertIn(name, names)
        self.assertIn(f"{packages}/tree-sitter-python/src/parser.c", names)
        self.assertIn(f"{packages}/tree-sitter/vendor/tree-sitter/lib/src/lib.c", names)
        unwanted = ("tests/", "fixtures/", "build/", "site/", ".ci/")
        self.assertEqual([name for name in names if name.startswith(unwanted) or name.endswith(".node")], [])
        self.assertFalse(self.npm_was_called.exists(), "the build from the source distribution asked npm")

    def test_one_wheel_for_each_platform(self):
        self.assertRegex(self.wheel.name, rf"^nostall-{VERSION}-py3-none-linux_\w+\.whl$")
        about = email.message_from_bytes(self.read(".dist-info/WHEEL"))
        self.assertEqual(about["Root-Is-Purelib"], "false")
        scripts = [info for info in self.files.infolist() if ".data/scripts/" in info.filename]
        self.assertEqual([info.filename.rpartition("/")[2] for info in scripts], ["nostall"])
        self.assertEqual(scripts[0].external_attr >> 16 & 0o777, 0o755)

    def test_metadata(self):
        about = email.message_from_bytes(self.read(".dist-info/METADATA"))
        self.assertEqual((about["Name"], about["Version"]), ("nostall", VERSION))
        self.assertEqual(about["License-Expression"], "MIT")
        self.assertEqual(sorted(about.get_all("License-File")), ["LICENSE", "NOTICE"])
        self.assertEqual(about["Description-Content-Type"], "text/markdown")
        self.assertIn("./dev demo", about.get_payload())
        self.assertEqual(about.get_all("Requires-Dist"), ['libclang>=18.1; extra == "c"'])
        self.assertIn("tree-sitter", self.read("licenses/NOTICE").decode())

    def test_program_stands_alone(self):
        program = self.place.program("nostall")
        needed = [line.split("[")[1].rstrip("]") for line in run(["readelf", "-d", program]).splitlines() if "NEEDED" in line]
        self.assertEqual(set(needed) - LIBRARIES, set())
        self.assertNotIn(".symtab", run(["readelf", "-SW", program]), "the program is not stripped")

    def test_nothing_tells_where_it_was_built(self):
        program = self.read(".data/scripts/nostall")
        self.assertIn(b"analyzer/", program)  # of assertions
        for folder in (self.scratch, ROOT):
            self.assertNotIn(os.fsencode(folder), program)

    def test_runs(self):
        self.assertEqual(self.nostall("version").stdout, f"nostall {VERSION}\n")
        by_python = self.nostall("-m", "nostall", "version", name="python")
        self.assertEqual((by_python.returncode, by_python.stdout), (0, f"nostall {VERSION}\n"))
        ran = self.nostall("check", "-o", "concise", ROOT / "fixtures/demo")
        self.assertEqual(ran.returncode, 1, ran.stderr)
        self.assertIn("blocking-", ran.stdout)
        by_python = self.nostall("-m", "nostall", "check", "-o", "concise", ROOT / "fixtures/demo", name="python")
        self.assertEqual((by_python.returncode, by_python.stdout), (1, ran.stdout))

    def test_brings_its_manual(self):
        for name in DATA:
            self.assertIn("nostall", (self.place.folder / name).read_text(encoding="utf-8"), name)

    def test_goes_without_a_trace(self):
        place = make_environment(TOOLS, self.scratch / "other")
        before = {path for path in place.folder.rglob("*")}
        place.pip("install", "--no-index", self.wheel)
        self.assertNotEqual(before, {path for path in place.folder.rglob("*")})
        place.pip("uninstall", "--yes", "nostall")
        left = {path for path in place.folder.rglob("*") if not path.is_dir()} - before
        self.assertEqual(left, set())

    def check_c(self, program):
        """A check of C; LD_DEBUG tells which libraries are opened."""
        flags = self.scratch / "compile_flags.txt"
        flags.write_text(f"-I{ROOT / 'analyzer'}\n", encoding="utf-8")
        words = ("check", "-o", "concise", "--no-cache", "--compile-commands", flags, EXAMPLE)
        ran = subprocess.run(
            [program, *words], capture_output=True, text=True, check=False, env={**os.environ, "LD_DEBUG": "files"}
        )
        self.assertEqual(ran.returncode, 1, ran.stderr[-2000:])
        self.assertRegex(ran.stdout, r"bad\.c:\d+:\d+: blocking-sleep ")
        self.assertNotIn("error:", ran.stdout)
        return [line.partition("calling init: ")[2] for line in ran.stderr.splitlines() if "calling init: " in line]

    def test_extra_brings_libclang(self):
        """`pip install nostall[c]`: libclang is the index's, in the version that tools.txt pins, and reads C."""
        place = make_environment(TOOLS, self.scratch / "with-c")
        place.pip("install", "--quiet", "--constraint", PINS, f"nostall[c] @ {self.wheel.as_uri()}")
        (packages,) = place.folder.glob("lib/python3*/site-packages")
        library = packages / "clang/native/libclang.so"
        self.assertTrue(library.is_file())
        opened = self.check_c(place.program("nostall"))
        self.assertEqual([path for path in opened if "libclang" in path], [str(library)])

    def test_finds_libclang_of_its_environment(self):
        """Where pip puts it, for the extra `c`; here it is the system's, by another name."""
        self.assertTrue(SYSTEM_LIBCLANG, "no libclang in /usr/lib/llvm-*")
        (packages,) = self.place.folder.glob("lib/python3*/site-packages")
        library = packages / "clang/native/libclang.so"
        library.parent.mkdir(parents=True)
        library.symlink_to(SYSTEM_LIBCLANG[-1])
        # A link to the program, as pipx makes it, leads there too.
        link = self.scratch / "link"
        link.symlink_to(self.place.program("nostall"))
        for program in (self.place.program("nostall"), link):
            self.assertIn(str(library), self.check_c(program))

    def test_tag_of_this_system(self):
        """What auditwheel finds that the program needs, and that it takes no other promise."""
        said = run([TOOLS / "bin/auditwheel", "show", self.wheel])
        self.assertRegex(said.replace("\n", " "), r'platform tag: "manylinux_2_\d+_\w+"')
        old = [TOOLS / "bin/auditwheel", "repair", "--plat", f"manylinux_2_5_{platform.machine()}", self.wheel]
        ran = subprocess.run(old, capture_output=True, text=True, check=False, cwd=self.scratch)
        self.assertNotEqual(ran.returncode, 0, "the program was taken for one of 2005")


# A project that needs of the system what ours does, and compiles in no time.
SMALL = {
    "pyproject.toml": """
        [build-system]
        requires = ["scikit-build-core"]
        build-backend = "scikit_build_core.build"
        [project]
        name = "small"
        version = "1"
        [tool.scikit-build]
        wheel.py-api = "py3"
        """,
    "CMakeLists.txt": """
        cmake_minimum_required(VERSION 3.25)
        project(small LANGUAGES C)
        find_path(JANSSON_INCLUDE_DIR jansson.h REQUIRED)
        find_library(JANSSON_LIBRARY NAMES libjansson.a REQUIRED)
        add_executable(small main.c)
        target_include_directories(small PRIVATE ${JANSSON_INCLUDE_DIR})
        target_link_libraries(small PRIVATE ${JANSSON_LIBRARY})
        install(TARGETS small DESTINATION ${SKBUILD_SCRIPTS_DIR})
        """,
    "main.c": r"""
        #include <jansson.h>
        #include <pthread.h>
        #include <stdio.h>
        #include <xxhash.h>

        static void *work(void *data) { return data; }

        int main(void) {
          pthread_t thread;
          if (pthread_create(&thread, NULL, work, NULL) != 0 || pthread_join(thread, NULL) != 0) return 1;
          json_t *list = json_loads("[1, 2]", 0, NULL);
          printf("%zu %d\n", json_array_size(list), XXH_VERSION_MAJOR);
          json_decref(list);
          return 0;
        }
        """,
}


class ManylinuxTest(unittest.TestCase):
    def test_old_systems(self):
        """packaging/manylinux.py, with a small project in the place of ours, which takes it a minute."""
        with tempfile.TemporaryDirectory(prefix="nostall-manylinux-") as temporary:
            scratch = Path(temporary).resolve()
            source = scratch / "small"
            source.mkdir()
            for name, text in SMALL.items():
                (source / name).write_text(textwrap.dedent(text), encoding="utf-8")
            run([TOOLS / "bin/python", ROOT / "packaging/manylinux.py", source, scratch / "wheels"])
            (wheel,) = (scratch / "wheels").iterdir()
            self.assertIn(f"manylinux_2_17_{platform.machine()}", wheel.name)
            place = make_environment(TOOLS, scratch / "venv")
            place.pip("install", "--no-index", wheel)
            self.assertEqual(run([place.program("small")]), "2 0\n")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
