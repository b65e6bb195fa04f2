import time
from anyio import run, to_thread
import requests


async def tick(path):
    time.sleep(1)
    requests.get("https://example.org")
    requests.get("https://example.org", timeout=3)


run(tick)
