import asyncio
import io
import unittest


async def save(store: dict) -> None:
    await asyncio.sleep(0.1)
    store["saved"] = True


class StoreTest(unittest.TestCase):
    async def test_saves(self) -> None:  # expect: async-test-without-plugin
        store = {}
        await save(store)
        self.assertTrue(store["saved"])


if __name__ == "__main__":
    tests = unittest.defaultTestLoader.loadTestsFromTestCase(StoreTest)
    unittest.TextTestRunner(io.StringIO()).run(tests)
