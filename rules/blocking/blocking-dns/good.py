import asyncio
import socket


async def print_page(host: str) -> None:
    loop = asyncio.get_running_loop()
    try:
        await loop.getaddrinfo(host, 631)
    except OSError:
        print("no such printer")


async def list_addresses(address: str) -> None:
    socket.getaddrinfo(address, 631, flags=socket.AI_NUMERICHOST)
