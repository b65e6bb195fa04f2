"""The constant beginning of a formatted path decides."""
import os


def status(pid):
    with open(f"/proc/{pid}/status") as file:
        return file.read()


def cpu(number: int):
    with open(f"/sys/devices/system/cpu/cpu{number}/online") as file:
        return file.read()


def home(user):
    with open(f"/home/{user}/.profile") as file:
        return file.read()  # primitive: blocking


def added(pid):
    with open("/proc/" + str(pid) + "/stat") as file:
        return file.read()


def percent(pid):
    with open("/proc/%d/cmdline" % pid) as file:
        return file.read()


def formatted(pid):
    with open("/proc/{}/environ".format(pid)) as file:
        return file.read()


def joined(pid):
    with open(os.path.join("/proc", str(pid), "maps")) as file:
        return file.read()


async def watch(pid):
    status(pid)  # silent: blocking
    cpu(0)  # silent: blocking
    added(pid)  # silent: blocking
    percent(pid)  # silent: blocking
    formatted(pid)  # silent: blocking
    joined(pid)  # silent: blocking


async def profile(user):
    return home(user)  # expect: blocking-file-io
