"""A client of a shop's API, written with requests by several people over the years."""

import asyncio
from dataclasses import dataclass, field
from typing import Optional

import requests
import requests as rq
from requests import Session, get, post
from requests.adapters import HTTPAdapter
from requests_oauthlib import OAuth2Session

BASE = "https://shop.example"
shared = requests.Session()


async def module_functions(order: dict) -> None:
    requests.get(f"{BASE}/orders")  # expect: blocking-http
    requests.post(f"{BASE}/orders", json=order)  # expect: blocking-http
    rq.put(f"{BASE}/orders/1", json=order).raise_for_status()  # expect: blocking-http
    rq.patch(f"{BASE}/orders/1", json=order)  # expect: blocking-http
    requests.delete(f"{BASE}/orders/1")  # expect: blocking-http
    requests.head(BASE)  # expect: blocking-http
    requests.options(BASE)  # expect: blocking-http
    requests.request("TRACE", BASE)  # expect: blocking-http
    get(BASE)  # expect: blocking-http
    post(BASE, data=b"")  # expect: blocking-http


async def shared_session() -> bytes:
    page = shared.get(BASE)  # expect: blocking-http
    return page.content


class Shop:
    def __init__(self, token: str) -> None:
        self.session = requests.Session()
        self.session.headers["authorization"] = token  # silent: blocking-http
        self.session.mount("https://", HTTPAdapter(max_retries=3))  # silent: blocking-http
        self.fallback: Optional[Session] = None

    async def orders(self) -> list:
        return self.session.get(f"{BASE}/orders").json()  # expect: blocking-http

    async def pay(self, order: int) -> None:
        request = requests.Request("POST", f"{BASE}/orders/{order}/pay")  # silent: blocking-http
        prepared = self.session.prepare_request(request)  # silent: blocking-http
        self.session.send(prepared)  # expect: blocking-http

    async def other_way(self) -> None:
        if self.fallback:
            self.fallback.request("GET", BASE)  # expect: blocking-http

    async def orders_in_thread(self) -> requests.Response:
        return await asyncio.to_thread(self.session.get, f"{BASE}/orders")  # silent: blocking-http


class RetryingSession(requests.Session):
    attempts = 3


@dataclass
class Basket:
    session: Session = field(default_factory=Session)

    async def fill(self) -> None:
        self.session.put(f"{BASE}/basket")  # expect: blocking-http


async def with_statement() -> None:
    with requests.Session() as session:
        session.get(BASE)  # expect: blocking-http
    with RetryingSession() as retrying:
        retrying.post(BASE)  # expect: blocking-http


async def parameters(session: requests.Session, maybe: Session | None) -> None:
    session.options(BASE)  # expect: blocking-http
    if maybe is not None:
        maybe.head(BASE)  # expect: blocking-http


def make_session(token: str) -> Session:
    session = Session()
    session.headers["authorization"] = token
    return session


async def from_factory() -> None:
    make_session("secret").get(BASE)  # expect: blocking-http
    requests.session().get(BASE)  # expect: blocking-http


async def oauth(client_id: str) -> None:
    client = OAuth2Session(client_id)
    client.fetch_token(f"{BASE}/token")  # expect: blocking-http
    client.get(f"{BASE}/me")  # expect: blocking-http


async def mapping_called_requests(requests: dict) -> None:
    requests.get("first")  # silent: blocking-http


async def closes() -> None:
    session = requests.Session()
    session.close()  # silent: blocking-http
