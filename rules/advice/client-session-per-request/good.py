import httpx


async def download(urls: list[str]) -> list[bytes]:
    pages = []
    async with httpx.AsyncClient() as client:
        for url in urls:
            response = await client.get(url)
            pages.append(response.content)
    return pages
