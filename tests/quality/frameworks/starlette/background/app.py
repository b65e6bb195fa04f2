"""A background task and an error handler of a plain Starlette application."""
import shutil

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


def clean(path: str) -> None:
    shutil.rmtree(path)  # primitive: blocking


def failed(request: Request, error: Exception) -> JSONResponse:
    clean("upload")  # silent: blocking
    return JSONResponse({})


async def upload(request: Request) -> JSONResponse:  # expect: async-endpoint-should-be-sync
    clean("old")  # expect: blocking-tree-io
    return JSONResponse({}, background=BackgroundTask(clean, "upload"))


app = Starlette(routes=[Route("/upload", upload)], exception_handlers={500: failed})
