"""What a thread gives to the loop is run by the loop; the thread itself may wait."""
import asyncio
import socket
import threading


class Bridge:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.thread = threading.Thread(target=self.listen, daemon=True)

    def listen(self) -> None:
        server = socket.create_server(("", 9000))
        while True:
            connection, _ = server.accept()  # silent: blocking
            self.loop.call_soon_threadsafe(self.handle, connection)

    def handle(self, connection: socket.socket) -> None:
        connection.sendall(b"welcome")  # expect: blocking-network
