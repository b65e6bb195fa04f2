"""Re exports: all from submodules (sdk.auth)."""

import requests

__all__ = ["sign_in"]


def sign_in(user: str) -> str:
    return _token(user)


def _token(user: str) -> str:
    return requests.post("https://id.example/token", data={"user": user}).text
