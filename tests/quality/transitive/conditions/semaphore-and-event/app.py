"""Semaphores and events with a time of zero."""
import threading

ready = threading.Event()
slots = threading.Semaphore(4)


def is_ready():
    return ready.wait(0)


def wait_ready():
    return ready.wait(3.5)  # primitive: blocking


def grab():
    return slots.acquire(timeout=0)


def get_slot(blocking):
    return slots.acquire(blocking)  # primitive: blocking


async def check():
    return is_ready(), grab()  # silent: blocking


async def hang():
    wait_ready()  # expect: blocking-lock
    get_slot(True)  # expect: blocking-lock


async def pass_by():
    return get_slot(False)  # silent: blocking
