"""Re exports: partial in variable."""

from requests_kit import get


async def users() -> str:
    return get("/users")  # expect: blocking-http
