"""Re exports: shadowed import, where nothing may be said."""

from slow import refresh


def refresh() -> None:  # noqa: F811
    """The one that counts."""


async def handle() -> None:
    refresh()  # silent: blocking
