"""Methods of a protocol are called by the transport, on the loop."""
import asyncio
import hashlib
import time


class Echo(asyncio.Protocol):
    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport = transport
        time.sleep(0.5)  # expect: blocking-sleep

    def data_received(self, data: bytes) -> None:
        self.journal(data)  # expect: blocking-file-io
        self.transport.write(hashlib.sha256(data).digest())

    def journal(self, data: bytes) -> None:
        with open("journal", "ab") as file:
            file.write(data)  # primitive: blocking

    def replay(self) -> bytes:
        with open("journal", "rb") as file:  # silent: blocking
            return file.read()  # silent: blocking


async def main() -> None:
    server = await asyncio.get_running_loop().create_server(Echo, "", 7)
    await server.serve_forever()
