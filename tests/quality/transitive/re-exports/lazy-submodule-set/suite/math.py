"""Re exports: lazy submodule set (suite.math)."""


def double(number: int) -> int:
    return 2 * number
