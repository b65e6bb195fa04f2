"""The Pythons that the tests of confirm run programs with."""

import re
import shutil
import subprocess
import sys

OLDEST = (3, 9)
NEWEST = (3, 13)
QUESTION = "import sys; print(sys.executable, '%d.%d' % sys.version_info[:2])"


def ask(program, text):
    """What a program prints, or None."""
    try:
        ran = subprocess.run([program, "-c", text], capture_output=True, text=True, timeout=120, check=False)
    except OSError:
        return None
    return ran.stdout.strip() if ran.returncode == 0 else None


def find():
    """Path -> version, one of each version that is on the PATH; the one that runs us is the first."""
    names = [sys.executable]
    names += filter(None, (shutil.which(f"python{OLDEST[0]}.{minor}") for minor in range(OLDEST[1], NEWEST[1] + 1)))
    found = {}
    for name in names:
        answer = re.fullmatch(r"(.*) (\d+)\.(\d+)", ask(name, QUESTION) or "")
        version = answer and (int(answer[2]), int(answer[3]))
        if version and version >= OLDEST and version not in found.values():
            found[answer[1]] = version
    return found


def find_with(module):
    """A Python that can import the module, or None."""
    return next((path for path in find() if ask(path, f"import {module}; print(1)") == "1"), None)
