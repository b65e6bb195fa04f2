"""Between a library that has threads and a program that has a loop."""
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


class Bridge:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.messages: asyncio.Queue[str] = asyncio.Queue()
        self.connected = asyncio.Event()
        self.pool = ThreadPoolExecutor(2)

    def start(self) -> None:
        threading.Thread(target=self.listen, daemon=True).start()
        threading.Thread(target=self.listen_well, daemon=True).start()

    def listen(self) -> None:
        self.connected.set()  # expect: loop-api-off-thread
        self.on_message("first")

    def on_message(self, text: str) -> None:
        self.messages.put_nowait(text)  # expect: loop-api-off-thread

    def listen_well(self) -> None:
        self.loop.call_soon_threadsafe(self.connected.set)  # silent: threads
        self.loop.call_soon_threadsafe(self.messages.put_nowait, "first")  # silent: threads
        print(self.messages.qsize())  # silent: threads

    async def ask(self, question: str) -> str:
        reply = self.loop.create_future()
        self.pool.submit(self.answer, question, reply)
        return await reply

    def answer(self, question: str, reply: asyncio.Future) -> None:
        if not reply.done():  # silent: threads
            reply.set_result(question.upper())  # expect: loop-api-off-thread

    async def ask_well(self, question: str) -> str:
        return await self.loop.run_in_executor(self.pool, question.upper)  # silent: threads

    def schedule(self) -> None:
        self.loop.call_later(1, print)  # expect: loop-api-off-thread

    async def soon(self) -> None:
        await asyncio.to_thread(self.schedule)
        self.loop.call_later(1, print)  # silent: threads
