import select
import socket


def wait_for_answer(connection: socket.socket) -> None:
    select.select([connection], [], [], 0.25)


async def ask(connection: socket.socket) -> bytes:
    connection.setblocking(False)
    wait_for_answer(connection)  # expect: blocking-poll "wait_for_answer"
    poller = select.poll()
    poller.register(connection, select.POLLIN)
    poller.poll(250)  # expect: blocking-poll
    return connection.recv(1024)
