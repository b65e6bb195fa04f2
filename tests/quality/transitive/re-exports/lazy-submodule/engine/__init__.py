"""Re exports: lazy submodule (engine)."""


def __getattr__(name: str):
    if name == "disk":
        from . import _disk

        return _disk
    raise AttributeError(name)
