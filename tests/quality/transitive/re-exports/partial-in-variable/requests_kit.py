"""Re exports: partial in variable (requests_kit)."""

import functools

import requests


def call(method: str, path: str) -> str:
    return requests.request(method, f"https://api.example{path}").text


get = functools.partial(call, "GET")
