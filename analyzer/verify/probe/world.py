"""The world that examples meet: servers, files, programs and people, all of them slow.

The names without an underscore are for the expressions of a proof. What is slow takes SLOW_S from
the moment it is asked, or, where nobody can tell that moment, from the one when it is made.
"""

import asyncio
import concurrent.futures
import ctypes
import importlib.util
import json
import os
import socket
import sqlite3
import struct
import subprocess
import sys
import threading
import time

SLOW_S = 0.25
FILES_PER_FOLDER = 50

# Made for this file, of a key that nobody has.
CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBezCCASGgAwIBAgIUL71x5Lq/k34gdZ1oBvvZTKsnZBYwCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHZXhhbXBsZTAgFw0yNjExMjEyMzQwMzlaGA8yMTI2MTAyODIz
NDAzOVowEjEQMA4GA1UEAwwHZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABO1Q7NVE+eF3VPNgF0smdR9L+pYBMufn9Kdq3a/L1Gz7l/ixWtcZ0zO0n14r
BgA9FUD/hXfq8yIsAdORbD8JQk+jUzBRMB0GA1UdDgQWBBSkiiIdANl61VbSOOpY
1AYqKlPZQzAfBgNVHSMEGDAWgBSkiiIdANl61VbSOOpY1AYqKlPZQzAPBgNVHRMB
Af8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQC8/OGkH/w4dbbra6/NVBMi3Hbd
hRoHgHwf2ulvazjiBAIgQ0sIMBKLKqzdhVbaUF3yWtbIhW9x+xW/tbYSGuc5YSA=
-----END CERTIFICATE-----
"""

_sleep = time.sleep


class World:
    def __init__(self, record):
        self._record = record
        self._sockets = []

    def names(self):
        """What expressions may use beside the names of the example."""
        own = {name: getattr(self, name) for name in dir(self) if name[0] != "_"}
        return {**own, "asyncio": asyncio, "os": os, "SLOW_S": SLOW_S}

    def thread(self, function, *arguments):
        """A thread that has begun to call it."""
        begun = threading.Event()

        def run():
            begun.set()
            function(*arguments)

        thread = threading.Thread(target=run, name="world", daemon=True)
        thread.start()
        begun.wait()
        return thread

    def later(self, function, *arguments):
        """A thread that will call it."""

        def run():
            _sleep(SLOW_S)
            function(*arguments)

        return self.thread(run)

    # ---- What is counted, and who calls ------------------------------------------------------------

    def count_sleeps(self):
        """From now on a line that sleeps again and again is seen."""
        self._record.sleeps = {}

    def count_tasks(self):
        """From now on a line is seen that has made a crowd of tasks which are not done."""
        self._record.crowds = {}

    async def within(self, seconds, coroutine):
        """Sees where it still waits when the time is over, and goes on waiting for it."""
        task = asyncio.ensure_future(coroutine)
        done, _ = await asyncio.wait([task], timeout=seconds)
        if not done:
            frames, at = [], task.get_coro()
            while at is not None and getattr(at, "cr_frame", None):
                frames.append(at.cr_frame)
                at = at.cr_await
            places = [place for frame in frames[::-1] for place in self._record.stack_of(frame)[:1]]
            self._record.see("overdue", places, after_s=str(seconds))
        return await task

    def invoke(self, handler):
        """What a platform does that knows nothing of coroutines: calls it, and writes the answer."""
        return json.dumps(handler({"name": "world"}, None), default=str)

    # ---- Servers on the loopback interface --------------------------------------------------------

    def _serve(self, talk):
        server = socket.socket()
        server.bind(("127.0.0.1", 0))
        server.listen(16)
        self._sockets.append(server)

        def accept():
            while True:
                try:
                    peer, _ = server.accept()
                except OSError:
                    return
                self.thread(talk, peer)

        self.thread(accept)
        return server.getsockname()[1]

    def slow_http(self):
        """The address of a server that answers with a small JSON document."""
        return f"http://127.0.0.1:{self._serve(answer_http)}/"

    def slow_greeter(self):
        """The port of a server that says hello as a mail server does, and answers each message."""
        return self._serve(greet)

    def slow_accept(self):
        """The port of a server that has as many clients as it takes, and takes another only later."""
        server = socket.socket()
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        port = server.getsockname()[1]
        waiting = [socket.socket() for _ in range(2)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
        self._sockets += [server, *waiting]

        def accept():
            while True:
                self.thread(greet, server.accept()[0])

        self.later(accept)
        return port

    def silent_name_server(self):
        """A name that this thread asks a server for that never answers."""
        server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        server.bind(("127.0.0.1", 0))
        self._sockets.append(server)
        libc = ctypes.CDLL(None)
        libc["__res_init"]()
        state_of_thread = libc["__res_state"]
        state_of_thread.restype = ctypes.c_void_p
        address = struct.pack("=H", socket.AF_INET) + struct.pack("!H", server.getsockname()[1])
        address += socket.inet_aton("127.0.0.1") + bytes(8)
        # As <resolv.h> lays it out: retrans, retry, options, nscount, nsaddr_list.
        state = state_of_thread()
        ctypes.memmove(state, struct.pack("=ii", 1, 1), 8)
        ctypes.memmove(state + 16, struct.pack("=i", 1) + address, 20)
        return "printer.example."

    async def request(self, app, path):
        """What an ASGI application answers to a request for a path."""
        sent = []

        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message):
            sent.append(message)

        scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET"}
        scope |= {"scheme": "http", "path": path, "raw_path": path.encode(), "query_string": b""}
        scope |= {"headers": [], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "root_path": ""}
        await app(scope, receive, send)
        return b"".join(message.get("body", b"") for message in sent)

    # ---- Files ------------------------------------------------------------------------------------

    def _fifo(self, name):
        if os.path.exists(name):
            os.unlink(name)
        os.mkfifo(name)
        return name

    def slow_file(self, name, text=""):
        """The name of a file whose text comes slowly; it can be read once."""

        def write():
            file = os.open(name, os.O_WRONLY)
            _sleep(SLOW_S)
            os.write(file, text.encode())
            os.close(file)

        self._fifo(name)
        self.thread(write)
        return name

    def slow_certificate(self, name):
        """The name of a file with a certificate that comes slowly; it can be read once."""
        return self.slow_file(name, CERTIFICATE)

    def sleeping_file(self, name):
        """The name of a file that takes its time to be opened."""

        def wake():
            while True:
                _sleep(SLOW_S)
                os.close(os.open(name, os.O_WRONLY))

        self._fifo(name)
        self.thread(wake)
        return name

    def full_file(self, name):
        """The name of a file on a disk that is so busy that writing waits."""
        self._fifo(name)
        reader = os.open(name, os.O_RDONLY | os.O_NONBLOCK)
        writer = os.open(name, os.O_WRONLY | os.O_NONBLOCK)
        try:
            while os.write(writer, b"x" * 4096):
                pass
        except BlockingIOError:
            pass

        def drain():
            os.set_blocking(reader, True)
            while os.read(reader, 65536):
                pass

        self.later(drain)
        return name

    def tree(self, name, count=1000):
        """The name of a folder with so many files in it."""
        for number in range(count):
            folder = os.path.join(name, str(number // FILES_PER_FOLDER))
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, f"{number}.pyc"), "w"):
                pass
        return name

    def slow_future(self):
        """A future of threads that will have a result."""
        future = concurrent.futures.Future()
        self.later(future.set_result, None)
        return future

    def locked_database(self):
        """A connection to a database in which someone else is at work."""
        path = f"users{time.monotonic_ns()}.db"
        owner = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        owner.execute("create table users (name text, visits integer)")
        owner.execute("insert into users values ('ada', 1)")
        owner.execute("begin exclusive")
        self.later(owner.execute, "commit")
        return sqlite3.connect(path, check_same_thread=False)

    # ---- Programs and people ----------------------------------------------------------------------

    def slow_commands(self, *names):
        """Programs of these names that only take their time."""
        os.makedirs("bin", exist_ok=True)
        for name in names:
            path = os.path.join("bin", name)
            with open(path, "w", encoding="ascii") as file:
                file.write(f"#!/bin/sh\nexec sleep {SLOW_S}\n")
            os.chmod(path, 0o755)
            if name not in self._record.stubs:
                self._record.stubs.append(name)

    def slow_process(self, times=1):
        return subprocess.Popen(["sleep", str(SLOW_S * times)], stdout=subprocess.PIPE)

    async def slow_async_process(self):
        pipe = asyncio.subprocess.PIPE
        return await asyncio.create_subprocess_exec("sleep", str(SLOW_S), stdout=pipe)

    def slow_child(self, times=1):
        """The id of a process."""
        return os.posix_spawnp("sleep", ["sleep", str(SLOW_S * times)], os.environ)

    def typist(self, line="yes"):
        """Somebody who types slowly on standard input."""
        reader, writer = os.pipe()
        os.dup2(reader, 0)
        os.close(reader)

        def type_lines():
            try:
                while True:
                    _sleep(SLOW_S)
                    os.write(writer, line.encode() + b"\n")
            except BrokenPipeError:
                os.close(writer)

        self.thread(type_lines)


def read_request(peer):
    """Takes one HTTP request, its body included; returns its method."""
    text = peer.recv(65536)
    while b"\r\n\r\n" not in text:
        text += peer.recv(65536) or b"\r\n\r\n"
    head, _, body = text.partition(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
    if fields.get(b"expect"):
        peer.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    if fields.get(b"transfer-encoding"):
        while not body.endswith(b"\r\n\r\n"):
            body += peer.recv(65536) or b"\r\n\r\n"
    missing = int(fields.get(b"content-length", 0)) - len(body)
    while missing > 0:
        missing -= len(peer.recv(missing)) or missing
    return head.partition(b" ")[0]


def answer_http(peer):
    try:
        method = read_request(peer)
        _sleep(SLOW_S)
        body = b'{"summary": "sunny"}' if method in (b"GET", b"POST") else b""
        head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
        peer.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    except OSError:
        pass  # the example has gone
    peer.close()


def greet(peer):
    try:
        _sleep(SLOW_S)
        peer.sendall(b"220 hello\r\n")
        while peer.recv(65536):
            _sleep(SLOW_S)
            peer.sendall(b"250 hello\r\n")
    except OSError:
        pass  # the example has gone
    peer.close()


def offer_packages(record, names):
    """Third-party packages: the installed one, otherwise a stand-in from stubs/."""
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "stubs")
    for name in names:
        if importlib.util.find_spec(name):
            record.packages[name] = installed_version(name)
            continue
        record.stubs.append(name)
        spec = importlib.util.spec_from_file_location(name, os.path.join(folder, name + ".py"))
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)


def installed_version(name):
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
