"""flock with and without LOCK_NB."""
import fcntl

TRY = fcntl.LOCK_EX | fcntl.LOCK_NB


def try_lock(file):
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def try_constant(file):
    fcntl.flock(file, TRY)


def lock(file, flags=fcntl.LOCK_EX):
    fcntl.flock(file, flags)  # primitive: blocking


async def attempt(file):
    try_lock(file)  # silent: blocking
    try_constant(file)  # silent: blocking
    lock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)  # silent: blocking


async def insist(file):
    lock(file)  # expect: blocking-lock
