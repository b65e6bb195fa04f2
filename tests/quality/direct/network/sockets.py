"""Sockets, TLS, names and readiness, by hand."""

import asyncio
import select
import selectors
import socket
import ssl
from socket import AF_INET, SOCK_STREAM, create_connection, getaddrinfo, socket as Socket


class Probe:
    def __init__(self, host: str, port: int) -> None:
        self.address = (host, port)
        self.sock = socket.socket(AF_INET, SOCK_STREAM)

    async def connect(self) -> None:
        self.sock.connect(self.address)  # expect: blocking-network
        self.sock.connect_ex(self.address)  # expect: blocking-network

    async def talk(self, line: bytes) -> bytes:
        self.sock.sendall(line)  # expect: blocking-network
        return self.sock.recv(4096)  # expect: blocking-network

    def close(self) -> None:
        self.sock.close()


async def datagrams(address: tuple[str, int]) -> None:
    with Socket(AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("", 0))  # silent: blocking-network
        sock.sendto(b"ping", address)  # silent: blocking-network
        sock.recvfrom(512)  # expect: blocking-network
        sock.recvmsg(512)  # expect: blocking-network


async def client(host: str) -> None:
    sock = create_connection((host, 80), timeout=3)  # expect: blocking-network
    sock.send(b"GET / HTTP/1.0\r\n\r\n")  # expect: blocking-network
    reader = sock.makefile("rb")
    reader.readline()  # expect: blocking-network


async def server() -> None:
    listener = socket.socket()
    listener.bind(("", 8080))
    listener.listen()  # silent: blocking-network
    peer, address = listener.accept()  # expect: blocking-network
    peer.recv_into(bytearray(16))  # expect: blocking-network
    del address


async def encrypted(host: str) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    plain = socket.socket()
    secure = context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)
    secure.do_handshake()  # expect: blocking-network
    secure.write(b"hello")  # expect: blocking-network
    secure.read(10)  # expect: blocking-network
    secure.unwrap()  # expect: blocking-network
    ssl.get_server_certificate((host, 443))  # expect: blocking-network


async def names(host: str) -> None:
    getaddrinfo(host, 443)  # expect: blocking-dns
    socket.gethostbyname(host)  # expect: blocking-dns
    socket.gethostbyaddr(host)  # expect: blocking-dns
    socket.getnameinfo((host, 443), 0)  # expect: blocking-dns
    socket.getfqdn(host)  # expect: blocking-dns
    socket.gethostname()  # silent: blocking-dns
    socket.inet_aton("127.0.0.1")  # silent: blocking-dns
    await asyncio.get_running_loop().getaddrinfo(host, 443)  # silent: blocking-dns


async def readiness(sock: socket.socket) -> None:
    select.select([sock], [], [])  # expect: blocking-poll
    select.select([sock], [], [], 2.0)  # expect: blocking-poll
    select.select([sock], [], [], 0)  # silent: blocking-poll
    poller = select.poll()
    poller.register(sock)
    poller.poll()  # expect: blocking-poll
    poller.poll(0)  # silent: blocking-poll
    selector = selectors.DefaultSelector()
    selector.select()  # expect: blocking-poll
    selector.select(timeout=0)  # silent: blocking-poll
    epoll = select.epoll()
    epoll.poll(1)  # expect: blocking-poll
