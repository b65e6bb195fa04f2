"""Archives over a buffer."""
import io
import zipfile


class Bundle:
    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))

    def names(self):
        return self.archive.namelist()

    def read(self, name):
        return self.archive.read(name)


class FileBundle:
    def __init__(self, path: str) -> None:
        self.zip = zipfile.ZipFile(path)  # primitive: blocking

    def read(self, name):
        return self.zip.read(name)  # primitive: blocking


async def memory(bundle: Bundle):
    return bundle.read("a")  # silent: blocking


async def disk(bundle: FileBundle):
    return bundle.read("a")  # expect: blocking-file-io
