"""Functions as values: signal own."""

import mail
from signals import user_created


async def create(address: str) -> None:
    assert mail
    user_created.send(address)  # expect: blocking-network
