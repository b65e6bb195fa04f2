"""A store of files."""
from pathlib import Path


class DiskBackend:
    def __init__(self, root):
        self.root = Path(root)

    def fetch(self, key):
        return (self.root / key).read_bytes()  # primitive: blocking

    def has_key(self, key):
        return bool(key)
