"""The same with pathlib."""
from pathlib import Path

PROC = Path("/proc")


def status(pid):
    return Path("/proc/self/status").read_text()


def process(pid):
    return (PROC / str(pid) / "stat").read_text()


def block(name):
    return Path(f"/sys/block/{name}/size").read_text()


def notes():
    return Path("/srv/notes").read_text()  # primitive: blocking


async def watch(pid):
    status(pid)  # silent: blocking
    process(pid)  # silent: blocking
    block("sda")  # silent: blocking


async def show():
    return notes()  # expect: blocking-file-io
