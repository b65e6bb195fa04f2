"""Functions as values: registry decorator (tasks)."""

import requests

from registry import register


@register("ping")
def ping(url: str) -> int:
    return requests.get(url).status_code


@register("head")
def head(url: str) -> int:
    return requests.head(url).status_code
