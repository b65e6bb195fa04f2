"""Re exports: lazy other name, where nothing may be said (lazy.quick)."""


def quick() -> None:
    pass
