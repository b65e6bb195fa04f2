"""Re exports: star plain (tools.text)."""


def shorten(text: str) -> str:
    return text[:12]
