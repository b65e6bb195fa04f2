import os
import subprocess


async def build(process: subprocess.Popen[bytes], helper: int) -> bytes:
    os.waitpid(helper, 0)  # expect: blocking-process-wait
    out, _ = process.communicate()  # expect: blocking-process-wait
    process.wait()  # expect: blocking-process-wait
    return out
