"""Quart wraps sync handlers and hooks with run_sync."""
import time

from quart import Blueprint, Quart, request, websocket

app = Quart(__name__)
shop = Blueprint("shop", __name__)


@app.route("/report")
def report() -> str:
    time.sleep(3)  # silent: blocking
    return "done"


@shop.before_request
def authenticate() -> None:
    time.sleep(1)  # silent: blocking


@shop.post("/orders")
async def order() -> str:
    data = await request.get_json()
    time.sleep(1)  # expect: blocking-sleep
    return str(data)


@app.websocket("/ws")
async def feed() -> None:
    while True:
        await websocket.receive()
        time.sleep(1)  # expect: blocking-sleep
