"""A signal handler of the loop is a callback; one of the signal module interrupts any code."""
import asyncio
import signal
import subprocess


def reload_on_loop() -> None:
    subprocess.check_call(["systemctl", "reload", "proxy"])  # expect: blocking-subprocess


def dump_stack(number, frame) -> None:
    subprocess.check_call(["py-spy", "dump"])  # silent: blocking


async def main() -> None:
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, reload_on_loop)
    signal.signal(signal.SIGUSR1, dump_stack)
    await asyncio.Event().wait()
