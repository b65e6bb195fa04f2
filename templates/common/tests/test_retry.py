import unittest

from skeleton.retry import retry


class Flaky:
    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.calls = 0

    async def __call__(self) -> str:
        self.calls += 1
        if self.failures:
            raise self.failures.pop(0)
        return "done"


class RetryTest(unittest.IsolatedAsyncioTestCase):
    async def test_goes_on_until_it_works(self):
        flaky = Flaky(ConnectionError(), ConnectionError())
        result = await retry(flaky, attempts=3, errors=(ConnectionError,), pause_s=0.001)
        self.assertEqual((result, flaky.calls), ("done", 3))

    async def test_gives_up_with_the_last_error(self):
        flaky = Flaky(*[ConnectionError(str(number)) for number in range(5)])
        with self.assertRaisesRegex(ConnectionError, "1"):
            await retry(flaky, attempts=2, errors=(ConnectionError,), pause_s=0.001)
        self.assertEqual(flaky.calls, 2)

    async def test_other_errors_are_not_tried_again(self):
        flaky = Flaky(KeyError("id"))
        with self.assertRaises(KeyError):
            await retry(flaky, attempts=5, errors=(ConnectionError,))
        self.assertEqual(flaky.calls, 1)
