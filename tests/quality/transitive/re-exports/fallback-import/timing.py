"""Re exports: fallback import (timing)."""

try:
    from _compiled import steady
except ImportError:
    from _native import steady


def settle() -> None:
    steady()
