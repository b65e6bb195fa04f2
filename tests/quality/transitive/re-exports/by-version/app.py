"""Re exports: by version."""

from compat import run_tool


async def lint() -> int:
    return run_tool("linter")  # expect: blocking-subprocess
