"""Re exports: lazy pairs (plugins)."""

from importlib import import_module

_LAZY = {
    "scan": ("plugins.files", "walk_all"),
    "label": ("plugins.names", "label"),
}


def __getattr__(name):
    try:
        module, attribute = _LAZY[name]
    except KeyError:
        raise AttributeError(name) from None
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value
