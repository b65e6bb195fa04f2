"""Re exports: star private, where nothing may be said (quick)."""


def _wait() -> None:
    pass
