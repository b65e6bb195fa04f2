"""Functions of arq are coroutine functions, all on one loop."""
import requests


async def crawl(ctx: dict, url: str) -> int:
    response = requests.get(url)  # expect: blocking-http
    return len(response.content)


def describe(url: str) -> str:
    return requests.get(url).text  # silent: blocking


class WorkerSettings:
    functions = [crawl]
