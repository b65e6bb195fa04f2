// Where code runs: on the loop, in a thread, later.
#include "story.h"
#include "support/test.h"

typedef struct Row {
  const char *name;
  const char *source;
  const char *want;
} Row;

static void running(const Row *row) {
  Story *story = story_link(row->source);
  assert_str_equal(story_effects(story), str_from_c(row->want));
  story_release(story);
}

#define NAP "import asyncio, time\ndef nap(*a):\n    time.sleep(1)\n"
#define CB  "main.py: nap: blocking-sleep: time.sleep\n"

static const Row rows[] = {
    {"to_thread", NAP "async def f():\n    await asyncio.to_thread(nap, 1)\n", ""},
    {"to_thread, called by mistake", NAP "async def f():\n    await asyncio.to_thread(nap())\n",
     "main.py: f: blocking-sleep: nap > time.sleep\n"},
    {"to_thread of a lambda", NAP "async def f():\n    await asyncio.to_thread(lambda: nap())\n",
     ""},
    {"run_in_executor",
     NAP "async def f():\n    loop = asyncio.get_running_loop()\n"
         "    await loop.run_in_executor(None, nap)\n",
     ""},
    {"run_in_executor, other arguments are evaluated here",
     NAP "async def f():\n    loop = asyncio.get_running_loop()\n"
         "    await loop.run_in_executor(None, print, nap())\n",
     "main.py: f: blocking-sleep: nap > time.sleep\n"},
    {"submit",
     NAP "from concurrent.futures import ThreadPoolExecutor\nasync def f():\n"
         "    pool = ThreadPoolExecutor()\n    pool.submit(nap)\n",
     ""},
    {"Thread target",
     NAP "import threading\nasync def f():\n    threading.Thread(target=nap).start()\n", ""},
    {"project offload",
     NAP "async def offload(g, *a):\n    loop = asyncio.get_running_loop()\n"
         "    return await loop.run_in_executor(None, g, *a)\n"
         "async def f():\n    await offload(nap)\n",
     ""},
    {"project offload, in two steps",
     NAP "async def low(g):\n    await asyncio.to_thread(g)\nasync def high(h):\n    await low(h)\n"
         "async def f():\n    await high(nap)\n",
     ""},
    {"project offload of a partial",
     NAP "from functools import partial\nasync def low(g, *a):\n    await "
         "asyncio.to_thread(partial(g, *a))\n"
         "async def f():\n    await low(nap)\n",
     ""},
    {"async function that calls what it is given",
     NAP "async def low(g):\n    g()\nasync def f():\n    await low(nap)\n",
     "main.py: f: blocking-sleep: nap > time.sleep\n"},
    {"call_soon", NAP "async def f():\n    asyncio.get_running_loop().call_soon(nap)\n", CB},
    {"call_later",
     NAP "async def f(loop: asyncio.AbstractEventLoop):\n    loop.call_later(1, nap)\n", CB},
    {"add_done_callback",
     NAP "async def g(): ...\nasync def f():\n"
         "    t = asyncio.create_task(g())\n    t.add_done_callback(nap)\n",
     CB},
    {"add_reader",
     NAP "async def f(loop: asyncio.AbstractEventLoop):\n    loop.add_reader(1, nap)\n", CB},
    {"project function that schedules",
     NAP
     "def soon(g):\n    asyncio.get_running_loop().call_soon(g)\nasync def f():\n    soon(nap)\n",
     CB},
    {"protocol method",
     NAP "class P(asyncio.Protocol):\n    def data_received(self, data):\n"
         "        nap()\n",
     "main.py: P.data_received: blocking-sleep: nap > time.sleep\n"},
    {"protocol's other methods",
     NAP "class P(asyncio.Protocol):\n    def helper(self):\n        nap()\n", ""},
    {"sync code", NAP "def f():\n    nap()\nnap()\n", ""},
};
TEST_TABLE("contexts", rows, running)

TEST_MAIN(&running_table)
