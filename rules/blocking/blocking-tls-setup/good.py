import asyncio
import ssl


def make_context(authority: str) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=authority)


async def connect(authority: str) -> ssl.SSLContext:
    return await asyncio.to_thread(make_context, authority)
