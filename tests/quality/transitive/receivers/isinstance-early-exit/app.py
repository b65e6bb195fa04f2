"""isinstance that leaves early, with and, with or, in a conditional expression."""
import time


class Slow:
    def run(self):
        time.sleep(1)  # primitive: blocking


class Quick:
    def run(self):
        return 1


async def early(task):
    if not isinstance(task, Slow):
        return
    task.run()  # expect: blocking-sleep


async def conjunction(task, is_ready):
    if is_ready and isinstance(task, Slow):
        task.run()  # expect: blocking-sleep


async def conditional(task):
    return task.run() if isinstance(task, Slow) else None  # expect: blocking-sleep


async def short(task):
    return isinstance(task, Slow) and task.run()  # expect: blocking-sleep


async def other(task):
    if isinstance(task, Quick):
        task.run()  # silent: blocking
