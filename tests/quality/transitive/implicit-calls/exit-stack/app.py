"""Implicit calls: exit stack."""

import contextlib
import socket


class Link:
    def __init__(self, host: str) -> None:
        self.host = host

    def __enter__(self) -> socket.socket:
        return self._open()

    def __exit__(self, *exc: object) -> None:
        pass

    def _open(self) -> socket.socket:
        return socket.create_connection((self.host, 80))


class Label:
    def __enter__(self) -> str:
        return "label"

    def __exit__(self, *exc: object) -> None:
        pass


async def gather_links(hosts: list[str]) -> str:
    with contextlib.ExitStack() as stack:
        for host in hosts:
            stack.enter_context(Link(host))  # expect: blocking-network
        return stack.enter_context(Label())  # silent: blocking
