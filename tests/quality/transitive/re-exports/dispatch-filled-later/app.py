"""Re exports: dispatch filled later."""

from table import ACTIONS


async def act(name: str) -> None:
    ACTIONS[name]()  # expect: blocking-subprocess
