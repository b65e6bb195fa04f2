"""The whole service, as a process that is told to stop."""

import asyncio
import json
import os
import signal
import sys

import pytest

pytestmark = pytest.mark.anyio


async def test_as_a_process_it_ends_in_order_on_sigterm():
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "SKELETON_PORT": "0",
    }
    async with asyncio.timeout(30):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "skeleton", env=environment, stderr=asyncio.subprocess.PIPE
        )
        assert process.stderr is not None
        async for line in process.stderr:
            if json.loads(line)["message"].startswith("Uvicorn running"):
                break
        process.send_signal(signal.SIGTERM)
        _, rest = await process.communicate()
    assert b'"stopped"' in rest
    assert process.returncode == 0
