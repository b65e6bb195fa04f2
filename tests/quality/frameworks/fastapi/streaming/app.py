"""A sync generator is iterated in a thread, an asynchronous one on the loop."""
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()


def chunks() -> Iterator[bytes]:
    with open("video", "rb") as file:  # silent: blocking
        while chunk := file.read(65536):  # silent: blocking
            yield chunk


async def chunks_async() -> AsyncIterator[bytes]:
    yield Path("video").read_bytes()  # expect: blocking-file-io


@app.get("/video")
async def video() -> StreamingResponse:
    return StreamingResponse(chunks())


@app.get("/video-async")
async def video_async() -> StreamingResponse:
    return StreamingResponse(chunks_async())
