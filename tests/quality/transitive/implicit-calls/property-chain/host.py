"""Implicit calls: property chain (host)."""

import platform
import socket


class Host:
    @property
    def name(self) -> str:
        return platform.node()

    @property
    def address(self) -> str:
        return self._resolve()

    def _resolve(self) -> str:
        return socket.gethostbyname("localhost")


class Machine:
    def __init__(self) -> None:
        self.host = Host()
