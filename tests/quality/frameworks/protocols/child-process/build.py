"""A subprocess protocol hears of its child on the loop."""
import asyncio
import shutil


class Build(asyncio.SubprocessProtocol):
    def __init__(self, done: asyncio.Future) -> None:
        self.done = done

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        print(data.decode())  # silent: blocking

    def process_exited(self) -> None:
        shutil.rmtree("build")  # expect: blocking-tree-io
        self.done.set_result(True)

    def clean(self) -> None:
        shutil.rmtree("build")  # silent: blocking
