"""Sockets that do not block."""
import socket


def make():
    connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    connection.setblocking(False)
    return connection


class Quiet:
    def __init__(self):
        self.connection = socket.socket()
        self.connection.setblocking(False)

    def read(self):
        return self.connection.recv(1024)


class Loud:
    def __init__(self):
        self.channel = socket.socket()

    def read(self):
        return self.channel.recv(1024)  # primitive: blocking


async def quiet(source: Quiet):
    return source.read()  # silent: blocking


async def loud(source: Loud):
    return source.read()  # expect: blocking-network
