"""A decorator that only adds something: what it decorates runs where it is called."""
import functools
import time


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("calling", function.__name__)
        return function(*args, **kwargs)

    return wrapper


@logged
def slow() -> None:
    time.sleep(1)


async def main() -> None:
    slow()  # expect: blocking-sleep
