// Effects of library calls and the conditions on their arguments.
#include "story.h"
#include "support/test.h"

typedef struct Row {
  const char *name;
  const char *source;
  const char *want;
} Row;

static void blocking(const Row *row) {
  Story *story = story_link(row->source);
  assert_str_equal(story_effects(story), str_from_c(row->want));
  story_release(story);
}

#define LOCK "import threading\nlock = threading.Lock()\nasync def f():\n"

#define EQUAL_WAYS                                                                                 \
  "# file: b.py (asked for)\nimport time\ndef h():\n    first()\n    second()\n"                   \
  "def first():\n    time.sleep(1)\ndef second():\n    time.sleep(2)\n"

static const Row rows[] = {
    {"acquire", LOCK "    lock.acquire()\n", "main.py: f: blocking-lock: threading.Lock.acquire\n"},
    {"acquire(False)", LOCK "    lock.acquire(False)\n", ""},
    {"acquire(blocking=False)", LOCK "    lock.acquire(blocking=False)\n", ""},
    {"acquire(timeout=0)", LOCK "    lock.acquire(timeout=0)\n", ""},
    {"acquire(timeout=-1) waits", LOCK "    lock.acquire(timeout=-1)\n",
     "main.py: f: blocking-lock: threading.Lock.acquire\n"},
    {"a constant by name",
     "import threading\nNOW = False\nlock = threading.Lock()\nasync def f():\n"
     "    lock.acquire(NOW)\n",
     ""},
    {"with lock", LOCK "    with lock:\n        pass\n",
     "main.py: f: blocking-lock: threading.Lock.__enter__\n"},
    {"a guard asks whether a loop is running",
     "import asyncio\nasync def g(): ...\ndef h():\n    try:\n        asyncio.get_running_loop()\n"
     "    except RuntimeError:\n        asyncio.run(g())\nasync def f():\n    h()\n",
     "main.py: f: nested-event-loop: h > asyncio.run (possible)\n"},
    {"a helper asks whether a loop is running",
     "import asyncio, time\ndef on_loop() -> bool:\n    try:\n        asyncio.get_running_loop()\n"
     "        return True\n    except RuntimeError:\n        return False\ndef h():\n    if not "
     "on_loop():\n"
     "        time.sleep(1)\nasync def f():\n    h()\n",
     "main.py: f: blocking-sleep: h > time.sleep (possible)\n"},
    {"a decorator asks whether a loop is running",
     "import asyncio, time\ndef on_loop() -> bool:\n    try:\n        asyncio.get_running_loop()\n"
     "        return True\n    except RuntimeError:\n        return False\ndef dispatch(other):\n  "
     "  def deco(g):\n"
     "        def w(*a):\n            h = other if on_loop() else g\n            return h(*a)\n    "
     "    return w\n"
     "    return deco\nasync def later(): ...\n@dispatch(later)\ndef now():\n    time.sleep(1)\n"
     "async def f():\n    now()\n",
     "main.py: f: blocking-sleep: now > time.sleep (possible)\n"},
    {"of equal ways the first is told",
     EQUAL_WAYS "# file: main.py\nfrom b import h\nasync def f():\n    h()\n",
     "main.py: f: blocking-sleep: h > first > time.sleep\n"},
    {"of equal ways the first is told, whichever is found first",
     EQUAL_WAYS "# file: main.py\nfrom b import h\nasync def f():\n    h()\n"
                "# file: a.py\nfrom b import second\nasync def e():\n    second()\n",
     "a.py: e: blocking-sleep: second > time.sleep\n"
     "main.py: f: blocking-sleep: h > first > time.sleep\n"},
    {"a chain goes where its own arguments lead",
     "import time\ndef g():\n    time.sleep(1)\ndef h(p):\n    if p:\n        time.sleep(2)\n    "
     "g()\ndef k(p):\n    h(p)\nasync def f():\n    k(None)\nasync def t():\n    k(1)\n",
     "main.py: f: blocking-sleep: k > h > g > time.sleep\n"
     "main.py: t: blocking-sleep: k > h > time.sleep\n"},
    {"a chain goes where its own object leads",
     "import time\nclass A:\n    def __init__(self, p=None):\n        self.p = p\n    def "
     "g(self):\n"
     "        time.sleep(1)\n    def h(self):\n        if self.p:\n            time.sleep(2)\n"
     "        self.g()\n    def k(self):\n        self.h()\nasync def f():\n    A().k()\n"
     "async def t():\n    A(1).k()\n",
     "main.py: f: blocking-sleep: A.k > A.h > A.g > time.sleep\n"
     "main.py: t: blocking-sleep: A.k > A.h > time.sleep\n"},
    {"more than five helpers are a guess",
     "import time\ndef a():\n    b()\ndef b():\n    c()\ndef c():\n    d()\ndef d():\n    e()\n"
     "def e():\n    g()\ndef g():\n    time.sleep(1)\nasync def f():\n    a()\n",
     "main.py: f: blocking-sleep: a > b > c > d > e > g > time.sleep (probable)\n"},
    {"dump into memory",
     "import json, io\nasync def f():\n    b = io.StringIO()\n    json.dump(1, b)\n", ""},
    {"waitpid", "import os\nasync def f(p):\n    os.waitpid(p, 0)\n",
     "main.py: f: blocking-process-wait: os.waitpid\n"},
    {"waitpid with WNOHANG", "import os\nasync def f(p):\n    os.waitpid(p, os.WNOHANG)\n", ""},
    {"waitpid with flags",
     "import os\nasync def f(p):\n    os.waitpid(p, os.WNOHANG | os.WUNTRACED)\n", ""},
    {"what is awaited does not block",
     "import requests\nasync def f():\n    await requests.get('u')\n", ""},
    {"a sync function that is awaited has another mode",
     "import time\nclass A:\n    def run(self, f):\n        if self.loop:\n            return "
     "self.later(f)\n"
     "        time.sleep(1)\nasync def f(a: A):\n    await a.run(1)\n",
     "main.py: f: blocking-sleep: A.run > time.sleep (possible)\n"},
    {"a sync function that returns a coroutine runs first",
     "import time\nasync def g(): ...\ndef h():\n    time.sleep(1)\n    return g()\nasync def "
     "f():\n"
     "    await h()\n",
     "main.py: f: blocking-sleep: h > time.sleep\n"},
    {"a debugger call stays where it is written",
     "import pdb\ndef g():\n    pdb.set_trace()\nasync def f():\n    g()\nasync def h():\n    "
     "pdb.set_trace()\n",
     "main.py: h: blocking-input: pdb.set_trace\n"},
    {"a future that is done",
     "from concurrent.futures import Future\nasync def f(x: Future):\n    if x.done():\n        "
     "x.result()\n",
     ""},
    {"a future that may not be",
     "from concurrent.futures import Future\nasync def f(x: Future):\n    x.result()\n",
     "main.py: f: blocking-lock: concurrent.futures.Future.result\n"},
    {"an archive in memory",
     "import io, zipfile\nasync def f():\n    with zipfile.ZipFile(io.BytesIO()) as z:\n"
     "        z.read('x')\n",
     "main.py: f: blocking-open: zipfile.ZipFile\n"},
    {"socket", "import socket\nasync def f():\n    s = socket.socket()\n    s.recv(1)\n",
     "main.py: f: blocking-network: socket.socket.recv\n"},
    {"non-blocking socket",
     "import socket\nasync def f():\n    s = socket.socket()\n"
     "    s.setblocking(False)\n    s.recv(1)\n",
     ""},
    {"os.walk, only made", "import os\nasync def f():\n    return os.walk('.')\n", ""},
    {"os.walk, consumed", "import os\nasync def f():\n    for d in os.walk('.'):\n        pass\n",
     "main.py: f: blocking-tree-io: os.walk\n"},
    {"several effects of one helper",
     "import time, requests\ndef g():\n    time.sleep(1)\n    requests.get('u')\n"
     "async def f():\n    g()\n",
     "main.py: f: blocking-sleep: g > time.sleep\n"
     "main.py: f: blocking-http: g > requests.get\n"},
    {"a sure way goes before a shorter guess",
     "import time\ndef other(): ...\ndef sure():\n    deep()\ndef deep():\n    time.sleep(1)\n"
     "def g(c):\n    (time.sleep if c else other)()\n    sure()\nasync def f():\n    g(1)\n",
     "main.py: f: blocking-sleep: g > sure > deep > time.sleep\n"},
    {"nested loop",
     "import asyncio\nasync def g(): ...\ndef h():\n    asyncio.run(g())\n"
     "async def f():\n    h()\n",
     "main.py: f: nested-event-loop: h > asyncio.run\n"},
};
TEST_TABLE("effects", rows, blocking)

// Waits for a mutex and their tier: cheap unless somebody holds it for long.
static void waiting(const Row *row) {
  Story *story = story_link(row->source);
  Str tiers = {0};
  for (uint32_t i = 0; i < program_call_count(story->program); i++) {
    const Call *call = program_call(story->program, i);
    if (program_function(story->program, call->caller)->root == ROOT_NONE) continue;
    if (!(program_call_effects(story->program, call) & 1u << EFFECT_LOCK)) continue;
    Chain chain = program_chain(story->program, call, EFFECT_LOCK, &story->arena);
    tiers = str_print(&story->arena, "%.*s%d ", STR_ARG(tiers), (int)chain.tier);
  }
  assert_str_equal(tiers, str_from_c(row->want));
  story_release(story);
}

#define HELPER                                                                                     \
  "import threading, time\nlock = threading.Lock()\ndef g():\n    with lock:\n        return 1\n"  \
  "async def f():\n    g()\n"

static const Row mutexes[] = {
    {"a short critical section", HELPER, "3 "},
    {"held while sleeping", HELPER "def h():\n    with lock:\n        time.sleep(1)\n", "1 "},
    {"another lock is held while sleeping",
     HELPER "other = threading.Lock()\ndef h():\n    with other:\n        time.sleep(1)\n", "3 "},
    {"acquire, held while sleeping",
     HELPER "def h():\n    lock.acquire()\n    time.sleep(1)\n    lock.release()\n", "1 "},
    {"only this function holds it for long",
     "import threading, time\nlock = threading.Lock()\ndef g(wait):\n    with lock:\n        if "
     "wait:\n"
     "            time.sleep(1)\nasync def f():\n    g(False)\n",
     "3 "},
    {"a lock of the same name in another class",
     "import threading, time\nclass A:\n    def __init__(self):\n        self.lock = "
     "threading.Lock()\n"
     "    def get(self):\n        with self.lock:\n            pass\nclass B:\n    def "
     "__init__(self):\n"
     "        self.lock = threading.Lock()\n    def put(self):\n        with self.lock:\n"
     "            time.sleep(1)\nasync def f(a: A):\n    a.get()\n",
     "3 "},
    {"an event is no mutex",
     "import threading\ne = threading.Event()\nasync def f():\n    e.wait()\n", "1 "},
};
TEST_TABLE("mutexes", mutexes, waiting)

static void guarding(const Row *row) {
  blocking(row);
}

#define TWIN                                                                                       \
  "import time\nclass A:\n    async def later(self): ...\n    def go(self, is_async=False):\n"     \
  "        if is_async:\n            return self.later()\n        time.sleep(1)\n"

static const Row guards[] = {
    {"the early return is taken", TWIN "async def f(a: A):\n    await a.go(is_async=True)\n", ""},
    {"it is not", TWIN "async def f(a: A):\n    a.go(is_async=False)\n",
     "main.py: f: blocking-sleep: A.go > time.sleep\n"},
    {"the default says no", TWIN "async def f(a: A):\n    a.go()\n",
     "main.py: f: blocking-sleep: A.go > time.sleep\n"},
    {"nobody knows", TWIN "async def f(a: A, x):\n    a.go(x)\n",
     "main.py: f: blocking-sleep: A.go > time.sleep\n"},
    {"by position", TWIN "async def f(a: A):\n    await a.go(True)\n", ""},
    {"branch",
     "import time\ndef g(wait):\n    if wait:\n        time.sleep(1)\nasync def f():\n    "
     "g(False)\n",
     ""},
    {"else branch",
     "import time\ndef g(fast):\n    if fast:\n        pass\n    else:\n        time.sleep(1)\n"
     "async def f():\n    g(True)\n",
     ""},
    {"not",
     "import time\ndef g(fast):\n    if not fast:\n        time.sleep(1)\nasync def f():\n    "
     "g(True)\n",
     ""},
    {"is not None",
     "import time\ndef g(wait=None):\n    if wait is not None:\n        time.sleep(wait)\n"
     "async def f():\n    g()\nasync def h():\n    g(2)\n",
     "main.py: h: blocking-sleep: g > time.sleep\n"},
    {"and",
     "import time\ndef g(wait, x):\n    if wait and x:\n        time.sleep(wait)\nasync def f(x):\n"
     "    g(0, x)\n",
     ""},
    {"through a helper",
     "import time\ndef low(wait):\n    if wait:\n        time.sleep(1)\ndef high():\n"
     "    low(False)\nasync def f():\n    high()\n",
     ""},
    {"another way without a guard",
     "import time\ndef g(wait):\n    if wait:\n        time.sleep(1)\n    h()\n"
     "def h():\n    time.sleep(1)\nasync def f():\n    g(False)\n",
     "main.py: f: blocking-sleep: g > h > time.sleep\n"},
    {"a global that is made once is a guess",
     "import time\nx = None\ndef g():\n    global x\n    if x is None:\n        time.sleep(1)\n    "
     "    x = 1\n"
     "async def f():\n    g()\n",
     "main.py: f: blocking-sleep: g > time.sleep (probable)\n"},
    {"a cache without a key is a guess",
     "import time, functools\n@functools.cache\ndef g():\n    time.sleep(1)\nasync def f():\n    "
     "g()\n",
     "main.py: f: blocking-sleep: g > time.sleep (probable)\n"},
    {"a member of an enumeration",
     "import time, enum\nclass M(enum.Enum):\n    A = enum.auto()\n    B = enum.auto()\ndef g(m):\n"
     "    if m == M.A:\n        time.sleep(1)\nasync def f():\n    g(M.B)\nasync def h():\n    "
     "g(M.A)\n",
     "main.py: h: blocking-sleep: g > time.sleep\n"},
    {"the value of a member",
     "import time, enum\nclass M(enum.Enum):\n    A = 'a'\n    B = 'b'\ndef g(m):\n"
     "    if m == M.A.value:\n        time.sleep(1)\nasync def f():\n    g(M.B.value)\n    g('c')\n"
     "async def h():\n    g('a')\n",
     "main.py: h: blocking-sleep: g > time.sleep\n"},
    {"a constant of another module",
     "# file: c.py\nFAST = 'fast'\n# file: main.py\nimport time, c\nfrom c import FAST\ndef g(m):\n"
     "    if m != 'fast':\n        time.sleep(1)\nasync def f():\n    g(FAST)\n    g(c.FAST)\n",
     ""},
    {"several tests, all of them",
     "import time\ndef g(a=None, b=None):\n    if a is None:\n        pass\n    else:\n        if "
     "not b:\n"
     "            time.sleep(1)\nasync def f():\n    g()\n    g(1, 2)\nasync def h():\n    g(1)\n",
     "main.py: h: blocking-sleep: g > time.sleep\n"},
    {"a parameter that was replaced is not the argument",
     "import time\ndef g(p=None):\n    p = p or time\n    if p:\n        time.sleep(1)\nasync def "
     "f():\n"
     "    g()\n",
     "main.py: f: blocking-sleep: g > time.sleep\n"},
    {"a parameter that is replaced when it is None",
     "import time\ndef g(p=None):\n    if p is None:\n        p = 1\n    if p:\n        "
     "time.sleep(1)\n"
     "async def f():\n    g()\nasync def h():\n    g(0)\n",
     "main.py: f: blocking-sleep: g > time.sleep\n"},
    {"is not False is not true",
     "import time\ndef g(p=None):\n    if p is not False:\n        time.sleep(1)\nasync def f():\n"
     "    g(False)\nasync def h():\n    g()\n",
     "main.py: h: blocking-sleep: g > time.sleep\n"},
    {"an operand",
     "import time\ndef g(p=None):\n    return p or time.sleep(1)\nasync def f():\n    g(1)\n"
     "async def h():\n    g()\n",
     "main.py: h: blocking-sleep: g > time.sleep\n"},
    {"a conditional expression",
     "import time\ndef g(p=None):\n    return time.sleep(1) if p else 0\nasync def f():\n    g()\n"
     "async def h():\n    g(1)\n",
     "main.py: h: blocking-sleep: g > time.sleep\n"},
    {"isinstance",
     "import time\nclass A: ...\nclass B: ...\nclass C(A): ...\ndef g(p):\n    if isinstance(p, "
     "A):\n"
     "        time.sleep(1)\nasync def f(b: B):\n    g(b)\n    g('x')\nasync def h(c: C):\n    "
     "g(c)\n",
     "main.py: h: blocking-sleep: g > time.sleep\n"},
    {"isinstance of a protocol says nothing",
     "import time\nfrom collections.abc import Sized\ndef g(p):\n    if isinstance(p, Sized):\n"
     "        time.sleep(1)\nasync def f():\n    g('x')\n",
     "main.py: f: blocking-sleep: g > time.sleep\n"},
    {"what a command does is a guess",
     "import typer, time\napp = typer.Typer()\n@app.command()\nasync def f():\n    time.sleep(1)\n",
     "main.py: f: blocking-sleep: time.sleep (probable)\n"},
    {"only its files are when it has started something",
     "import asyncio, typer, time\nfrom pathlib import Path\napp = typer.Typer()\n@app.command()\n"
     "async def f():\n    t = asyncio.create_task(asyncio.sleep(1))\n"
     "    Path('x').read_text()\n    time.sleep(1)\n",
     "main.py: f: blocking-file-io: pathlib.Path.read_text (probable)\n"
     "main.py: f: blocking-sleep: time.sleep\n"},
    {"a program is alone until then",
     "import asyncio, time\ndef wait():\n    time.sleep(1)\nasync def main():\n    wait()\n"
     "    t = asyncio.create_task(asyncio.sleep(1))\n    wait()\nasyncio.run(main())\n",
     "main.py: main: blocking-sleep: wait > time.sleep (probable)\n"
     "main.py: main: blocking-sleep: wait > time.sleep\n"},
    {"a wait in its own coroutine counts before it",
     "import asyncio, time\nasync def main():\n    time.sleep(1)\nasyncio.run(main())\n",
     "main.py: main: blocking-sleep: time.sleep\n"},
    {"files behind a cache with a key are a guess",
     "import functools\nfrom pathlib import Path\n@functools.cache\ndef g(x):\n"
     "    return Path(x).read_text()\nasync def f():\n    g('a')\n",
     "main.py: f: blocking-file-io: g > pathlib.Path.read_text (probable)\n"},
    {"a cache with a key is not",
     "import time, functools\n@functools.cache\ndef g(x):\n    time.sleep(1)\nasync def f(x):\n    "
     "g(x)\n",
     "main.py: f: blocking-sleep: g > time.sleep\n"},
    {"unless it is always the same",
     "import time, functools\n@functools.cache\ndef g(x):\n    time.sleep(1)\nasync def f():\n    "
     "g(1)\n",
     "main.py: f: blocking-sleep: g > time.sleep (probable)\n"},
};
TEST_TABLE("guards", guards, guarding)

TEST_MAIN(&blocking_table, &waiting_table, &guarding_table)
