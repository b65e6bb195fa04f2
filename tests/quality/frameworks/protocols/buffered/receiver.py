"""A buffered protocol is asked for its buffer before each read."""
import asyncio
import time


class Receiver(asyncio.BufferedProtocol):
    def __init__(self) -> None:
        self.buffer = bytearray(4096)

    def get_buffer(self, hint: int) -> bytearray:
        time.sleep(0.01)  # expect: blocking-sleep
        return self.buffer

    def buffer_updated(self, size: int) -> None:
        with open("received", "ab") as file:
            file.write(self.buffer[:size])  # expect: blocking-file-io
