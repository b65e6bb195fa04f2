"""Re exports: pairs of steps (health)."""

import requests


def database() -> bool:
    return requests.get("https://db.example/health").ok


def broker() -> bool:
    return requests.get("https://mq.example/health").ok


CHECKS = (("database", database), ("broker", broker))
