import asyncio
import unittest

from skeleton.pool import Pool
from tests.support import upstream


class PoolTest(unittest.IsolatedAsyncioTestCase):
    async def test_a_connection_is_used_again(self):
        async with upstream() as (fake, port):
            pool = Pool("127.0.0.1", port, size=2, connect_timeout_s=30)
            for _ in range(3):
                async with pool.lend() as connection:
                    connection.writer.write(b"a\n")
                    self.assertEqual(await connection.reader.readline(), b"A\n")
            self.assertEqual(fake.connections, 1)
            pool.close()

    async def test_no_more_than_its_size_are_lent(self):
        async with upstream() as (_, port):
            pool = Pool("127.0.0.1", port, size=1, connect_timeout_s=30)
            async with pool.lend():
                with self.assertRaises(TimeoutError):
                    async with asyncio.timeout(0.05), pool.lend():
                        self.fail("a second one was lent")
            async with pool.lend():
                pool.close()

    async def test_one_that_was_left_in_an_error_is_not_lent_again(self):
        async with upstream() as (fake, port):
            pool = Pool("127.0.0.1", port, size=1, connect_timeout_s=30)
            with self.assertRaises(ValueError):
                async with pool.lend():
                    raise ValueError("half an answer was read")
            async with pool.lend() as connection:
                connection.writer.write(b"a\n")
                await connection.reader.readline()
            self.assertEqual(fake.connections, 2)
            pool.close()
