"""Children, workers and pools, and who waits for them."""

import asyncio
import multiprocessing
import multiprocessing as mp
import os
import subprocess
from multiprocessing import Pipe, Pool, Process, Queue
from subprocess import Popen

import psutil


class Runner:
    def __init__(self, command: list[str]) -> None:
        self.process = Popen(command, stdout=subprocess.PIPE)

    async def finish(self) -> int:
        code = self.process.wait()  # expect: blocking-process-wait
        out, err = self.process.communicate()  # expect: blocking-process-wait
        del out, err
        return code

    async def ask(self) -> int | None:
        code = self.process.poll()  # silent: blocking-process-wait
        self.process.terminate()  # silent: blocking-process-wait
        self.process.kill()  # silent: blocking-process-wait
        return code

    async def wait_off_loop(self) -> int:
        return await asyncio.to_thread(self.process.wait)  # silent: blocking-process-wait


async def asyncio_process() -> None:
    process = await asyncio.create_subprocess_shell("true")
    await process.wait()  # silent: blocking-process-wait
    await process.communicate()  # silent: blocking-process-wait


async def children(pid: int) -> None:
    os.waitpid(pid, 0)  # expect: blocking-process-wait
    os.wait()  # expect: blocking-process-wait
    os.wait3(0)  # expect: blocking-process-wait
    os.wait4(pid, 0)  # expect: blocking-process-wait
    os.waitid(os.P_PID, pid, os.WEXITED)  # expect: blocking-process-wait
    os.waitpid(pid, os.WNOHANG)  # silent: blocking-process-wait
    os.wait3(os.WNOHANG | os.WUNTRACED)  # silent: blocking-process-wait
    os.wait4(pid, os.WNOHANG)  # silent: blocking-process-wait


def work(number: int) -> int:
    return number * number


async def worker() -> None:
    child = Process(target=work, args=(3,))
    child.start()
    child.join()  # expect: blocking-process-wait
    other = mp.Process(target=work, args=(4,))
    other.start()
    other.join(timeout=10)  # expect: blocking-process-wait
    other.join(timeout=0)  # silent: blocking-process-wait
    other.is_alive()  # silent: blocking-process-wait


async def pool_of_four(numbers: list[int]) -> list[int]:
    pool = Pool(4)
    squares = pool.map(work, numbers)  # expect: blocking-process-wait
    pool.starmap(work, [(n,) for n in numbers])  # expect: blocking-process-wait
    pool.apply(work, (5,))  # expect: blocking-process-wait
    pending = pool.apply_async(work, (6,))  # silent: blocking-process-wait
    pending.get()  # expect: blocking-process-wait
    pool.close()  # silent: blocking-process-wait
    pool.join()  # expect: blocking-process-wait
    return squares


async def pipes() -> None:
    ours, theirs = Pipe()
    ours.send("start")
    ours.recv()  # expect: blocking-process-wait
    theirs.poll(None)  # expect: blocking-process-wait
    theirs.poll()  # silent: blocking-process-wait
    theirs.poll(0)  # silent: blocking-process-wait


async def queues(jobs: "multiprocessing.Queue[int]") -> None:
    results = Queue()
    results.get()  # expect: blocking-lock
    results.get(timeout=3)  # expect: blocking-lock
    results.get(block=False)  # silent: blocking-process-wait
    results.get_nowait()  # silent: blocking-process-wait
    results.get(False)  # silent: blocking-process-wait


async def monitor(pid: int) -> None:
    process = psutil.Process(pid)
    process.wait()  # expect: blocking-process-wait
    process.wait(timeout=3)  # expect: blocking-process-wait
    psutil.wait_procs([process])  # expect: blocking-process-wait
    process.cpu_percent()  # silent: blocking-process-wait
    process.is_running()  # silent: blocking-process-wait


async def in_with(command: list[str]) -> None:
    with Popen(command) as child:  # expect: blocking-process-wait
        child.poll()
