"""A websocket handler, and what the handler does not know as an event."""
import time

from tornado.websocket import WebSocketHandler


class Chat(WebSocketHandler):
    rooms: dict[str, set["Chat"]] = {}

    def open(self, room: str) -> None:
        self.room = room
        self.history()  # expect: blocking-file-io

    def on_message(self, message: str) -> None:
        time.sleep(0.2)  # expect: blocking-sleep

    def on_close(self) -> None:
        self.rooms[self.room].discard(self)  # silent: blocking

    def history(self) -> str:
        with open(self.room) as file:
            return file.read()  # primitive: blocking

    def archive(self) -> None:
        time.sleep(0.2)  # silent: blocking
