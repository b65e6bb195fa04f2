"""What the kernel makes up is there at once."""
PROC_STAT = "/proc/stat"


class Sys:
    load = "/proc/loadavg"


def stat():
    with open(PROC_STAT) as file:
        return file.readline()


def load():
    return open(Sys.load).read()


def uptime():
    with open("/proc/uptime", encoding="ascii") as file:
        return file.read()


def temperature():
    with open("/sys/class/thermal/thermal_zone0/temp") as file:
        return int(file.read())


def passwd():
    with open("/etc/passwd") as file:
        return file.read()  # primitive: blocking


async def status():
    return stat(), load(), uptime(), temperature()  # silent: blocking


async def users():
    return passwd()  # expect: blocking-file-io
