"""Re exports: lazy other name, where nothing may be said (lazy)."""

import importlib

_WHERE = {"slow": ".slow", "quick": ".quick"}


def __getattr__(name: str):
    if name in _WHERE:
        return getattr(importlib.import_module(_WHERE[name], __name__), name)
    raise AttributeError(name)
