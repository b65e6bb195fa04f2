"""Elements of lists, of dicts, of what comprehensions make."""
import subprocess


class Worker:
    def __init__(self, name):
        self.name = name

    def restart(self):
        subprocess.check_call(["systemctl", "restart", self.name])  # primitive: blocking

    def is_idle(self):
        return not self.name


workers = [Worker("a"), Worker("b")]
by_name = {"a": Worker("a"), "b": Worker("b")}


async def restart_all():
    for worker in workers:
        worker.restart()  # expect: blocking-subprocess


async def restart_named():
    for worker in by_name.values():
        worker.restart()  # expect: blocking-subprocess
    for name, worker in by_name.items():
        worker.restart()  # expect: blocking-subprocess


async def restart_some(names: list[str]):
    for worker in [Worker(name) for name in names]:
        worker.restart()  # expect: blocking-subprocess
    for index, worker in enumerate(workers):
        worker.restart()  # expect: blocking-subprocess


async def idle():
    return [worker for worker in workers if worker.is_idle()]  # silent: blocking
