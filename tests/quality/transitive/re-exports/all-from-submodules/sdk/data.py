"""Re exports: all from submodules (sdk.data)."""

__all__ = ["empty"]


def empty() -> dict:
    return {}
