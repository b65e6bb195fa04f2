"""Methods of a base class in another module, called on the subclass."""
from base import Plugin


class Mirror(Plugin):
    async def run(self):
        self.download("https://mirror.example")  # expect: blocking-http

    async def idle(self):
        return self.label()  # silent: blocking
