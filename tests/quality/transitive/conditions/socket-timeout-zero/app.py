"""settimeout(0) is setblocking(False)."""
import socket

NO_TIME = 0.0


class Probe:
    def __init__(self, host):
        self.probe = socket.socket(type=socket.SOCK_DGRAM)
        self.probe.settimeout(NO_TIME)
        self.probe.connect((host, 9))

    def read(self):
        return self.probe.recv(64)


class Patient:
    def __init__(self, host):
        self.line = socket.socket(type=socket.SOCK_DGRAM)
        self.line.settimeout(5)

    def read(self):
        return self.line.recv(64)  # primitive: blocking


async def probe(source: Probe):
    return source.read()  # silent: blocking


async def patient(source: Patient):
    return source.read()  # expect: blocking-network
