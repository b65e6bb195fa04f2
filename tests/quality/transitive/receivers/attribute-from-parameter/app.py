"""An annotated parameter of the constructor becomes an attribute."""
import socket


class Transport:
    def __init__(self, host: str) -> None:
        self.host = host

    def ping(self) -> bool:
        socket.create_connection((self.host, 80)).close()  # primitive: blocking
        return True

    def name(self) -> str:
        return self.host


class Client:
    def __init__(self, transport: "Transport", retries: int = 3) -> None:
        self._transport = transport
        self.retries = retries

    async def check(self) -> bool:
        return self._transport.ping()  # expect: blocking-network

    async def describe(self) -> str:
        return self._transport.name()  # silent: blocking
