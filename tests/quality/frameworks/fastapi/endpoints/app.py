"""A sync endpoint gets a thread; an asynchronous one has the loop."""
import time

import requests
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/users")


def lookup(name: str) -> str:
    return requests.get(f"https://directory/{name}").text


@app.get("/slow")
def slow() -> str:
    time.sleep(5)  # silent: blocking
    return lookup("a")  # silent: blocking


@router.get("/{name}")
async def user(name: str) -> str:  # expect: async-endpoint-should-be-sync
    return lookup(name)  # expect: blocking-http


@router.post("/")
def create(name: str) -> str:
    return lookup(name)  # silent: blocking


app.include_router(router)
