"""Implicit calls: every attribute."""

import time


class Remote:
    host = "example"

    def __getattribute__(self, name: str) -> object:
        time.sleep(0.2)
        return object.__getattribute__(self, name)


async def show(remote: Remote) -> object:
    print(Remote.host)  # silent: blocking
    return remote.host  # expect: blocking-sleep
