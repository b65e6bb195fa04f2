import aiohttp


async def ping(session: aiohttp.ClientSession):
    session.get("https://example.org")
    if session.get("https://example.org"):
        print("up")
