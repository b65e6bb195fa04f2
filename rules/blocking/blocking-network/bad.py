import smtplib
import socket


def resolve(host: str) -> str:
    return socket.gethostbyname(host)


async def announce(host: str) -> None:
    address = resolve(host)  # expect: blocking-network "resolve"
    connection = socket.create_connection((address, 7))  # expect: blocking-network
    connection.sendall(b"hello")  # expect: blocking-network
    smtplib.SMTP("mail.example")  # expect: blocking-network
