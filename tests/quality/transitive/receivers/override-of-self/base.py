"""The base of all importers."""


class Importer:
    def read(self):
        raise NotImplementedError

    def name(self):
        raise NotImplementedError

    async def run(self):
        return self.read()  # expect: blocking-file-io

    async def title(self):
        return self.name().title()  # silent: blocking
