"""Re exports: pairs of steps."""

from health import CHECKS


async def healthy() -> dict[str, bool]:
    result = {}
    for name, check in CHECKS:
        result[name] = check()  # expect: blocking-http
    return result
