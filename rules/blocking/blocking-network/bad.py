import smtplib
import socket


def ask(connection: socket.socket, question: bytes) -> bytes:
    connection.sendall(question)
    return connection.recv(1024)


async def announce(host: str, port: int) -> None:
    connection = socket.create_connection((host, port))  # expect: blocking-network
    ask(connection, b"hello")  # expect: blocking-network "ask"
    smtplib.SMTP(host, port)  # expect: blocking-network
