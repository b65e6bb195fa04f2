"""Functions as values: wrapper with arguments."""

import functools
import requests


def audited(topic: str):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args):
            result = function(*args)
            _publish(topic, result)
            return result

        return wrapper

    return decorate


def _publish(topic: str, result: object) -> None:
    requests.post(f"https://audit.example/{topic}", json=result)


@audited("orders")
def total(prices: list[int]) -> int:
    return sum(prices)


async def order(prices: list[int]) -> int:
    return total(prices)  # expect: blocking-http
