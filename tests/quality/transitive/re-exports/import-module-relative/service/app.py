"""Re exports: import module relative (service.app)."""

from importlib import import_module

backend = import_module(".backends.disk", "service")


async def answer(name: str) -> str:
    return backend.load(name)  # expect: blocking-file-io
