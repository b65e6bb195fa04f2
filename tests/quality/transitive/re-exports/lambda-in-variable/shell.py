"""Re exports: lambda in variable (shell)."""

import os

run = lambda command: os.system(command)  # noqa: E731
quoted = lambda word: f"'{word}'"  # noqa: E731
