// Schedulers, queues and servers of calls: aiocron and python-socketio call sync functions on the
// loop, APScheduler's AsyncIOScheduler and taskiq in threads, Dagster without a loop. Resolvers of
// GraphQL run on the loop where the schema is executed asynchronously, which is not so in every
// server.
#include "knowledge/tables.h"

#define SOCKETIO    "https://python-socketio.readthedocs.io/en/stable/api.html"
#define APSCHEDULER "https://apscheduler.readthedocs.io/en/3.x/modules/"
#define TASKIQ      "https://taskiq-python.github.io/guide/"
#define STRAWBERRY  "https://strawberry.rocks/docs/"
#define ARIADNE     "https://ariadnegraphql.org/docs/"

#define COROUTINE .result = RESULT_COROUTINE
#define HANDLER(place, keyword)                                                                    \
  { ROLE(ON_LOOP, place, keyword), ROLE(ASYNC_CALLED, place, keyword) }

static const KnowledgeEntry entries[] = {
    // python-socketio: async_server.py, _trigger_event.
    {.name = "socketio.{AsyncServer,AsyncClient}.event",
     .decoration = DECORATION_ON_LOOP,
     .source = SOCKETIO "#socketio.AsyncServer.event"},
    {.name = "socketio.{AsyncServer,AsyncClient}.on",
     .roles = HANDLER(1, "handler"),
     .decoration = DECORATION_ON_LOOP,
     .source = SOCKETIO "#socketio.AsyncServer.on"},
    {.name = "socketio.{AsyncNamespace,AsyncClientNamespace}",
     .kind = KNOWN_CLASS,
     .loop_methods = "on_*",
     .source = SOCKETIO "#socketio.AsyncNamespace"},
    {.name = "socketio.{AsyncNamespace,AsyncClientNamespace}.{emit,send,call,disconnect}",
     COROUTINE,
     .source = SOCKETIO "#socketio.AsyncNamespace"},
    {.name = "socketio.AsyncNamespace.{close_room,get_session,save_session}",
     COROUTINE,
     .source = SOCKETIO "#socketio.AsyncNamespace"},
    {.name = "socketio.AsyncNamespace.{enter_room,leave_room}",
     COROUTINE,
     .was_plain = true, // before 5.10.0, says CHANGES.md
     .source = SOCKETIO "#socketio.AsyncNamespace"},

    // Dagster 1.11: _core/execution/plan/compute.py, gen_from_async_gen, runs the loop for one step
    // of
    // an async op or asset at a time, and for nothing else; a sync one is called without a loop.
    {.name = "dagster.{op,asset,multi_asset,asset_check,multi_asset_check}",
     .decoration = DECORATION_COMMAND,
     .source = "https://docs.dagster.io/api/dagster/ops"},

    // aiocron: wrap_func makes a coroutine function of it, which calls it.
    {.name = "aiocron.crontab",
     .roles = HANDLER(1, "func"),
     .decoration = DECORATION_ON_LOOP,
     .source = "https://github.com/gawel/aiocron"},

    // APScheduler: AsyncIOExecutor gives sync jobs to the executor of the loop.
    {.name = "apscheduler.schedulers.asyncio.AsyncIOScheduler",
     .kind = KNOWN_CLASS,
     .source = APSCHEDULER "schedulers/asyncio.html"},
    {.name = "apscheduler.schedulers.asyncio.AsyncIOScheduler.add_job",
     .roles = {ROLE(OFF_LOOP, 0, "func"), ROLE(ASYNC_CALLED, 0, "func")},
     .source = APSCHEDULER "executors/asyncio.html"},
    {.name = "apscheduler.schedulers.asyncio.AsyncIOScheduler.scheduled_job",
     .decoration = DECORATION_OFF_LOOP,
     .source = APSCHEDULER "executors/asyncio.html"},
    {.name = "apscheduler.schedulers.asyncio.AsyncIOScheduler.add_listener",
     .roles = {ROLE(ON_LOOP, 0, "callback")},
     .source = APSCHEDULER "schedulers/base.html"},

    // Resolvers: graphql-core calls them as it executes a query.
    {.name = "strawberry.{field,mutation}",
     .decoration = DECORATION_ON_LOOP,
     .is_perhaps = true,
     .source = STRAWBERRY "guides/async"},
    {.name = "ariadne.{ObjectType,QueryType,MutationType}",
     .kind = KNOWN_CLASS,
     .source = ARIADNE "resolvers"},
    {.name = "ariadne.{ObjectType,QueryType,MutationType}.field",
     .decoration = DECORATION_ON_LOOP,
     .is_perhaps = true,
     .source = ARIADNE "resolvers"},
};

KNOWLEDGE_TABLE(schedulers)
