"""A websocket endpoint is a coroutine that lasts as long as its connection."""
import asyncio
import subprocess

from fastapi import FastAPI, WebSocket

app = FastAPI()


def ping(host: str) -> str:
    return subprocess.check_output(["ping", "-c1", host], text=True)


@app.websocket("/ping")
async def pings(socket: WebSocket) -> None:
    await socket.accept()
    async for host in socket.iter_text():
        await socket.send_text(ping(host))  # expect: blocking-subprocess
        await socket.send_text(await asyncio.to_thread(ping, host))  # silent: blocking
