"""Functions as values: keys that block."""

from pathlib import Path


def size(path: Path) -> int:
    return len(path.read_bytes())


def name(path: Path) -> str:
    return path.name


async def pick(paths: list[Path]) -> Path:
    by_name = sorted(paths, key=name)  # silent: blocking
    by_size = sorted(by_name, key=size)  # expect: blocking-file-io
    least = min(paths, key=size)  # expect: blocking-file-io
    paths.sort(key=size)  # expect: blocking-file-io
    return max(by_size, key=lambda path: size(path)) if least else by_size[0]  # expect: blocking-file-io
