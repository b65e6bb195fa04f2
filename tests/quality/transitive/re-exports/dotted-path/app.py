"""Re exports: dotted path."""

import company.net.client


async def status(host: str) -> int:
    return company.net.client.fetch_status(host)  # expect: blocking-http
