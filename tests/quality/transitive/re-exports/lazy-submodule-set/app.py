"""Re exports: lazy submodule set."""

import suite


async def done(address: str, count: int) -> int:
    suite.mail.notify(address)  # expect: blocking-network
    return suite.math.double(count)  # silent: blocking
