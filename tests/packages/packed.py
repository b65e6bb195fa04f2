"""The wheel and the source distribution that the tests of packages share, built once for a state of the sources.

The wheel is built as pip does it, from the source distribution and not from this tree, so that what it lacks is missed.
Only the optimisation is left out, which takes a minute and which no test here can see.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
QUICK = ("cmake.define.CMAKE_C_FLAGS_RELEASE=-O0", "cmake.define.NOSTALL_LTO=OFF")
SDIST_CODE = "import sys, scikit_build_core.build as b; print(b.build_sdist(sys.argv[1]))"


def run(words, **more):
    """Runs a command; its output is shown when it fails."""
    words = [os.fspath(word) for word in words]
    ran = subprocess.run(words, capture_output=True, text=True, check=False, **more)
    if ran.returncode != 0:
        raise AssertionError(f"{' '.join(words)}\nended with {ran.returncode}\n{ran.stdout}{ran.stderr}")
    return ran.stdout


def build_sdist(tools, folder):
    """nostall-<version>.tar.gz of this tree."""
    out = run([tools / "bin/python", "-c", SDIST_CODE, folder], cwd=ROOT)
    return Path(folder) / out.splitlines()[-1]


def build_wheel(tools, source, folder, settings=QUICK, environment=None):
    """A wheel from `source`, a folder or a source distribution, without a look at any index."""
    words = [tools / "bin/python", "-m", "pip", "wheel", source, "--wheel-dir", folder]
    words += ["--no-build-isolation", "--no-deps", "--no-index", "--quiet", "--disable-pip-version-check"]
    launcher = os.environ.get("NOSTALL_TEST_LAUNCHER")
    if launcher:
        settings = (*settings, f"cmake.define.CMAKE_C_COMPILER_LAUNCHER={launcher}")
    for setting in settings:
        words += ["--config-settings", setting]
    path = os.pathsep.join([str(tools / "bin"), os.environ["PATH"]])
    run(words, env={**os.environ, "PATH": path, **(environment or {})})
    (wheel,) = Path(folder).glob("*.whl")
    return wheel


def make_environment(tools, place):
    """A virtual environment with nothing in it."""
    run([sys.executable, "-m", "venv", "--without-pip", place])
    return Place(Path(place), tools)


class Place:
    """A virtual environment, into which the tools' pip installs."""

    def __init__(self, folder, tools):
        self.folder = folder
        self.tools = tools

    def pip(self, *words):
        pip = [self.tools / "bin/python", "-m", "pip", "--python", self.folder, "--disable-pip-version-check"]
        return run([*pip, *words])

    def program(self, name):
        return self.folder / "bin" / name


# Builds a wheel that has one script, the program at PROGRAM.
BACKEND = '''
import zipfile

NAME = "nostall-VERSION"

def build_wheel(folder, config_settings=None, metadata_directory=None):
    files = {
        f"{NAME}.data/scripts/nostall": open("PROGRAM", "rb").read(),
        f"{NAME}.dist-info/METADATA": b"Metadata-Version: 2.1\\nName: nostall\\nVersion: VERSION\\nProvides-Extra: c\\n",
        f"{NAME}.dist-info/WHEEL": b"Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: false\\nTag: py3-none-any\\n",
    }
    record = "".join(f"{path},,\\n" for path in [*files, f"{NAME}.dist-info/RECORD"])
    files[f"{NAME}.dist-info/RECORD"] = record.encode()
    with zipfile.ZipFile(f"{folder}/{NAME}-py3-none-any.whl", "w") as wheel:
        for path, data in files.items():
            info = zipfile.ZipInfo(path)
            info.external_attr = 0o100755 << 16
            wheel.writestr(info, data)
    return f"{NAME}-py3-none-any.whl"
'''
PROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'


def write_package(folder, program, version="0"):
    """A package that pip builds in no time: it consists of a program that is there already."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    (Path(folder) / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    backend = BACKEND.replace("PROGRAM", os.fspath(program)).replace("VERSION", version)
    (Path(folder) / "backend.py").write_text(backend, encoding="utf-8")
