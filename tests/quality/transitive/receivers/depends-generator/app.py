"""Dependencies that yield, and classes as dependencies."""
from typing import Annotated, Any

from fastapi import Depends, FastAPI

import time

app = FastAPI()


class Lease:
    def renew(self):
        time.sleep(1)  # primitive: blocking

    def age(self):
        return 0


class Paging:
    def __init__(self, limit: int = 10):
        self.limit = limit

    def load(self):
        return open("pages").read()  # primitive: blocking


def lease():
    current = Lease()
    try:
        yield current
    finally:
        current.age()


async def async_lease():
    yield Lease()


@app.post("/renew")
async def renew(current=Depends(lease)):
    current.renew()  # expect: blocking-sleep


@app.post("/renew2")
async def renew_async(current: Annotated[Any, Depends(async_lease)]):
    current.renew()  # expect: blocking-sleep


@app.get("/pages")
async def pages(paging: Annotated[Paging, Depends()]):
    return paging.load()  # expect: blocking-file-io


@app.get("/age")
async def age(current=Depends(lease)):
    return current.age()  # silent: blocking
