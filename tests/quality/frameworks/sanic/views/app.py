"""Views by class: methods of HTTP verbs."""
from pathlib import Path

from sanic import Request, Sanic, text
from sanic.views import HTTPMethodView

app = Sanic("views")


class Notes(HTTPMethodView):
    def get(self, request: Request, name: str):
        return text(self.load(name))  # expect: blocking-file-io

    async def put(self, request: Request, name: str):
        Path(name).write_bytes(request.body)  # expect: blocking-file-io
        return text("")

    def load(self, name: str) -> str:
        return Path(name).read_text()  # primitive: blocking


app.add_route(Notes.as_view(), "/notes/<name>")
