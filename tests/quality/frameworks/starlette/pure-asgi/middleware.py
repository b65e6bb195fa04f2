"""Pure ASGI middleware has no threads."""
import json
from pathlib import Path


class Denied:
    def __init__(self, app) -> None:
        self.app = app
        self.hosts = json.loads(Path("hosts.json").read_text())  # silent: blocking

    async def __call__(self, scope, receive, send) -> None:
        hosts = json.loads(Path("hosts.json").read_text())  # expect: blocking-file-io
        if scope["client"][0] not in hosts:
            await self.app(scope, receive, send)
