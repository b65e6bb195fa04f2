"""Optional attributes after a test."""
import requests


class Api:
    def call(self) -> int:
        return requests.get("https://api.example").status_code  # primitive: blocking

    def base(self) -> str:
        return "https://api.example"


class Holder:
    def __init__(self) -> None:
        self.api: Api | None = None

    def connect(self) -> None:
        self.api = Api()

    async def ask(self) -> int:
        if self.api is None:
            raise RuntimeError("not connected")
        return self.api.call()  # expect: blocking-http

    async def ask_quick(self) -> int:
        return self.api.call() if self.api else 0  # expect: blocking-http

    async def base(self) -> str:
        assert self.api
        return self.api.base()  # silent: blocking
