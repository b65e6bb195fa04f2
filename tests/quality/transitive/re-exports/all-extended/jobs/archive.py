"""Re exports: all extended (jobs.archive)."""

import shutil

__all__ = ["name_of"]
__all__.extend(["pack"])


def name_of(job: int) -> str:
    return f"job-{job}"


def pack(job: int) -> None:
    _copy(name_of(job))


def _copy(name: str) -> None:
    shutil.copytree(f"work/{name}", f"done/{name}")
