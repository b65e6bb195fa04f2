"""isinstance tells what an attribute is."""
from pathlib import Path


class Source:
    def __init__(self, target):
        self.target = target

    async def text(self):
        if isinstance(self.target, Path):
            return self.target.read_text()  # expect: blocking-file-io
        return self.target.decode()  # silent: blocking


async def size(source):
    if isinstance(source.target, bytes):
        return len(source.target)  # silent: blocking
    if not isinstance(source.target, Path):
        return source.target.read_text()  # silent: blocking
    return source.target.read_bytes()  # expect: blocking-file-io
