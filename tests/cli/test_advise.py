"""nostall advise: what a program's own facts say.

    test_advise.py NOSTALL

ANALYZER_BLESS=1 writes the golden text anew.
"""

import json

import jsonschema

from case import ROOT, Case, main

SCHEMA = json.loads((ROOT / "docs/advice.schema.json").read_text())

ONE_AT_A_TIME = """\
import asyncio


async def fetch(number):
    await asyncio.sleep(number)
    return number


async def main():
    for number in range(3):
        print(await fetch(number))


asyncio.run(main())
"""

HASHES = """\
import asyncio
import hashlib


def digest(word, salt):
    return hashlib.scrypt(word, salt=salt, n=16384, r=8, p=1)


async def register(word):
    return digest(word, b"salt")
"""

SHARED = """\
import asyncio
import time


class Cache:
    def __init__(self):
        self.seen = {}

    def put(self, key, value):
        self.seen[key] = value

    def get(self, key):
        return self.seen.get(key)


cache = Cache()


async def handle(key):
    cache.put(key, 1)
    cache.get(key)
    await asyncio.to_thread(cache.put, key, 2)
    await asyncio.to_thread(cache.get, key)


def back(loop):
    asyncio.run_coroutine_threadsafe(handle("a"), loop)
"""


class AdviseTest(Case):
    def advise(self, *words, **more):
        ran = self.nostall("advise", "--isolated", "--output-format", "json", *words, **more)
        self.assertEqual((ran.code, ran.err), (0, ""))
        advice = json.loads(ran.out)
        jsonschema.validate(advice, SCHEMA)
        return advice

    def of(self, text, **files):
        self.write("app.py", text)
        return self.advise(str(self.folder))

    def names(self, places):
        return [place["function"] for place in places]

    def test_demo(self):
        ran = self.nostall("advise", "--isolated", "fixtures/demo", cwd=ROOT)
        self.assertEqual((ran.code, ran.err), (0, ""))
        self.assert_golden("advise-demo.txt", ran.out)

    def test_a_cause_tells_all_that_come_to_it(self):
        self.write("store.py", "import time\n\n\ndef load():\n    time.sleep(1)\n")
        handlers = "".join(f"\n\nasync def handle{i}():\n    load()\n" for i in range(5))
        self.write("app.py", "from store import load\n" + handlers)
        advice = self.advise(str(self.folder))
        (cause,) = advice["waits"]
        self.assertEqual((cause["row"], cause["function"], cause["rule"]), (5, "load", "blocking-sleep"))
        self.assertEqual(self.names(cause["from"]), [f"handle{i}" for i in range(5)])
        self.assertEqual((advice["waiting_coroutines"], advice["functions"]["coroutines"]), (5, 5))
        text = self.nostall("advise", "--isolated", str(self.folder)).out
        self.assertIn("5 of 5 coroutine functions (100 %) come to code that waits, at 1 place.", text)
        self.assertIn("from 5 functions: handle0", text)
        self.assertNotIn("handle4", text)
        self.assertIn("handle4", self.nostall("advise", "--isolated", "--full", str(self.folder)).out)

    def test_computing_stands_apart(self):
        advice = self.of(HASHES)
        self.assertEqual(advice["waits"], [])
        self.assertEqual(self.names(advice["computing"]), ["digest"])
        self.assertEqual(self.names(advice["computing"][0]["from"]), ["register"])

    def test_what_runs_on_both_sides(self):
        advice = self.of(SHARED)
        self.assertEqual(advice["functions"]["both"], 2)
        self.assertEqual(self.names(advice["shared"]), ["Cache.put"])  # `get` changes nothing
        kinds = [crossing["kind"] for crossing in advice["crossings"]]
        self.assertEqual(kinds, ["to-thread", "to-thread", "to-loop"])

    def test_a_program_that_does_one_thing_at_a_time(self):
        (needless,) = self.of(ONE_AT_A_TIME)["needless"]
        self.assertEqual(needless["function"], "main")
        self.assertRegex(needless["why"], "the coroutine behind it do one thing at a time")

    def test_one_that_does_more(self):
        for more in (
            "await asyncio.gather(fetch(1), fetch(2))",
            "asyncio.create_task(fetch(1))",
            "await asyncio.start_server(print, port=1)",
            "await unknown.serve()",
            "await asyncio.to_thread(print)",
            "await asyncio.Event().wait()",
        ):
            with self.subTest(more):
                text = ONE_AT_A_TIME.replace("    for number", f"    {more}\n    for number")
                self.assertEqual(self.of(text)["needless"], [])

    def test_a_loop_that_is_used_again_is_no_program(self):
        text = ONE_AT_A_TIME.replace(
            "asyncio.run(main())", "asyncio.new_event_loop().run_until_complete(main())"
        )
        self.assertEqual(self.of(text)["needless"], [])

    def test_async_for_nothing(self):
        text = "async def _two():\n    return 2\n\n\nasync def main():\n    return await _two()\n"
        self.assertEqual(self.names(self.of(text)["needless"]), ["_two"])

    def test_tests_are_left_out(self):
        self.write("tests/test_app.py", "import time\n\n\nasync def test():\n    time.sleep(1)\n")
        advice = self.of("async def main():\n    pass\n")
        self.assertEqual((advice["functions"]["coroutines"], advice["waits"]), (1, []))

    def test_without_async_code(self):
        self.write("app.py", "def main():\n    pass\n")
        ran = self.nostall("advise", "--isolated", str(self.folder))
        self.assertIn("There is no coroutine function here", ran.out)

    def test_bad_words(self):
        self.assert_usage("unknown output format `jsn`; did you mean `json`?", "advise", "-o", "jsn")
        ran = self.nostall("advise", "missing.py", cwd=self.folder)
        self.assertEqual(ran.code, 2)
        self.assertIn("missing.py", ran.err)


if __name__ == "__main__":
    main()
