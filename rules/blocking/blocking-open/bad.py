from pathlib import Path


def is_readable(path: Path) -> bool:
    try:
        path.open().close()
    except OSError:
        return False
    return True


async def handle(path: Path) -> None:
    if is_readable(path):  # expect: blocking-open "is_readable"
        file = open(path)  # expect: blocking-open
        print(file.fileno())
