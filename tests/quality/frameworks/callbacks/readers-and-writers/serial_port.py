"""A descriptor that is ready is read by a callback on the loop."""
import asyncio
import os
import urllib.request


class Port:
    def __init__(self, descriptor: int, loop: asyncio.AbstractEventLoop) -> None:
        self.descriptor = descriptor
        self.loop = loop
        loop.add_reader(descriptor, self.readable)
        loop.add_writer(descriptor, self.writable, b"hello")

    def readable(self) -> None:
        data = os.read(self.descriptor, 1024)  # silent: blocking
        urllib.request.urlopen("http://collector/", data)  # expect: blocking-http

    def writable(self, data: bytes) -> None:
        os.write(self.descriptor, data)  # silent: blocking
        self.backup(data)  # expect: blocking-file-io
        self.loop.remove_writer(self.descriptor)

    def backup(self, data: bytes) -> None:
        with open("backup", "ab") as file:
            file.write(data)  # primitive: blocking
