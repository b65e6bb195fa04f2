"""Re exports: all augmented (net.probe)."""

import socket

__all__ = ["is_open"]
__all__ += ["lookup"]


def lookup(host: str) -> str:
    return _resolve(host)


def _resolve(host: str) -> str:
    return socket.gethostbyname(host)


def is_open(port: int) -> bool:
    return port in (80, 443)
