"""Type parameters in brackets, bound and free."""
from pathlib import Path


class Model:
    def load(self) -> str:
        return Path("weights").read_text()  # primitive: blocking

    def size(self) -> int:
        return 4


class Slot[T]:
    def __init__(self, value: T) -> None:
        self.value = value

    def take(self) -> T:
        return self.value


def first[M: Model](models: list[M]) -> M:
    return models[0]


async def bound[M: Model](model: M) -> str:
    return model.load()  # expect: blocking-file-io


async def slot(models: Slot[Model]) -> str:
    return models.take().load()  # expect: blocking-file-io


async def size[M: Model](model: M) -> int:
    return model.size()  # silent: blocking
