"""Middleware and listeners of Sanic."""
import time

import requests
from sanic import Request, Sanic

app = Sanic("hooks")


@app.on_request
def limit(request: Request) -> None:
    requests.get("https://limits.example")  # expect: blocking-http


@app.middleware("response")
def stamp(request: Request, response) -> None:
    requests.get("https://time.example")  # expect: blocking-http


@app.before_server_start
def prepare(app: Sanic) -> None:
    with open("warm") as file:
        file.read()  # silent: blocking


@app.after_server_start
def started(app: Sanic) -> None:
    time.sleep(1)  # expect: blocking-sleep


def add_later(request: Request) -> None:
    requests.get("https://later.example")  # expect: blocking-http


app.register_middleware(add_later, "request")
