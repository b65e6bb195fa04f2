"""Messages that are sent when there is room."""
import zmq


def send_now(connection: zmq.Socket, data: bytes) -> None:
    connection.send(data, zmq.NOBLOCK)


def send_quick(connection: zmq.Socket, data: bytes) -> None:
    connection.send(data, flags=zmq.DONTWAIT)


def receive(connection: zmq.Socket, flags: int = 0) -> bytes:
    return connection.recv(flags)  # primitive: blocking


async def publish(connection: zmq.Socket) -> None:
    send_now(connection, b"x")  # silent: blocking
    receive(connection, zmq.NOBLOCK)  # silent: blocking


async def listen(connection: zmq.Socket) -> bytes:
    return receive(connection)  # expect: blocking-network
