"""What Litestar gives to a thread whatever one says: listeners, background tasks, events."""
import time

from litestar import Litestar, Response, get, websocket_listener
from litestar.background_tasks import BackgroundTask
from litestar.events import listener


@websocket_listener("/echo")
def echo(data: str) -> str:
    time.sleep(1)  # silent: blocking
    return data


@listener("ordered")
def bill(number: int) -> None:
    time.sleep(1)  # silent: blocking


def log() -> None:
    time.sleep(1)  # silent: blocking


@get("/")
async def index() -> Response[str]:
    time.sleep(1)  # expect: blocking-sleep
    return Response("", background=BackgroundTask(log))


app = Litestar([echo, index], listeners=[bill])
