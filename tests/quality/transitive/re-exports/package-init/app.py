"""Re exports: package init."""

from shop import latest_prices


async def quote(article: str) -> float:
    prices = latest_prices()  # expect: blocking-http
    return prices[article]
