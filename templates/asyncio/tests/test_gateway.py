import asyncio
import unittest

from skeleton.settings import Settings
from tests.support import ask, echo, gateway, upstream


class GatewayTest(unittest.IsolatedAsyncioTestCase):
    async def test_lines_are_answered_in_order(self):
        async with upstream() as (_, port), gateway(Settings(port=0, upstream_port=port)) as served:
            self.assertEqual(await ask(served.port, b"a", b"b"), [b"ok A", b"ok B"])

    async def test_no_more_requests_at_a_time_than_set(self):
        full = asyncio.Event()

        async def slow(question: bytes) -> bytes:
            if fake.working == 3:
                full.set()
            await full.wait()
            await asyncio.sleep(0.02)
            return question

        async with upstream(slow) as (fake, port):
            settings = Settings(port=0, upstream_port=port, concurrency=3)
            async with gateway(settings) as served:
                clients = [ask(served.port, b"x") for _ in range(9)]
                answers = await asyncio.gather(*clients)
        self.assertEqual(answers, [[b"ok x"]] * 9)
        self.assertEqual(fake.most_working, 3)

    async def test_a_connection_that_breaks_is_tried_again(self):
        broken = [True]

        async def once_broken(question: bytes) -> bytes | None:
            return None if broken and broken.pop() else await echo(question)

        async with upstream(once_broken) as (_, port):
            async with gateway(Settings(port=0, upstream_port=port)) as served:
                self.assertEqual(await ask(served.port, b"a"), [b"ok A"])

    async def test_an_upstream_that_is_silent_costs_no_more_than_the_deadline(self):
        async def silent(question: bytes) -> bytes:
            await asyncio.Event().wait()
            return question

        async with upstream(silent) as (_, port):
            settings = Settings(port=0, upstream_port=port, request_timeout_s=0.05)
            async with gateway(settings) as served:
                self.assertEqual(await ask(served.port, b"a"), [b"error upstream"])

    async def test_a_request_under_way_is_answered_while_it_stops(self):
        asked = asyncio.Event()

        async def slow(question: bytes) -> bytes:
            asked.set()
            await asyncio.sleep(0.05)
            return question

        async with upstream(slow) as (_, port):
            async with gateway(Settings(port=0, upstream_port=port)) as served:
                client = asyncio.create_task(ask(served.port, b"a"))
                await asked.wait()
            self.assertEqual(await client, [b"ok a"])

    async def test_a_request_that_takes_too_long_is_cut_off_when_it_stops(self):
        asked = asyncio.Event()

        async def silent(question: bytes) -> bytes:
            asked.set()
            await asyncio.Event().wait()
            return question

        async with upstream(silent) as (_, port):
            settings = Settings(port=0, upstream_port=port, shutdown_grace_s=0.05)
            with self.assertLogs("skeleton.gateway") as logs:
                async with gateway(settings) as served:
                    client = asyncio.create_task(ask(served.port, b"a"))
                    await asked.wait()
            self.assertEqual(logs.records[-1].cut_off, 1)
            self.assertEqual(await client, [b""])
