"""Protocols, factories and pages of Twisted."""
import socket

from twisted.internet.protocol import Factory
from twisted.protocols.basic import LineReceiver
from twisted.web.resource import Resource


class Whois(LineReceiver):
    def connectionMade(self) -> None:
        self.sendLine(socket.getfqdn().encode())  # expect: blocking-dns

    def lineReceived(self, line: bytes) -> None:
        self.sendLine(self.look_up(line))  # expect: blocking-dns

    def look_up(self, name: bytes) -> bytes:
        return socket.gethostbyname(name.decode()).encode()  # primitive: blocking

    def unused(self, name: bytes) -> bytes:
        return self.look_up(name)  # silent: blocking


class WhoisFactory(Factory):
    def buildProtocol(self, address) -> Whois:
        socket.gethostbyaddr(address.host)  # expect: blocking-dns
        return Whois()


class Page(Resource):
    def render_GET(self, request) -> bytes:
        return socket.gethostbyname("example.org").encode()  # expect: blocking-dns
