"""Re exports: lazy own global, where nothing may be said (package)."""


def status() -> str:
    return "ready"


def __getattr__(name: str):
    if name == "status":
        from .remote import status

        return status
    raise AttributeError(name)
