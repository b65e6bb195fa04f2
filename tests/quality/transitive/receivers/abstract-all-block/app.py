"""Every implementer of the abstract method blocks."""
import abc
import os
import shutil


class Remover(abc.ABC):
    @abc.abstractmethod
    def remove(self, path): ...

    @abc.abstractmethod
    def kind(self): ...


class Tree(Remover):
    def remove(self, path):
        shutil.rmtree(path)  # primitive: blocking

    def kind(self):
        return "tree"


class Copy(Remover):
    def remove(self, path):
        shutil.copytree(path, path + ".old")  # primitive: blocking

    def kind(self):
        return os.sep


async def clean(remover: Remover):
    remover.remove("build")  # expect: blocking-tree-io


async def kind(remover: Remover):
    return remover.kind()  # silent: blocking
