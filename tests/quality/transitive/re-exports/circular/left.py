"""Re exports: circular (left)."""

import right


def entry() -> str:
    return right.helper()


def deepest() -> str:
    return open("/srv/deep.txt").read()
