// What is good practice with a name. One list, in order of what the rules ask for; a look through
// the names of one habit is short, and only rules that are on make it.
#include "knowledge/tables.h"

#include <string.h>

#define ASYNCIO       "https://docs.python.org/3/library/asyncio"
#define TRIO          "https://trio.readthedocs.io/en/stable/reference-"
#define ANYIO         "https://anyio.readthedocs.io/en/stable/api.html"
#define PYTEST        "https://docs.pytest.org/en/stable/reference/reference.html"
#define NEWS(version) "https://docs.python.org/3/whatsnew/" version ".html"

static const Practice entries[] = {
    {"asyncio.sleep", HABIT_SLEEPS, 0, 0, "delay", NULL, ASYNCIO "-task.html#asyncio.sleep"},
    {"trio.sleep", HABIT_SLEEPS, 0, 0, "seconds", NULL, TRIO "core.html#trio.sleep"},
    {"anyio.sleep", HABIT_SLEEPS, 0, 0, "delay", NULL, ANYIO "#anyio.sleep"},
    {"trio.sleep", HABIT_CHECKPOINT, 0, 0, "seconds", "await trio.lowlevel.checkpoint()",
     TRIO "lowlevel.html#trio.lowlevel.checkpoint"},
    {"anyio.sleep", HABIT_CHECKPOINT, 0, 0, "delay", "await anyio.lowlevel.checkpoint()",
     ANYIO "#anyio.lowlevel.checkpoint"},
    {"trio.sleep", HABIT_SLEEPS_EVER, 0, 0, "seconds", "await trio.sleep_forever()",
     TRIO "core.html#trio.sleep_forever"},
    {"anyio.sleep", HABIT_SLEEPS_EVER, 0, 0, "delay", "await anyio.sleep_forever()",
     ANYIO "#anyio.sleep_forever"},

    // Deprecated, and gone.
    {"asyncio.coroutine", HABIT_DEPRECATED, 308, 311, NULL, "async def", NEWS("3.11") "#removed"},
    {"asyncio.get_event_loop", HABIT_DEPRECATED, 308, 314, "",
     "asyncio.run(...), or asyncio.get_running_loop() in code that runs on the loop",
     ASYNCIO "-eventloop.html#asyncio.get_event_loop"},
    {"asyncio.{get_event_loop_policy,set_event_loop_policy}", HABIT_DEPRECATED, 312, 0, NULL,
     "asyncio.run(..., loop_factory=...), or asyncio.Runner", NEWS("3.14") "#asyncio"},
    {"asyncio.{DefaultEventLoopPolicy,AbstractEventLoopPolicy,WindowsSelectorEventLoopPolicy,"
     "WindowsProactorEventLoopPolicy}",
     HABIT_DEPRECATED, 312, 0, NULL, "asyncio.run(..., loop_factory=...), or asyncio.Runner",
     NEWS("3.14") "#asyncio"},
    {"asyncio.iscoroutinefunction", HABIT_DEPRECATED, 312, 0, NULL,
     "inspect.iscoroutinefunction(...)", NEWS("3.14") "#asyncio"},
    {"asyncio.{AbstractChildWatcher,SafeChildWatcher,FastChildWatcher,MultiLoopChildWatcher,"
     "ThreadedChildWatcher,PidfdChildWatcher,get_child_watcher,set_child_watcher}",
     HABIT_DEPRECATED, 308, 314, NULL,
     "nothing in its place: the loop watches its processes by itself", NEWS("3.14") "#asyncio"},
    {"asyncio.{TimeoutError,exceptions.TimeoutError}", HABIT_DEPRECATED, 311, 0, NULL,
     "TimeoutError, which it is another name of", ASYNCIO "-exceptions.html#asyncio.TimeoutError"},
    {"asyncio.{sleep,wait,wait_for,gather,shield,as_completed,open_connection,start_server,"
     "open_unix_connection,start_unix_server,create_subprocess_exec,create_subprocess_shell,Lock,"
     "Event,Condition,Semaphore,BoundedSemaphore,Queue,LifoQueue,PriorityQueue}",
     HABIT_LOST_KEYWORD, 308, 310, "loop", "the function without it: it finds the loop that runs",
     NEWS("3.10") "#removed"},

    // What takes the place of another as it stands.
    {"asyncio.{TimeoutError,exceptions.TimeoutError}", HABIT_TWIN, 0, 0, NULL,
     "builtins.TimeoutError", ASYNCIO "-exceptions.html#asyncio.TimeoutError"},
    {"asyncio.iscoroutinefunction", HABIT_TWIN, 0, 0, NULL, "inspect.iscoroutinefunction",
     NEWS("3.14") "#asyncio"},
    {"asyncio.ensure_future", HABIT_TWIN, 0, 0, NULL, "asyncio.create_task",
     ASYNCIO "-future.html#asyncio.ensure_future"},
    {"asyncio.AbstractEventLoop.run_in_executor", HABIT_TWIN, 0, 0, NULL, "asyncio.to_thread",
     ASYNCIO "-task.html#asyncio.to_thread"},
    {"contextlib.contextmanager", HABIT_TWIN, 0, 0, NULL, "contextlib.asynccontextmanager",
     PYTHON_DOC("contextlib.html#contextlib.asynccontextmanager")},
    {"trio.sleep", HABIT_TWIN, 0, 0, NULL, "trio.lowlevel.checkpoint",
     TRIO "lowlevel.html#trio.lowlevel.checkpoint"},
    {"anyio.sleep", HABIT_TWIN, 0, 0, NULL, "anyio.lowlevel.checkpoint",
     ANYIO "#anyio.lowlevel.checkpoint"},
    {"trio.sleep", HABIT_EVER_TWIN, 0, 0, NULL, "trio.sleep_forever",
     TRIO "core.html#trio.sleep_forever"},
    {"anyio.sleep", HABIT_EVER_TWIN, 0, 0, NULL, "anyio.sleep_forever",
     ANYIO "#anyio.sleep_forever"},

    // Deadlines.
    {"asyncio.{timeout,timeout_at,wait_for,wait}", HABIT_SCOPE, 0, 0, NULL, NULL,
     ASYNCIO "-task.html#timeouts"},
    {"trio.{fail_after,fail_at,move_on_after,move_on_at,CancelScope}", HABIT_SCOPE, 0, 0, NULL,
     NULL, TRIO "core.html#cancellation-and-timeouts"},
    {"anyio.{fail_after,move_on_after,CancelScope}", HABIT_SCOPE, 0, 0, NULL, NULL,
     ANYIO "#timeouts-and-cancellation"},
    {"async_timeout.{timeout,timeout_at}", HABIT_SCOPE, 0, 0, NULL, NULL,
     "https://github.com/aio-libs/async-timeout"},
    {"asyncio.wait_for", HABIT_WAITS_FOR, 311, 0, "timeout", "async with asyncio.timeout(...)",
     ASYNCIO "-task.html#asyncio.timeout"},
    {"asyncio.ensure_future", HABIT_FUTURE_MAKER, 0, 0, "loop", "asyncio.create_task(...)",
     ASYNCIO "-future.html#asyncio.ensure_future"},
    {"asyncio.AbstractEventLoop.run_in_executor", HABIT_EXECUTOR, 309, 0, "executor",
     "await asyncio.to_thread(...)", ASYNCIO "-task.html#asyncio.to_thread"},

    // Tests.
    {"pytest.fixture", HABIT_FIXTURE, 0, 0, NULL, NULL, PYTEST "#pytest-fixture"},
    {"pytest_asyncio.fixture", HABIT_FIXTURE, 0, 0, NULL, NULL,
     "https://pytest-asyncio.readthedocs.io/en/stable/"},
    {"pytest.mark.{asyncio,asyncio_cooperative,anyio,trio,tornado,gen_test,twisted,async_timeout}",
     HABIT_TEST_MARK, 0, 0, NULL, NULL, "https://pytest-asyncio.readthedocs.io/en/stable/"},
    {"unittest.{TestCase,case.TestCase}", HABIT_TEST_CASE, 0, 0, NULL,
     "unittest.IsolatedAsyncioTestCase", PYTHON_DOC("unittest.html#unittest.TestCase")},
    {"unittest.{IsolatedAsyncioTestCase,async_case.IsolatedAsyncioTestCase}", HABIT_ASYNC_CASE, 0,
     0, NULL, NULL, PYTHON_DOC("unittest.html#unittest.IsolatedAsyncioTestCase")},
    {"pytest.raises", HABIT_RAISES, 0, 0, "expected_exception", "pytest.RaisesGroup(...)",
     PYTEST "#pytest.RaisesGroup"},

    // Modules.
    {"trio", HABIT_LIBRARY, 0, 0, NULL, NULL, TRIO "core.html"},
    {"anyio", HABIT_LIBRARY, 0, 0, NULL, NULL, ANYIO},
    {"asyncio", HABIT_LIBRARY, 0, 0, NULL, NULL, ASYNCIO ".html"},
    {"aioredis", HABIT_ABANDONED, 0, 0, NULL, "redis.asyncio, which it became a part of",
     "https://github.com/aio-libs-abandoned/aioredis-py"},
    {"asynctest", HABIT_ABANDONED, 0, 0, NULL,
     "unittest.IsolatedAsyncioTestCase and unittest.mock.AsyncMock",
     "https://github.com/Martiusweb/asynctest"},
    {"trollius", HABIT_ABANDONED, 0, 0, NULL, "asyncio", "https://github.com/jamadden/trollius"},
    {"aiocontextvars", HABIT_ABANDONED, 0, 0, NULL, "contextvars",
     "https://github.com/fantix/aiocontextvars"},
    {"async_generator", HABIT_ABANDONED, 0, 0, NULL,
     "async generators of the language and contextlib",
     "https://github.com/python-trio/async_generator"},
    {"async_timeout", HABIT_ABANDONED, 311, 0, NULL, "asyncio.timeout(...)",
     "https://github.com/aio-libs/async-timeout"},
    {"motor", HABIT_ABANDONED, 0, 0, NULL, "pymongo.AsyncMongoClient",
     "https://motor.readthedocs.io/en/stable/"},
    {"nest_asyncio", HABIT_ABANDONED, 0, 0, NULL, "await where the loop runs already",
     "https://github.com/erdewit/nest_asyncio"},
    {"builtins.{ExceptionGroup,BaseExceptionGroup}", HABIT_GROUPS, 0, 0, NULL, NULL,
     PYTHON_DOC("exceptions.html#exception-groups")},
    {"exceptiongroup.{ExceptionGroup,BaseExceptionGroup}", HABIT_GROUPS, 0, 0, NULL, NULL,
     "https://github.com/agronholm/exceptiongroup"},

    // Clients.
    {"aiohttp.{ClientSession,client.ClientSession}", HABIT_SESSION, 0, 0, NULL,
     "one session for the application",
     "https://docs.aiohttp.org/en/stable/client_quickstart.html#make-a-request"},
    {"httpx.AsyncClient", HABIT_SESSION, 0, 0, NULL, "one client for the application",
     "https://www.python-httpx.org/async/#opening-and-closing-clients"},
    {"asyncpg.create_pool", HABIT_SESSION, 0, 0, NULL, "one pool for the application",
     "https://magicstack.github.io/asyncpg/current/usage.html#connection-pools"},
    {"sqlalchemy.ext.asyncio.create_async_engine", HABIT_SESSION, 0, 0, NULL,
     "one engine for the application",
     "https://docs.sqlalchemy.org/en/20/core/connections.html#basic-usage"},
    {"{openai.AsyncOpenAI,anthropic.AsyncAnthropic}", HABIT_SESSION, 0, 0, NULL,
     "one client for the application", "https://github.com/openai/openai-python"},

    {"fastapi.{FastAPI,APIRouter}.{get,post,put,patch,delete,head,options,websocket,api_route}",
     HABIT_ROUTES, 0, 0, NULL, NULL, "https://fastapi.tiangolo.com/reference/fastapi/"},
    {"aiohttp.web.RouteTableDef.{get,post,put,patch,delete,head,view,route}", HABIT_ROUTES, 0, 0,
     NULL, NULL, "https://docs.aiohttp.org/en/stable/web_reference.html#aiohttp.web.RouteTableDef"},
    {"quart.{Quart,Blueprint}.{route,get,post,put,patch,delete,websocket}", HABIT_ROUTES, 0, 0,
     NULL, NULL, "https://quart.palletsprojects.com/en/latest/reference/source/quart.app.html"},
    {"sanic.{Sanic,Blueprint}.{route,get,post,put,patch,delete,websocket}", HABIT_ROUTES, 0, 0,
     NULL, NULL, "https://sanic.dev/en/guide/basics/routing.html"},
    {"litestar.{get,post,put,patch,delete,route}", HABIT_ROUTES, 0, 0, NULL, NULL,
     "https://docs.litestar.dev/latest/usage/routing/handlers.html"},
    {"asyncio.{Semaphore,BoundedSemaphore,Lock}", HABIT_LIMITS, 0, 0, NULL, NULL,
     ASYNCIO "-sync.html#asyncio.Semaphore"},
    {"{trio,anyio}.{Semaphore,CapacityLimiter,Lock}", HABIT_LIMITS, 0, 0, NULL, NULL,
     TRIO "core.html#trio.CapacityLimiter"},
    {"aiolimiter.AsyncLimiter", HABIT_LIMITS, 0, 0, NULL, NULL,
     "https://aiolimiter.readthedocs.io/en/latest/"},

    // What may run beside anything else: safe methods of HTTP change nothing (RFC 9110, 9.2.1).
    {"{httpx.AsyncClient,aiohttp.ClientSession}.{get,head,options}", HABIT_ASKS, 0, 0, NULL, NULL,
     "https://www.rfc-editor.org/rfc/rfc9110#section-9.2.1"},
    {"aiohttp.{ClientResponse,client_reqrep.ClientResponse}.{json,text,read,raise_for_status}",
     HABIT_ASKS, 0, 0, NULL, NULL,
     "https://docs.aiohttp.org/en/stable/client_reference.html#aiohttp.ClientResponse"},
    {"asyncio.sleep", HABIT_ASKS, 0, 0, NULL, NULL, ASYNCIO "-task.html#asyncio.sleep"},
    {"{httpx.AsyncClient,aiohttp.ClientSession}.{get,head,options,post,put,patch,delete,request}",
     HABIT_FAR, 0, 0, "timeout", NULL, "https://www.python-httpx.org/advanced/timeouts/"},
    {"asyncio.{open_connection,open_unix_connection}", HABIT_FAR, 0, 0, NULL, NULL,
     ASYNCIO "-stream.html#asyncio.open_connection"},
    {"asyncio.StreamReader.{read,readline,readexactly,readuntil}", HABIT_FAR, 0, 0, NULL, NULL,
     ASYNCIO "-stream.html#streamreader"},
    {"asyncio.create_subprocess_{exec,shell}", HABIT_FAR, 0, 0, NULL, NULL,
     ASYNCIO "-subprocess.html"},
    {"asyncio.{open_connection,open_unix_connection}", HABIT_UNLIMITED, 0, 0, NULL,
     "asyncio.timeout(...)", ASYNCIO "-stream.html#asyncio.open_connection"},
    {"asyncio.AbstractEventLoop.{create_connection,sock_connect,sock_recv,sock_recv_into,"
     "getaddrinfo}",
     HABIT_UNLIMITED, 0, 0, NULL, "asyncio.timeout(...)",
     ASYNCIO "-eventloop.html#asyncio.loop.create_connection"},

    {"asyncio.gather", HABIT_GATHERS, 0, 0, "return_exceptions", "asyncio.TaskGroup",
     ASYNCIO "-task.html#asyncio.gather"},
    {"asyncio.{Queue,LifoQueue,PriorityQueue}.join", HABIT_QUEUE_JOIN, 0, 0, NULL, NULL,
     ASYNCIO "-queue.html#asyncio.Queue.join"},
    {"asyncio.{Queue,LifoQueue,PriorityQueue}.{get,get_nowait}", HABIT_QUEUE_GET, 0, 0, NULL, NULL,
     ASYNCIO "-queue.html#asyncio.Queue.task_done"},
};

// Whether a name is one of those that a pattern with groups in braces stands for.
static bool matches(const char *pattern, const char *at, const char *end) {
  for (; *pattern && *pattern != '{'; pattern++, at++)
    if (at == end || *at != *pattern) return false;
  if (!*pattern) return at == end;
  const char *close = strchr(pattern, '}');
  for (const char *choice = pattern + 1; choice < close;) {
    size_t size = strcspn(choice, ",}");
    if ((size_t)(end - at) >= size && memcmp(choice, at, size) == 0 &&
        matches(close + 1, at + size, end))
      return true;
    choice += size + 1;
  }
  return false;
}

const Practice *practice_find(Habit habit, Str name) {
  for (size_t i = 0; name.size > 0 && i < COUNT_OF(entries); i++)
    if (entries[i].habit == habit && matches(entries[i].name, name.at, name.at + name.size))
      return &entries[i];
  return NULL;
}

// Behind the last dot that is not in braces. A choice may have dots of its own, beside the name.
static const char *last_part(const char *name) {
  const char *last = name;
  bool is_choice = false;
  for (; *name; name++) {
    if (*name == '{') is_choice = true;
    if (*name == '}') is_choice = false;
    if (*name == '.' && !is_choice) last = name + 1;
  }
  return last;
}

bool practice_ends_so(Habit habit, Str last) {
  for (size_t i = 0; last.size > 0 && i < COUNT_OF(entries); i++)
    if (entries[i].habit == habit &&
        matches(last_part(entries[i].name), last.at, last.at + last.size))
      return true;
  return false;
}

Practices practice_all(void) {
  return (Practices){entries, COUNT_OF(entries)};
}
