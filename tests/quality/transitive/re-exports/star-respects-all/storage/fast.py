"""Re exports: star respects all (storage.fast)."""

_CACHE: dict[str, str] = {}


def load(key: str) -> str:
    return _CACHE.get(key, "")
