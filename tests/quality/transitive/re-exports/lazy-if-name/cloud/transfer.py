"""Re exports: lazy if name (cloud.transfer)."""

import requests


def upload(blob: bytes) -> None:
    _put("https://bucket.example/blob", blob)


def _put(url: str, blob: bytes) -> None:
    requests.put(url, data=blob).raise_for_status()
