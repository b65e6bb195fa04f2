"""Runs builds: every way of starting a program and waiting for it at once."""

import asyncio
import os
import shlex
import subprocess
import subprocess as sp
from os import popen, system
from subprocess import DEVNULL, PIPE, Popen, check_call, check_output, run

import anyio
import pexpect
import pty
import trio


class Build:
    command = ["make", "-j4"]

    def __init__(self, folder: str) -> None:
        self.folder = folder

    async def compile(self) -> int:
        done = subprocess.run(self.command, cwd=self.folder, check=False)  # expect: blocking-subprocess
        return done.returncode

    async def version(self) -> str:
        text = check_output(["git", "describe"], cwd=self.folder, text=True)  # expect: blocking-subprocess
        return text.strip()

    async def clean(self) -> None:
        check_call(["make", "clean"], cwd=self.folder)  # expect: blocking-subprocess
        sp.call(["make", "distclean"], cwd=self.folder)  # expect: blocking-subprocess

    async def compile_async(self) -> int:
        process = await asyncio.create_subprocess_exec(*self.command)  # silent: blocking-subprocess
        return await process.wait()  # silent: blocking-process-wait


async def shells(target: str) -> None:
    system(f"ssh {shlex.quote(target)} true")  # expect: blocking-subprocess
    os.system("sync")  # expect: blocking-subprocess
    listing = popen("ls -l").read()  # expect: blocking-process-wait, blocking-subprocess
    status, text = subprocess.getstatusoutput("uptime")  # expect: blocking-subprocess
    host = sp.getoutput("hostname")  # expect: blocking-subprocess
    del listing, status, text, host


async def spawns(path: str) -> None:
    os.spawnl(os.P_WAIT, path, path)  # expect: blocking-subprocess
    os.spawnv(os.P_WAIT, path, [path])  # expect: blocking-subprocess
    os.spawnlp(os.P_WAIT, "tar", "tar", "-xf", path)  # expect: blocking-subprocess
    pty.spawn([path])  # expect: blocking-subprocess


async def talks(path: str) -> str:
    return pexpect.run(path)  # expect: blocking-subprocess


async def in_parallel() -> None:
    await asyncio.gather(
        asyncio.to_thread(run, ["true"]),  # silent: blocking-subprocess
        asyncio.to_thread(subprocess.check_call, ["true"]),  # silent: blocking-subprocess
    )
    await anyio.run_process(["true"])  # silent: blocking-subprocess
    await trio.run_process(["true"])  # silent: blocking-subprocess


async def conditional(dry_run: bool) -> None:
    runner = sp.run
    if not dry_run:
        runner(["deploy"], check=True)  # expect: blocking-subprocess
    completed = [run(["lint", name]) for name in ("a", "b")]  # expect: blocking-subprocess
    assert all(one.returncode == 0 for one in completed)
    match run(["test"], stdout=DEVNULL).returncode:  # expect: blocking-subprocess
        case 0:
            print("good")


async def in_expression(arguments: list) -> str:
    return run(arguments, stdout=PIPE, check=True).stdout.decode()  # expect: blocking-subprocess


class Fake:
    def run(self, command: list) -> int:
        return len(command)


async def other_run(fake: Fake) -> None:
    fake.run(["true"])  # silent: blocking-subprocess


def run_for_cli() -> None:
    run(["true"], check=True)  # silent: blocking-subprocess


async def detached(arguments: list) -> "Popen[bytes]":
    try:
        check_call(arguments)  # expect: blocking-subprocess
    except subprocess.CalledProcessError:
        return await asyncio.to_thread(Popen, arguments)  # silent: blocking-subprocess
    raise RuntimeError
