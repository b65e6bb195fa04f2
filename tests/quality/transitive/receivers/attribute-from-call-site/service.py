"""Serves what a backend has."""


class Service:
    def __init__(self, backend):
        self.backend = backend

    async def handle(self, key):
        return self.backend.fetch(key)  # expect: blocking-file-io

    async def knows(self, key):
        return self.backend.has_key(key)  # silent: blocking
