"""Re exports: getattr literal."""

import vendor


async def legacy() -> str:
    call = getattr(vendor, "old_call")
    return call() + getattr(vendor, "version")()  # expect: blocking-http
