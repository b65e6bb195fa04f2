"""Re exports: lazy if name (cloud)."""


def __getattr__(name):
    if name == "upload":
        from .transfer import upload

        return upload
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
