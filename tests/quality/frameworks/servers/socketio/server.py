"""python-socketio: the asynchronous server calls sync handlers on its loop."""
import time

import socketio

sio = socketio.AsyncServer(async_mode="asgi")
threaded = socketio.Server()


@sio.event
def connect(sid: str, environ: dict) -> None:
    time.sleep(1)  # expect: blocking-sleep


@threaded.event
def message(sid: str, text: str) -> None:
    time.sleep(1)  # silent: blocking


class Rooms(socketio.AsyncNamespace):
    def on_join(self, sid: str, room: str) -> None:
        time.sleep(1)  # expect: blocking-sleep

    async def on_leave(self, sid: str) -> None:
        time.sleep(1)  # expect: blocking-sleep


class OtherRooms(socketio.Namespace):
    def on_join(self, sid: str, room: str) -> None:
        time.sleep(1)  # silent: blocking
