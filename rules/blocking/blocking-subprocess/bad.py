import os
import subprocess


def revision() -> str:
    return subprocess.check_output(["git", "rev-parse", "HEAD"], text=True)


async def deploy() -> None:
    print(revision())  # expect: blocking-subprocess "revision"
    subprocess.run(["make", "deploy"], check=True)  # expect: blocking-subprocess
    os.system("notify-send done")  # expect: blocking-subprocess
