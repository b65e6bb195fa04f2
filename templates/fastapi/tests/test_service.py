"""The whole service, as a process that is told to stop."""

import asyncio
import json
import os
import signal
import socket
import sys

import pytest

pytestmark = pytest.mark.anyio


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def test_as_a_process_it_ends_in_order_on_sigterm():
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "SKELETON_PORT": str(free_port()),
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
    assert process.returncode in (0, -signal.SIGTERM)
