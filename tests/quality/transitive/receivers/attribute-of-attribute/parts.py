"""Parts of a machine."""
import os


class Pump:
    def prime(self):
        pid = os.posix_spawn("/usr/bin/prime", ["prime"], {})
        os.waitpid(pid, 0)  # primitive: blocking

    def pressure(self):
        return 3


class Engine:
    def __init__(self):
        self.pump = Pump()
