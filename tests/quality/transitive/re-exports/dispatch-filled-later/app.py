"""Re exports: dispatch filled later."""

from table import ACTIONS


async def act(name: str) -> None:
    ACTIONS[name]()  # expect-miss: blocking-subprocess -- what is put into a container later is not known
