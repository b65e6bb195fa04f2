"""Re exports: lambda in variable."""

from shell import quoted, run


async def remove(name: str) -> None:
    word = quoted(name)  # silent: blocking
    run(f"rm {word}")  # expect: blocking-subprocess
