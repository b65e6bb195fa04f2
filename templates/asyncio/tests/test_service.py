"""The whole service: asked for its health, and as a process that is told to stop."""

import asyncio
import json
import os
import signal
import sys
import unittest

from skeleton.app import run
from skeleton.health import Health
from skeleton.settings import Settings
from tests.support import ask, upstream


async def get(port: int, path: str) -> tuple[int, dict]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
    head, body = (await reader.read()).split(b"\r\n\r\n")
    writer.close()
    return int(head.split()[1]), json.loads(body)


class HealthTest(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.health = Health()
        await self.health.start("127.0.0.1", 0)
        self.addAsyncCleanup(self.health.stop)

    async def test_alive_from_the_start_ready_when_said(self):
        port = self.health.port
        self.assertEqual((await get(port, "/healthz"))[0], 200)
        self.assertEqual((await get(port, "/readyz"))[0], 503)
        self.health.is_ready = True
        status, state = await get(port, "/readyz")
        self.assertEqual((status, state["ready"]), (200, True))
        self.assertGreaterEqual(state["lag_s"], 0.0)
        self.assertEqual((await get(port, "/else"))[0], 404)


class ServiceTest(unittest.IsolatedAsyncioTestCase):
    async def test_runs_until_it_is_told_to_stop(self):
        stop = asyncio.Event()
        async with asyncio.timeout(60):
            async with asyncio.TaskGroup() as group:
                group.create_task(run(Settings(port=0, health_port=0), stop))
                await asyncio.sleep(0.05)
                stop.set()

    async def test_as_a_process_it_ends_in_order_on_sigterm(self):
        async with upstream() as (_, port), asyncio.timeout(60):
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "skeleton",
                env=os.environ
                | {
                    "PYTHONPATH": os.pathsep.join(sys.path),
                    "SKELETON_PORT": "0",
                    "SKELETON_HEALTH_PORT": "0",
                    "SKELETON_UPSTREAM_PORT": str(port),
                },
                stderr=asyncio.subprocess.PIPE,
            )
            assert process.stderr is not None
            ready = json.loads(await process.stderr.readline())
            self.assertEqual(ready["message"], "ready")
            self.assertEqual(await ask(ready["port"], b"a"), [b"ok A"])
            process.send_signal(signal.SIGTERM)
            _, rest = await process.communicate()
        self.assertEqual(process.returncode, 0, rest)
        self.assertIn(b'"stopped"', rest)
