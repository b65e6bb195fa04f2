"""Mail, files, shells and messages over the network, with libraries that wait."""

import asyncio
import ftplib
import imaplib
import poplib
import smtplib
import telnetlib
from email.message import EmailMessage
from ftplib import FTP
from smtplib import SMTP

import aiosmtplib
import asyncssh
import dns.asyncresolver
import dns.resolver
import ldap3
import paramiko
import pexpect
import serial
import websocket
import websockets
import zmq
import zmq.asyncio
from fabric import Connection
from websockets.sync.client import connect as connect_sync


class Mailer:
    def __init__(self, host: str) -> None:
        self.host = host

    async def send(self, message: EmailMessage) -> None:
        with smtplib.SMTP(self.host) as server:  # expect: blocking-network
            server.starttls()  # expect: blocking-network
            server.login("user", "secret")  # expect: blocking-network
            server.send_message(message)  # expect: blocking-network

    async def send_raw(self, text: str) -> None:
        server = SMTP()  # silent: blocking-network
        server.connect(self.host)  # expect: blocking-network
        server.sendmail("a@example", ["b@example"], text)  # expect: blocking-network
        server.quit()  # expect: blocking-network

    async def send_async(self, message: EmailMessage) -> None:
        await aiosmtplib.send(message, hostname=self.host)  # silent: blocking-network


async def mailboxes(host: str) -> None:
    box = imaplib.IMAP4_SSL(host)  # expect: blocking-network
    box.login("user", "secret")  # expect: blocking-network
    box.select("INBOX")  # expect: blocking-network
    box.search(None, "UNSEEN")  # expect: blocking-network
    drop = poplib.POP3(host)  # expect: blocking-network
    drop.stat()  # expect: blocking-network


async def transfers(host: str) -> None:
    ftp = FTP(host)  # expect: blocking-network
    ftp.login()  # expect: blocking-network
    ftp.retrbinary("RETR list", print)  # expect: blocking-network
    idle = ftplib.FTP()  # silent: blocking-network
    idle.connect(host)  # expect: blocking-network


async def old_shell(host: str) -> None:
    session = telnetlib.Telnet(host)  # expect: blocking-network
    session.read_until(b"login: ")  # expect: blocking-network


async def secure_shell(host: str) -> str:
    client = paramiko.SSHClient()  # silent: blocking-network
    client.connect(host)  # expect: blocking-network
    _, out, _ = client.exec_command("uptime")  # expect: blocking-network
    text = out.read()  # expect: blocking-network
    sftp = client.open_sftp()  # expect: blocking-network
    sftp.get("/etc/motd", "/tmp/motd")  # expect: blocking-network
    Connection(host).run("uptime")  # expect: blocking-network
    return text.decode()


async def secure_shell_async(host: str) -> None:
    async with asyncssh.connect(host) as connection:  # silent: blocking-network
        await connection.run("uptime")  # silent: blocking-network


async def resolvers(name: str) -> None:
    dns.resolver.resolve(name, "MX")  # expect: blocking-network
    await dns.asyncresolver.resolve(name, "MX")  # silent: blocking-network


async def directory(host: str) -> None:
    connection = ldap3.Connection(ldap3.Server(host))
    connection.bind()  # expect: blocking-network
    connection.search("dc=example", "(uid=1)")  # expect: blocking-network


async def sockets(url: str) -> None:
    old = websocket.create_connection(url)  # expect: blocking-network
    old.send("hello")  # expect: blocking-network
    old.recv()  # expect: blocking-network
    with connect_sync(url) as link:  # expect: blocking-network
        link.recv()  # expect: blocking-network
        link.recv(timeout=0)  # silent: blocking-network
    async with websockets.connect(url) as link:  # silent: blocking-network
        await link.recv()  # silent: blocking-network


async def queues() -> None:
    context = zmq.Context()
    puller = context.socket(zmq.PULL)
    puller.recv()  # expect: blocking-network
    puller.recv(zmq.NOBLOCK)  # silent: blocking-network
    fast = zmq.asyncio.Context().socket(zmq.PULL)
    await fast.recv()  # silent: blocking-network


async def devices(port: str) -> None:
    line = serial.Serial(port, 9600)
    line.readline()  # expect: blocking-file-io
    line.write(b"AT\r")  # expect: blocking-file-io
    child = pexpect.spawn("ftp example")
    child.expect("Name")  # expect: blocking-process-wait
    await child.expect("Password", async_=True)  # silent: blocking
    await asyncio.to_thread(line.read, 10)  # silent: blocking-network
