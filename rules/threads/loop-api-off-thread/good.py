import asyncio
import threading
import time


def answer(loop: asyncio.AbstractEventLoop, reply: asyncio.Future, text: str) -> None:
    time.sleep(0.25)
    loop.call_soon_threadsafe(reply.set_result, text.upper())


async def ask(text: str) -> str:
    loop = asyncio.get_running_loop()
    reply = loop.create_future()
    threading.Thread(target=answer, args=(loop, reply, text)).start()
    return await reply
