"""Endpoints that are async for no reason."""
import asyncio
import time
from pathlib import Path

import requests
from fastapi import APIRouter, Depends, FastAPI

app = FastAPI()
router = APIRouter(prefix="/reports")
folder = Path("reports")


async def session_user(token: str) -> str:  # expect: async-endpoint-should-be-sync
    return requests.get(f"https://example.org/users/{token}").text  # expect: blocking-http


def session_user_well(token: str) -> str:
    return requests.get(f"https://example.org/users/{token}").text  # silent: blocking


@router.get("/{name}")
async def report(name: str) -> str:  # expect: async-endpoint-should-be-sync
    return (folder / name).read_text()  # expect: blocking-file-io


@router.get("/{name}/plain")
def plain_report(name: str, user: str = Depends(session_user_well)) -> str:
    return (folder / name).read_text()  # silent: blocking


@app.post("/wait")
async def wait(user: str = Depends(session_user)) -> str:  # expect: async-endpoint-should-be-sync
    time.sleep(1)  # expect: blocking-sleep
    return "done"


@app.post("/wait/well")
async def wait_well() -> str:
    await asyncio.sleep(1)  # silent: blocking
    return "done"


@app.get("/health")
async def health() -> dict[str, str]:  # silent: blocking
    return {"status": "ok"}


@app.get("/mixed")
async def mixed(name: str) -> str:  # silent: blocking
    return await asyncio.to_thread((folder / name).read_text)
