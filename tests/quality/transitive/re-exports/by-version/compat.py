"""Re exports: by version (compat)."""

import subprocess
import sys

if sys.version_info >= (3, 11):

    def run_tool(name: str) -> int:
        return subprocess.call([name])

else:

    def run_tool(name: str) -> int:
        return subprocess.Popen([name]).wait()
