"""psutil measures over an interval only when it is given one."""
import psutil

INTERVAL = None


def usage():
    return psutil.cpu_percent(interval=None)


def usage_constant():
    return psutil.cpu_percent(INTERVAL)


def usage_zero():
    return psutil.cpu_percent(0)


def usage_over(interval=0.5):
    return psutil.cpu_percent(interval=interval)  # primitive: blocking


async def show():
    return usage() + usage_constant() + usage_zero()  # silent: blocking


async def show_now():
    return usage_over(None)  # silent: blocking


async def measure():
    return usage_over()  # expect: blocking-sleep
