"""Where things are kept."""


class Store:
    def load(self, key):
        with open("data/" + key, "rb") as file:  # primitive: blocking
            return file.read()


class MemoryStore:
    def __init__(self):
        self.items = {}

    def load(self, key):
        return self.items[key]
