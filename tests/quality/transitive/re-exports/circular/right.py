"""Re exports: circular (right)."""

import left


def helper() -> str:
    return left.deepest()
