"""HTTP without requests: httpx, urllib, urllib3, http.client and what is built on them."""

import http.client
import json
import urllib.request
import xmlrpc.client
from contextlib import asynccontextmanager
from http.client import HTTPSConnection
from urllib.request import Request, urlopen, urlretrieve

import aiohttp
import curl_cffi.requests as curl
import feedparser
import httpx
import urllib3
from httpx import AsyncClient, Client

FEED = "https://news.example/rss"
pool = urllib3.PoolManager(num_pools=4)
opener = urllib.request.build_opener()


async def httpx_functions() -> None:
    httpx.get(FEED)  # expect: blocking-http
    httpx.post(FEED, json={})  # expect: blocking-http
    httpx.request("GET", FEED)  # expect: blocking-http
    httpx.head(FEED)  # expect: blocking-http
    with httpx.stream("GET", FEED) as response:  # expect: blocking-http
        del response


class News:
    def __init__(self) -> None:
        self.client = httpx.Client(base_url=FEED)
        self.fast = AsyncClient(base_url=FEED)

    async def slow(self) -> str:
        answer = self.client.get("/today")  # expect: blocking-http
        return answer.text

    async def quick(self) -> str:
        answer = await self.fast.get("/today")  # silent: blocking-http
        return answer.text

    async def stream(self) -> None:
        with self.client.stream("GET", "/all") as answer:  # expect: blocking-http
            del answer
        async with self.fast.stream("GET", "/all") as answer:  # silent: blocking-http
            del answer


async def typed(client: Client, session: aiohttp.ClientSession) -> None:
    client.delete(FEED)  # expect: blocking-http
    async with session.get(FEED) as answer:  # silent: blocking-http
        await answer.read()


async def standard_library(body: dict) -> None:
    with urlopen(FEED, timeout=5) as page:  # expect: blocking-http
        del page
    request = Request(FEED, data=json.dumps(body).encode())  # silent: blocking-http
    urllib.request.urlopen(request)  # expect: blocking-http
    urlretrieve(FEED, "/tmp/feed")  # expect: blocking-http
    opener.open(FEED)  # expect: blocking-http


async def connections() -> None:
    connection = http.client.HTTPConnection("news.example")  # silent: blocking-http
    connection.request("GET", "/")  # expect: blocking-http
    answer = connection.getresponse()  # expect: blocking-http
    del answer
    secure = HTTPSConnection("news.example")
    secure.connect()  # expect: blocking-http


async def pools() -> None:
    pool.request("GET", FEED)  # expect: blocking-http
    pool.urlopen("GET", FEED)  # expect: blocking-http
    urllib3.request("GET", FEED)  # expect: blocking-http
    urllib3.HTTPSConnectionPool("news.example").request("GET", "/")  # expect: blocking-http


async def remote_calls() -> None:
    server = xmlrpc.client.ServerProxy("http://legacy.example/rpc")  # silent: blocking-http
    server.add_article("title")  # expect: blocking-http


async def browsers() -> None:
    curl.get(FEED, impersonate="chrome")  # expect: blocking-http
    session = curl.Session()
    session.post(FEED)  # expect: blocking-http
    async with curl.AsyncSession() as quick:
        await quick.get(FEED)  # silent: blocking-http


async def feeds(text: str) -> None:
    feedparser.parse("https://news.example/atom")  # expect: blocking-http
    feedparser.parse(text)  # silent: blocking-http


@asynccontextmanager
async def managed():
    client = httpx.Client()
    try:
        client.get(FEED)  # expect: blocking-http
        yield client
    finally:
        client.close()


class Handler:
    client: httpx.Client
    transport: httpx.AsyncClient

    async def handle(self) -> None:
        (answer := self.client.put(FEED)).raise_for_status()  # expect: blocking-http
        await self.transport.put(FEED)  # silent: blocking-http
        del answer


async def grabs(paths: list[str]) -> list:
    return [httpx.get(FEED + path).text for path in paths]  # expect: blocking-http


async def lambda_for_thread(loop) -> None:
    await loop.run_in_executor(None, lambda: httpx.get(FEED))  # silent: blocking-http
