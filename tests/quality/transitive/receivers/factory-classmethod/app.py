"""Alternative constructors."""
import json
from pathlib import Path


class Config:
    def __init__(self, data):
        self.data = data

    @classmethod
    def default(cls):
        return cls({})

    @staticmethod
    def for_user(name: str) -> "Config":
        return Config({"user": name})

    def save(self):
        Path("config.json").write_text(json.dumps(self.data))  # primitive: blocking

    def get(self, key):
        return self.data.get(key)


class UserConfig(Config):
    pass


async def reset():
    Config.default().save()  # expect: blocking-file-io


async def reset_user():
    UserConfig.default().save()  # expect: blocking-file-io


async def write(name):
    Config.for_user(name).save()  # expect: blocking-file-io


async def read(name):
    return Config.for_user(name).get("theme")  # silent: blocking
