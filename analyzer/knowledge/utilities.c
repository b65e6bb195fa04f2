// Small libraries that wait: retries, processes, other event loops; and templates and settings that
// are read from files.
#include "knowledge/tables.h"

#define TENACITY "https://tenacity.readthedocs.io/en/latest/"
#define BACKOFF  "https://github.com/litl/backoff"
#define FILELOCK "https://py-filelock.readthedocs.io/en/latest/api.html"
#define PSUTIL   "https://psutil.readthedocs.io/en/stable/"
#define JINJA    "https://jinja.palletsprojects.com/en/stable/api/"
#define DOTENV   "https://saurabh-kumar.com/python-dotenv/reference/"
#define GEVENT   "https://www.gevent.org/api/gevent.html"
#define EVENTLET "https://eventlet.readthedocs.io/en/latest/basic_usage.html"
#define UVLOOP   "https://uvloop.readthedocs.io/api/index.html"

#define ATTRS "https://www.attrs.org/en/stable/api.html"
#define ATTR  "https://www.attrs.org/en/stable/api-attr.html"

#define COROUTINE    .result = RESULT_COROUTINE
#define SLEEPS(what) .effect = EFFECT_SLEEP, .tier = TIER_UNBOUNDED, .because = what
#define SLEEPS_BETWEEN                                                                             \
  .decoration = DECORATION_KEEPS, .when = WHEN_DECORATED, SLEEPS("sleeps between two attempts")
#define RETRIES_ASYNC "tenacity.retry, which tries an async function again without blocking"

static const KnowledgeEntry entries[] = {
    // attrs: fields hold what their default is, or what its factory makes.
    {.name = "attrs.{define,mutable,frozen}",
     .decoration = DECORATION_DATACLASS,
     .source = ATTRS "#attrs.define"},
    {.name = "attr.{s,attrs,dataclass,define,mutable,frozen}",
     .decoration = DECORATION_DATACLASS,
     .source = ATTR "#attr.s"},
    {.name = "{attrs,attr}.field",
     .returns = "made",
     .roles = {ROLE(STORED, KEYWORD_ONLY, "factory"), ROLE(RETURNED, KEYWORD_ONLY, "default")},
     .source = ATTRS "#attrs.field"},
    {.name = "attr.{ib,attrib,attr}",
     .returns = "made",
     .roles = {ROLE(STORED, KEYWORD_ONLY, "factory"), ROLE(RETURNED, 0, "default")},
     .source = ATTR "#attr.ib"},
    {.name = "{attrs,attr}.Factory",
     .returns = "made",
     .roles = {ROLE(STORED, 0, "factory")},
     .source = ATTRS "#attrs.Factory"},

    // Retries. As decorators they know a coroutine function when they see one.
    {.name = "tenacity.retry",
     SLEEPS_BETWEEN,
     .instead = "an async function below @retry",
     .only_if = IS_CHOSEN(2, "wait"),
     .source = TENACITY "api.html#tenacity.retry"},
    {.name = "tenacity.{Retrying,AsyncRetrying}",
     .kind = KNOWN_CLASS,
     .source = TENACITY "#retrying-code-block"},
    {.name = "tenacity.Retrying.__call__",
     SLEEPS("sleeps between two attempts"),
     .instead = "tenacity.AsyncRetrying",
     .returns = "called",
     .roles = {HANDS(CALLED, 0, "fn", ALL)},
     .source = TENACITY "#retrying-code-block"},
    {.name = "tenacity.Retrying.__iter__",
     SLEEPS("sleeps between two attempts"),
     .instead = "async for over tenacity.AsyncRetrying(...)",
     .source = TENACITY "#retrying-code-block"},
    {.name = "tenacity.AsyncRetrying.__call__",
     COROUTINE,
     .returns = "called",
     .roles = {ROLE(ASYNC_CALLED, 0, "fn")},
     .source = TENACITY "#async-and-retry"},
    // The outcome of an attempt that is over: nothing is waited for.
    {.name = "tenacity.Future",
     .kind = KNOWN_CLASS,
     .bases = "concurrent.futures.Future",
     .source = TENACITY "api.html#tenacity.RetryCallState.outcome"},
    {.name = "tenacity.Future.{result,exception}",
     .source = TENACITY "api.html#tenacity.RetryCallState.outcome"},
    {.name = "tenacity.nap.sleep",
     SLEEPS("suspends the calling thread"),
     .source = TENACITY "api.html"},
    {.name = "backoff.{on_exception,on_predicate}",
     SLEEPS_BETWEEN,
     .instead = "an async function below the decorator",
     .source = BACKOFF "#asynchronous-code"},
    {.name = "backoff._decorator.{on_exception,on_predicate}",
     .kind = KNOWN_ALIAS,
     .alias_of = "backoff.*",
     .source = "backoff/__init__.py"},
    // These two wrap a coroutine function like any other: its coroutine is made once, and nothing
    // is tried again.
    {.name = "retrying.retry",
     SLEEPS_BETWEEN,
     .instead = RETRIES_ASYNC,
     .only_if = IS_CHOSEN(KEYWORD_ONLY, "wait_fixed"),
     .or_if = IS_CHOSEN(KEYWORD_ONLY, "wait_exponential_multiplier"),
     .source = "retrying.py: Retrying.call"},
    {.name = "retry.retry",
     SLEEPS_BETWEEN,
     .instead = RETRIES_ASYNC,
     .only_if = IS_CHOSEN(2, "delay"),
     .source = "retry/api.py: __retry_internal"},
    {.name = "retry.api.retry",
     .kind = KNOWN_ALIAS,
     .alias_of = "retry.retry",
     .source = "retry/__init__.py"},
    {.name = "retry.api.retry_call",
     SLEEPS("sleeps between two attempts"),
     .only_if = IS_CHOSEN(5, "delay"),
     .instead = RETRIES_ASYNC,
     .returns = "called",
     .roles = {ROLE(CALLED, 0, "f")},
     .source = "retry/api.py: retry_call"},

    // Locks in the file system. Whether one waits is mostly said where it is made, `timeout=0`,
    // which
    // the calls that wait do not show: they are not reported.
    {.name = "filelock.BaseFileLock", .kind = KNOWN_CLASS, .source = FILELOCK},
    {.name = "filelock.{FileLock,SoftFileLock,UnixFileLock}",
     .kind = KNOWN_CLASS,
     .bases = "filelock.BaseFileLock",
     .source = FILELOCK},
    {.name = "filelock.{AsyncFileLock,AsyncSoftFileLock,AsyncUnixFileLock}",
     .kind = KNOWN_CLASS,
     .source = FILELOCK "#filelock.AsyncFileLock"},
    {.name = "filelock.{AsyncFileLock,AsyncSoftFileLock,AsyncUnixFileLock}.{acquire,release}",
     COROUTINE,
     .source = FILELOCK "#filelock.AsyncFileLock"},

    // Processes.
    {.name = "psutil.{cpu_percent,cpu_times_percent}",
     SLEEPS("sleeps for the interval"),
     .unless = {IS_ZERO(0, "interval"), IS_NONE(0, "interval")},
     .only_if = IS_GIVEN(0, "interval"),
     .source = PSUTIL "#psutil.cpu_percent"},
    {.name = "psutil.{Process,Popen}", .kind = KNOWN_CLASS, .source = PSUTIL "#process-class"},
    {.name = "psutil.{Process,Popen}.cpu_percent",
     SLEEPS("sleeps for the interval"),
     .unless = {IS_ZERO(0, "interval"), IS_NONE(0, "interval")},
     .only_if = IS_GIVEN(0, "interval"),
     .source = PSUTIL "#psutil.Process.cpu_percent"},
    {.name = "psutil.{Process,Popen}.wait",
     .effect = EFFECT_PROCESS_WAIT,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_ZERO(0, "timeout")},
     .source = PSUTIL "#psutil.Process.wait"},
    {.name = "psutil.wait_procs",
     .effect = EFFECT_PROCESS_WAIT,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_ZERO(1, "timeout")},
     .source = PSUTIL "#psutil.wait_procs"},

    // Other event loops.
    {.name = "gevent.sleep",
     SLEEPS("waits for gevent's loop, which is not this one"),
     .source = GEVENT "#gevent.sleep"},
    {.name = "eventlet.sleep",
     SLEEPS("waits for eventlet's loop, which is not this one"),
     .source = EVENTLET "#eventlet.sleep"},
    {.name = "uvloop.run",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs an event loop to the end",
     .instead = "await",
     .returns = "awaited",
     .roles = {ROLE(COROUTINE, 0, "main")},
     .source = UVLOOP},

    // Files behind templates and settings.
    {.name = "jinja2.environment.{Environment,Template}",
     .kind = KNOWN_CLASS,
     .source = JINJA "#jinja2.Environment"},
    {.name = "jinja2.Environment",
     .kind = KNOWN_ALIAS,
     .alias_of = "jinja2.environment.Environment",
     .source = "jinja2/__init__.py"},
    {.name = "jinja2.Template",
     .kind = KNOWN_ALIAS,
     .alias_of = "jinja2.environment.Template",
     .source = "jinja2/__init__.py"},
    {.name = "jinja2.environment.Environment.{get_template,select_template,get_or_select_template}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_CHEAP,
     .because = "reads templates that are not cached from disk",
     .returns = "jinja2.environment.Template",
     .source = JINJA "#jinja2.Environment.get_template"},
    {.name = "jinja2.environment.Environment.from_string",
     .returns = "jinja2.environment.Template",
     .source = JINJA "#jinja2.Environment.from_string"},
    {.name = "jinja2.environment.Template.render_async",
     COROUTINE,
     .source = JINJA "#jinja2.Template.render_async"},
    {.name = "jinja2.environment.Template.generate_async",
     .result = RESULT_ASYNC_GENERATOR,
     .source = JINJA "#jinja2.Template.generate_async"},
    {.name = "{dotenv.load_dotenv,dotenv.dotenv_values,dotenv.find_dotenv,dotenv.get_key,dotenv."
             "set_key}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_CHEAP,
     .because = "looks for a .env file and reads it",
     .source = DOTENV},

    // Caches. Those for plain functions keep the coroutine of an async one.
    {.name = "async_lru.alru_cache",
     .decoration = DECORATION_CACHES_ASYNC,
     .source = "https://github.com/aio-libs/async-lru"},
    {.name = "asyncstdlib.{functools.,}{cache,lru_cache}",
     .decoration = DECORATION_CACHES_ASYNC,
     .source = "https://asyncstdlib.readthedocs.io/en/latest/source/api/functools.html"},
    {.name = "cachetools.{cached,cachedmethod,func.fifo_cache,func.lfu_cache,func.lru_cache,"
             "func.rr_cache,func.ttl_cache}",
     .decoration = DECORATION_CACHES,
     .source = "https://cachetools.readthedocs.io/en/stable/#memoizing-decorators"},
    // The timeouts that asyncio took over in Python 3.11.
    {.name = "async_timeout.timeout",
     .result = RESULT_ASYNC_CONTEXT,
     .cancels = CANCELS_IN_TIME,
     .is_timed_when_made = true,
     .source = "https://github.com/aio-libs/async-timeout/blob/master/async_timeout/__init__.py"},
    {.name = "async_timeout.timeout_at",
     .result = RESULT_ASYNC_CONTEXT,
     .cancels = CANCELS_IN_TIME,
     .roles = {ROLE(DEADLINE, 0, "deadline")},
     .source = "https://github.com/aio-libs/async-timeout/blob/master/async_timeout/__init__.py"},

    // Texts of a known type.
    {.name = "pydantic_core.to_json",
     .returns = "builtins.bytes",
     .source = "https://docs.pydantic.dev/latest/api/pydantic_core/#pydantic_core.to_json"},
    // Time zones and settings: small files, read when first asked for.
    {.name = "pytz.timezone",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_CHEAP,
     .because = "reads a time zone that is not in its cache yet",
     .source = "https://github.com/stub42/pytz#readme"},
    {.name = "pydantic_settings.main.BaseSettings",
     .kind = KNOWN_ALIAS,
     .alias_of = "pydantic_settings.BaseSettings",
     .source = "pydantic_settings/__init__.py"},
    {.name = "pydantic_settings.BaseSettings",
     .kind = KNOWN_CLASS,
     .effect = EFFECT_FILE_IO,
     .tier = TIER_CHEAP,
     .because = "looks for the settings in files",
     .source = "https://docs.pydantic.dev/latest/concepts/pydantic_settings/"},
};

KNOWLEDGE_TABLE(utilities)
