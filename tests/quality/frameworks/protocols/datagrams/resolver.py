"""Datagrams: a name look-up in datagram_received keeps all others waiting."""
import asyncio
import socket


class Resolver(asyncio.DatagramProtocol):
    def connection_made(self, transport) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, address: tuple[str, int]) -> None:
        found = socket.gethostbyname(data.decode())  # expect: blocking-dns
        self.transport.sendto(found.encode(), address)

    def error_received(self, error: OSError) -> None:
        with open("errors.log", "a") as file:
            file.write(str(error))  # expect: blocking-file-io
