"""Re exports: lazy pairs (plugins.names)."""


def label(name: str) -> str:
    return name.title()
