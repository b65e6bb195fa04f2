"""Re exports: lazy own global, where nothing may be said (package.remote)."""

import requests


def status() -> str:
    return requests.get("https://status.example").text
