"""Each sync handler of Litestar says where it runs."""
import time

import requests
from litestar import Controller, Litestar, get, post


@get("/rates", sync_to_thread=False)
def rates() -> dict:
    return requests.get("https://rates.example").json()  # expect: blocking-http


@get("/rates-there", sync_to_thread=True)
def rates_there() -> dict:
    return requests.get("https://rates.example").json()  # silent: blocking


@post("/unsaid")
def unsaid() -> None:
    time.sleep(1)  # expect: blocking-sleep


class Orders(Controller):
    path = "/orders"

    @get(sync_to_thread=True)
    def list_all(self) -> list:
        time.sleep(1)  # silent: blocking
        return []

    @post()
    async def create(self) -> None:
        time.sleep(1)  # expect: blocking-sleep


app = Litestar([rates, rates_there, unsaid, Orders])
