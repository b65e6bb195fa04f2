"""Re exports: getattr literal (vendor)."""

import requests


def old_call() -> str:
    return requests.get("https://old.example").text


def version() -> str:
    return "1.2"
