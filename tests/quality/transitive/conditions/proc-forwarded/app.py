"""A helper reads what it is told to."""


def first_line(path):
    with open(path) as file:
        return file.readline()


def read_all(path: str = "/proc/meminfo") -> str:
    with open(path) as file:
        return file.read()  # primitive: blocking


async def memory():
    return read_all()  # expect-wrong: blocking-file-io -- what a file is read for is not asked of the caller


async def memory_named():
    return read_all(path="/proc/vmstat")  # expect-wrong: blocking-file-io -- what a file is read for is not asked of the caller


async def notes():
    return read_all("notes.txt")  # expect: blocking-file-io
