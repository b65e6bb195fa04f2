"""Re exports: lazy submodule set (suite)."""

import importlib

_SUBMODULES = {"mail", "math"}


def __getattr__(name: str):
    if name in _SUBMODULES:
        return importlib.import_module(f".{name}", __name__)
    raise AttributeError(name)
