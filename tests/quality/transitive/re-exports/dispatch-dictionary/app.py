"""Re exports: dispatch dictionary."""

from commands import COMMANDS


async def execute(name: str, argument: str) -> None:
    COMMANDS[name](argument)  # expect: blocking-sleep


async def wait_a_bit() -> None:
    COMMANDS["wait"]("3")  # expect: blocking-sleep
