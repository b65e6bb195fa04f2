"""Re exports: package init (shop.prices)."""

import json
import urllib.request

RATES = "https://rates.example/latest"


def latest_prices() -> dict:
    return json.loads(_download())


def _download() -> bytes:
    with urllib.request.urlopen(RATES) as answer:
        return answer.read()
