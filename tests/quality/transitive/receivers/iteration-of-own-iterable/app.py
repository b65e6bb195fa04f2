"""A collection of the project's own yields its elements."""
import shutil


class Folder:
    def __init__(self, path):
        self.path = path

    def remove(self):
        shutil.rmtree(self.path)  # primitive: blocking

    def depth(self):
        return self.path.count("/")


class Folders:
    def __init__(self, *paths):
        self.paths = paths

    def __iter__(self):
        for path in self.paths:
            yield Folder(path)

    def __getitem__(self, index):
        return Folder(self.paths[index])


async def clean():
    for folder in Folders("a", "b"):
        folder.remove()  # expect: blocking-tree-io
    Folders("c")[0].remove()  # expect: blocking-tree-io


async def deepest():
    return max(folder.depth() for folder in Folders("a", "b"))  # silent: blocking
