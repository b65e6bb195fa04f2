"""One factory makes several kinds; whichever it is, it blocks, but one of the other pair does not."""
import subprocess
import time


class GitStore:
    def sync(self):
        subprocess.run(["git", "fetch"], check=True)  # primitive: blocking

    def label(self):
        return "git"


class SlowStore:
    def sync(self):
        time.sleep(5)  # primitive: blocking

    def label(self):
        return "slow"


def store_for(kind):
    if kind == "git":
        return GitStore()
    return SlowStore()


async def update(kind):
    store_for(kind).sync()  # expect: blocking-sleep


async def name(kind):
    return store_for(kind).label()  # silent: blocking
