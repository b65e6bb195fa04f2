"""A list that a function fills before it works through it."""
import shutil


class Folder:
    def __init__(self, name):
        self.name = name

    def drop(self):
        shutil.rmtree(self.name)  # primitive: blocking

    def title(self):
        return self.name


async def drop_all(names: list[str]):
    folders = []
    for name in names:
        folders.append(Folder(name))
    for folder in folders:
        folder.drop()  # expect: blocking-tree-io


async def titles(names: list[str]):
    folders = {}
    for name in names:
        folders[name] = Folder(name)
    return [folder.title() for folder in folders.values()]  # silent: blocking
