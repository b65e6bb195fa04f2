"""Stands in for aiohttp where it is not installed: as much of it as the examples use, over the
streams of asyncio."""

import asyncio
import json as _json
from urllib.parse import urlsplit


class Response:
    def __init__(self, url):
        self.url = urlsplit(url)
        self.body = b""

    async def __aenter__(self):
        reader, writer = await asyncio.open_connection(self.url.hostname, self.url.port)
        head = f"GET {self.url.path} HTTP/1.1\r\nHost: {self.url.hostname}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode())
        answer = await reader.read()
        writer.close()
        self.body = answer.partition(b"\r\n\r\n")[2]
        return self

    async def __aexit__(self, *_):
        pass

    async def json(self):
        return _json.loads(self.body)


class ClientSession:
    def get(self, url):
        return Response(url)

    async def close(self):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        pass
