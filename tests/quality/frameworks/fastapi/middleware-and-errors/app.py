"""Middleware runs on the loop; a sync handler of an error gets a thread."""
import time

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.middleware.base import BaseHTTPMiddleware

app = FastAPI()


@app.middleware("http")
async def slowed(request: Request, call_next) -> Response:
    time.sleep(0.1)  # expect: blocking-sleep
    return await call_next(request)


@app.exception_handler(ValueError)
def failed(request: Request, error: ValueError) -> JSONResponse:
    time.sleep(0.1)  # silent: blocking
    return JSONResponse({}, 400)


@app.exception_handler(KeyError)
async def missing(request: Request, error: KeyError) -> JSONResponse:  # expect: async-endpoint-should-be-sync
    time.sleep(0.1)  # expect: blocking-sleep
    return JSONResponse({}, 404)


class Audit(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next) -> Response:
        with open("audit.log", "a") as file:
            file.write(str(request.url))  # expect: blocking-file-io
        return await call_next(request)


app.add_middleware(Audit)
