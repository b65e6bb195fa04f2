"""Trying a lock does not wait for it."""
import threading
import time

lock = threading.Lock()


def hold():
    with lock:
        time.sleep(10)


def try_lock():
    return lock.acquire(blocking=False)


def try_by_position():
    return lock.acquire(False)


def take_lock():
    return lock.acquire()  # primitive: blocking


async def attempt():
    if try_lock() or try_by_position():  # silent: blocking
        lock.release()


async def insist():
    take_lock()  # expect: blocking-lock
    lock.release()
