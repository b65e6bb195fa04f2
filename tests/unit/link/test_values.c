// What calls give back, and what rules may ask of expressions.
#include "story.h"
#include "support/test.h"

typedef struct Row {
  const char *name;
  const char *source;
  const char *want;
} Row;

static void resulting(const Row *row) {
  Story *story = story_link(row->source);
  assert_str_equal(story_results(story), str_from_c(row->want));
  story_release(story);
}

#define GO "import asyncio\nasync def go(): ...\n"

static const Row results[] = {
    {"coroutine", GO "async def f():\n    go()\n", "main.py: f: go() -> coroutine\n"},
    {"in sync code", GO "def f():\n    go()\n", "main.py: f: go() -> coroutine\n"},
    {"method",
     "class A:\n    async def m(self):\n        return 1\n    def f(self):\n"
     "        self.m()\n",
     "main.py: A.f: A.m() -> coroutine\n"},
    {"method without a body may be overridden by a sync one",
     "class A:\n    async def m(self): ...\n    def f(self):\n        self.m()\n",
     "main.py: A.f: A.m() -> coroutine (probable)\n"},
    {"abstract method",
     "from abc import abstractmethod\nclass A:\n    @abstractmethod\n"
     "    async def m(self): ...\n    def f(self):\n        self.m()\n",
     "main.py: A.f: A.m() -> coroutine\n"},
    {"a declared Optional may be none",
     "from typing import Awaitable, Optional\n"
     "def g() -> Optional[Awaitable[int]]: ...\ndef f():\n    g()\n",
     "main.py: f: g() -> awaitable (possible)\n"},
    {"sync function that returns a coroutine", GO "def g():\n    return go()\ndef f():\n    g()\n",
     "main.py: g: go() -> coroutine\nmain.py: f: g() -> coroutine\n"},
    {"declared Awaitable",
     "from typing import Awaitable\ndef g() -> Awaitable[int]: ...\n"
     "def f():\n    g()\n",
     "main.py: f: g() -> awaitable\n"},
    {"task", GO "async def f():\n    asyncio.create_task(go())\n",
     "main.py: f: go() -> coroutine\nmain.py: f: asyncio.create_task() -> task\n"},
    {"gather", GO "async def f():\n    asyncio.gather(go())\n",
     "main.py: f: go() -> coroutine\nmain.py: f: asyncio.gather() -> awaitable\n"},
    {"async generator", "async def g():\n    yield 1\ndef f():\n    g()\n",
     "main.py: f: g() -> async generator\n"},
    {"async context manager",
     "from contextlib import asynccontextmanager\n@asynccontextmanager\n"
     "async def g():\n    yield 1\ndef f():\n    g()\n",
     "main.py: f: g() -> async context\n"},
    {"wrapper that is async",
     "def deco(h):\n    async def w():\n        return h()\n    return w\n@deco\n"
     "def g(): ...\ndef f():\n    g()\n",
     "main.py: f: g() -> coroutine\n"},
    {"task of a group is kept",
     GO "async def f():\n    async with asyncio.TaskGroup() as tg:\n"
        "        tg.create_task(go())\n",
     "main.py: f: go() -> coroutine\n"},
};
TEST_TABLE("results", results, resulting)

typedef struct Symbol {
  const char *name;
  const char *source;
  const char *want; // NULL: no symbol
} Symbol;

static void naming(const Symbol *row) {
  Story *story = story_link(row->source);
  Str dotted = {0};
  bool found =
      program_symbol(story->program, story_module(story, "main.py"), story_last(story), &dotted);
  assert_int_equal(found, row->want != NULL);
  if (found) assert_str_equal(dotted, str_from_c(row->want));
  story_release(story);
}

static const Symbol symbols[] = {
    {"import", "from contextlib import suppress\nsuppress\n", "contextlib.suppress"},
    {"alias", "import contextlib as c\ns = c.suppress\ns\n", "contextlib.suppress"},
    {"other spelling", "import posixpath\nposixpath.exists\n", "os.path.exists"},
    {"built-in", "open\n", "builtins.open"},
    {"project's own", "def open(): ...\nopen\n", NULL},
    {"nothing", "unknown\n", NULL},
};
TEST_TABLE("program_symbol", symbols, naming)

typedef struct Handler {
  const char *name;
  const char *source;
  Catches want;
} Handler;

static void catching(const Handler *row) {
  Story *story = story_link(row->source);
  Catches got = program_catches(story->program, story_module(story, "main.py"), story_last(story));
  assert_int_equal(got, row->want);
  story_release(story);
}

static const Handler handlers[] = {
    {"CancelledError", "import asyncio\nasyncio.CancelledError\n", CATCHES_CANCELLATION},
    {"by another name", "from asyncio.exceptions import CancelledError as C\nC\n",
     CATCHES_CANCELLATION},
    {"tuple", "import asyncio\n(OSError, asyncio.CancelledError)\n", CATCHES_CANCELLATION},
    {"tuple by name", "import asyncio\nE = (OSError, asyncio.CancelledError)\nE\n",
     CATCHES_CANCELLATION},
    {"subclass", "import asyncio\nclass Stop(asyncio.CancelledError): ...\nStop\n",
     CATCHES_CANCELLATION},
    {"trio", "import trio\ntrio.Cancelled\n", CATCHES_CANCELLATION},
    {"anyio", "import anyio\nanyio.get_cancelled_exc_class()\n", CATCHES_CANCELLATION},
    {"BaseException", "BaseException\n", CATCHES_BASE},
    {"Exception", "Exception\n", CATCHES_NOTHING},
    {"another exception", "import asyncio\nasyncio.TimeoutError\n", CATCHES_NOTHING},
    {"unknown", "something\n", CATCHES_NOTHING},
    {"a parameter, whatever it is declared to be",
     "def f(errors: type[BaseException]):\n    return errors\n", CATCHES_NOTHING},
};
TEST_TABLE("program_catches", handlers, catching)

TEST_MAIN(&resulting_table, &naming_table, &catching_table)
