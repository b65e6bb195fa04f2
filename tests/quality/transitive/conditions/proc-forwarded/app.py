"""A helper reads what it is told to."""


def first_line(path):
    with open(path) as file:
        return file.readline()


def read_all(path: str = "/proc/meminfo") -> str:
    with open(path) as file:
        return file.read()  # primitive: blocking


async def memory():
    return read_all()  # silent: blocking


async def memory_named():
    return read_all(path="/proc/vmstat")  # silent: blocking


async def notes():
    return read_all("notes.txt")  # expect: blocking-file-io
