"""Re exports: partial method (device)."""

from functools import partialmethod
import socket


class Device:
    def __init__(self, host: str) -> None:
        self.host = host

    def command(self, word: str) -> bytes:
        with socket.create_connection((self.host, 5025)) as link:
            link.sendall(word.encode())
            return link.recv(256)

    identify = partialmethod(command, "*IDN?")
