"""Sanic calls everything on the loop, sync or not."""
import asyncio
import sqlite3

from sanic import Blueprint, Request, Sanic, json

app = Sanic("shop")
api = Blueprint("api", url_prefix="/api")


def users() -> list:
    with sqlite3.connect("shop.db") as connection:
        return connection.execute("select * from users").fetchall()  # primitive: blocking


@app.get("/users")
def all_users(request: Request):
    return json(users())  # expect: blocking-database


@api.get("/users")
async def all_users_there(request: Request):
    return json(await asyncio.to_thread(users))  # silent: blocking


def not_a_handler(request: Request):
    return json(users())  # silent: blocking


app.blueprint(api)
