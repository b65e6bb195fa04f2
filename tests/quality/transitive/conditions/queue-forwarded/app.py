"""The caller says whether the queue is waited for."""
import queue


class Inbox:
    def __init__(self):
        self.messages = queue.Queue()

    def receive(self, block=True, timeout=None):
        return self.messages.get(block, timeout)  # primitive: blocking

    def peek(self):
        return self.receive(block=False)

    async def next_message(self):
        return self.receive()  # expect: blocking-lock

    async def message_now(self):
        return self.receive(False)  # silent: blocking

    async def message_soon(self):
        return self.receive(timeout=0)  # silent: blocking

    async def peeked(self):
        return self.peek()  # silent: blocking
