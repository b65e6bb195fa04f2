"""TLS contexts for clients and servers."""
import asyncio
import ssl

CONTEXT = ssl.create_default_context()  # silent: blocking


def pinned(path: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cafile=path)
    return context


class Fetcher:
    def __init__(self, authority: str | None) -> None:
        self.authority = authority

    async def connect(self, host: str) -> None:
        context = ssl.create_default_context()  # expect: blocking-tls-setup
        await asyncio.open_connection(host, 443, ssl=context)

    async def connect_pinned(self, host: str) -> None:
        assert self.authority
        context = pinned(self.authority)  # expect: blocking-tls-setup
        await asyncio.open_connection(host, 443, ssl=context)

    async def connect_well(self, host: str) -> None:
        await asyncio.open_connection(host, 443, ssl=CONTEXT)  # silent: blocking

    async def connect_in_a_thread(self, host: str) -> None:
        context = await asyncio.to_thread(pinned, "ca.pem")  # silent: blocking
        await asyncio.open_connection(host, 443, ssl=context)

    async def from_memory(self, text: str) -> ssl.SSLContext:
        return ssl.create_default_context(cadata=text)  # silent: blocking

    async def serve(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)  # silent: blocking
        context.load_cert_chain("server.pem", "server.key")  # expect: blocking-tls-setup
        await asyncio.start_server(print, port=443, ssl=context)
