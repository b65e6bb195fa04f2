"""A process is asked whether it has ended."""
import subprocess


def has_ended(process: subprocess.Popen) -> bool:
    try:
        process.wait(timeout=0)
    except subprocess.TimeoutExpired:
        return False
    return True


def end(process: subprocess.Popen, timeout: float = 10) -> int:
    return process.wait(timeout=timeout)  # primitive: blocking


async def look(process: subprocess.Popen):
    return has_ended(process)  # silent: blocking


async def look_by_helper(process: subprocess.Popen):
    return end(process, 0)  # silent: blocking


async def stop(process: subprocess.Popen):
    process.terminate()
    return end(process)  # expect: blocking-process-wait
