import socket


def find(host: str) -> str:
    return socket.gethostbyname(host)


async def print_page(host: str) -> None:
    find(host)  # expect: blocking-dns "find"


async def list_addresses(host: str) -> None:
    socket.getaddrinfo(host, 631)  # expect: blocking-dns
