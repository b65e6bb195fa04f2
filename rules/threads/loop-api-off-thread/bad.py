import asyncio
import threading
import time


def answer(reply: asyncio.Future, text: str) -> None:
    time.sleep(0.25)
    reply.set_result(text.upper())  # expect: loop-api-off-thread


async def ask(text: str) -> str:
    reply = asyncio.get_running_loop().create_future()
    threading.Thread(target=answer, args=(reply, text)).start()
    return await reply
