import os
import subprocess


async def build(compiler: subprocess.Popen, linker: subprocess.Popen, helper: int) -> bytes:
    out, _ = compiler.communicate()  # expect: blocking-process-wait
    linker.wait()  # expect: blocking-process-wait
    os.waitpid(helper, 0)  # expect: blocking-process-wait
    return out
