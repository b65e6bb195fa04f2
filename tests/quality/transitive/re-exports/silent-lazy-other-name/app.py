"""Re exports: lazy other name, where nothing may be said."""

import lazy


async def handle() -> None:
    lazy.quick()  # silent: blocking
