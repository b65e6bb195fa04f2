"""Children are reaped without waiting."""
import os
from os import WNOHANG

FLAGS = os.WNOHANG | os.WUNTRACED


def reap(pid):
    return os.waitpid(pid, os.WNOHANG)


def reap_named(pid):
    return os.waitpid(pid, WNOHANG)


def reap_flags(pid):
    return os.waitpid(pid, FLAGS)


def reap_with(pid, options=0):
    return os.waitpid(pid, options)  # primitive: blocking


async def look(pid):
    reap(pid)  # silent: blocking
    reap_named(pid)  # silent: blocking
    reap_flags(pid)  # silent: blocking
    reap_with(pid, os.WNOHANG)  # silent: blocking


async def wait(pid):
    reap_with(pid)  # expect: blocking-process-wait
