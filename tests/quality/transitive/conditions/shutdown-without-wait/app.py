"""An executor that is let go."""
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor()
WAIT = False


def let_go():
    pool.shutdown(wait=False)


def let_go_constant():
    pool.shutdown(WAIT)


def close(wait=True):
    pool.shutdown(wait=wait, cancel_futures=True)  # primitive: blocking


def close_quietly():
    close(wait=False)


async def leave():
    let_go()  # silent: blocking
    let_go_constant()  # silent: blocking
    close(False)  # silent: blocking
    close_quietly()  # silent: blocking


async def finish():
    close()  # expect: blocking-lock
