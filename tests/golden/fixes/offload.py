import subprocess
import requests


async def fetch(session: requests.Session, urls, **more):
    a = requests.get("https://example.org")
    b = requests.get(
        "https://example.org",  # the page
        timeout=3,
    )
    c = requests.get(*urls, **more).json()
    d = (requests.get)("https://example.org")
    e = requests.post(url for url in urls)
    f = requests.get(  # all of it
        "https://example.org", timeout=(lambda x, y: x)(1, 2))
    g = subprocess.run(["ls"], check=True)
    h = [requests.get(url) for url in urls]
    i = (requests.get(url) for url in urls)
    j = requests.get((await session_of(a)).url)
    k = requests \
        .get("https://example.org")
    with requests.get("https://example.org") as response:
        print(response)
    return await session_of(requests.get("https://example.org", timeout=1))


async def session_of(value):
    return value
