"""Re exports: lazy name to module (ml)."""

import importlib

_WHERE = {"train": ".training", "describe": ".texts"}


def __getattr__(name: str):
    if name in _WHERE:
        module = importlib.import_module(_WHERE[name], __name__)
        return getattr(module, name)
    raise AttributeError(name)
