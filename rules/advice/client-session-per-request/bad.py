import httpx


async def download(urls: list[str]) -> list[bytes]:
    pages = []
    for url in urls:
        async with httpx.AsyncClient() as client:  # expect: client-session-per-request
            response = await client.get(url)
        pages.append(response.content)
    return pages
