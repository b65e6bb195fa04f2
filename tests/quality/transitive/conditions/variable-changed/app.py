"""A value that is not always zero rules nothing out; one that is set in both branches to zero does."""
import threading

done = threading.Event()


def wait(is_patient):
    timeout = 0
    if is_patient:
        timeout = 5
    return done.wait(timeout)  # primitive: blocking


async def patient():
    return wait(True)  # expect: blocking-lock


def look():
    timeout = 0
    return done.wait(timeout)


async def glance():
    return look()  # silent: blocking
