"""Functions as values: class decorator with arguments."""

import socket


class retrying:
    def __init__(self, times: int) -> None:
        self.times = times

    def __call__(self, function):
        def attempt(*args):
            for _ in range(self.times):
                result = function(*args)
                if result:
                    return result
            return None

        return attempt


@retrying(times=3)
def address(host: str) -> str:
    return socket.gethostbyname(host)


async def resolve(host: str) -> str:
    return address(host)  # expect: blocking-dns
