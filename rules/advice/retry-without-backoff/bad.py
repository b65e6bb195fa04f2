import httpx


async def fetch(client: httpx.AsyncClient, url: str) -> bytes:
    while True:
        try:
            response = await client.get(url)  # expect: retry-without-backoff
            return response.content
        except httpx.HTTPError as error:
            print(f"failed: {error}")
