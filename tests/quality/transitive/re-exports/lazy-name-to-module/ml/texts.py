"""Re exports: lazy name to module (ml.texts)."""


def describe(name: str) -> str:
    return f"model {name}"
