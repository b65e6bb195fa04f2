"""Functions as values: starmap and takewhile."""

import itertools
import time


def wait(seconds: float, times: int) -> bool:
    time.sleep(seconds * times)
    return True


def is_ready(number: int) -> bool:
    time.sleep(0.1)
    return number > 0


async def handle(pairs: list[tuple[float, int]]) -> list:
    done = list(itertools.starmap(wait, pairs))  # expect: blocking-sleep
    for number in itertools.takewhile(is_ready, [3, 2, 1]):  # expect: blocking-sleep
        done.append(number)
    return done
