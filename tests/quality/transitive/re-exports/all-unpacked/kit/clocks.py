"""Re exports: all unpacked (kit.clocks)."""

from time import sleep

__all__ = ("settle",)


def settle() -> None:
    _pause(0.2)


def _pause(seconds: float) -> None:
    sleep(seconds)
