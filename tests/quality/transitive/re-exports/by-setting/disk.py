"""Re exports: by setting (disk)."""


def read(key: str) -> str:
    with open(f"cache/{key}") as file:
        return file.readline()


def read_all(key: str) -> str:
    with open("cache/all") as file:
        return file.read().partition(key)[2]
