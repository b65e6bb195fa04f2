// Starlette and FastAPI, and the servers that run them. Sync endpoints, dependencies, exception
// handlers and background tasks run in a thread pool; handlers of start-up and shutdown run on the
// loop.
#include "knowledge/tables.h"

#define STARLETTE "https://www.starlette.io/"
#define FASTAPI   "https://fastapi.tiangolo.com/"

#define COROUTINE .result = RESULT_COROUTINE
#define ALIAS     .kind = KNOWN_ALIAS
// Before and after serving.
#define LIFESPAN                                                                                   \
  {                                                                                                \
    ROLE(LIFESPAN, KEYWORD_ONLY, "lifespan"), ROLE(BESIDE_SERVING, KEYWORD_ONLY, "on_startup"),    \
        ROLE(BESIDE_SERVING, KEYWORD_ONLY, "on_shutdown")                                          \
  }
// A handler that may be sync or async.
#define HANDLER(place, keyword)                                                                    \
  { ROLE(OFF_LOOP, place, keyword), ROLE(ASYNC_CALLED, place, keyword) }

static const KnowledgeEntry entries[] = {
    // FastAPI's names for what is Starlette's.
    {.name = "{fastapi.Request,fastapi.requests.Request}",
     ALIAS,
     .alias_of = "starlette.requests.Request",
     .source = "fastapi/requests.py"},
    {.name = "{fastapi.WebSocket,fastapi.websockets.WebSocket}",
     ALIAS,
     .alias_of = "starlette.websockets.WebSocket",
     .source = "fastapi/websockets.py"},
    {.name = "fastapi.concurrency",
     ALIAS,
     .alias_of = "starlette.concurrency",
     .source = "fastapi/concurrency.py"},
    {.name =
         "{fastapi.applications,fastapi.background,fastapi.datastructures,fastapi.param_functions}",
     ALIAS,
     .alias_of = "fastapi",
     .source = "fastapi/__init__.py"},
    {.name = "fastapi.routing.APIRouter",
     ALIAS,
     .alias_of = "fastapi.APIRouter",
     .source = "fastapi/__init__.py"},

    // Offloads.
    {.name = "starlette.concurrency.run_in_threadpool",
     COROUTINE,
     .returns = "called",
     .roles = {ROLE(OFF_LOOP, 0, "func")},
     .source = STARLETTE "threadpool/"},
    {.name = "starlette.concurrency.iterate_in_threadpool",
     .result = RESULT_ASYNC_GENERATOR,
     .source = "starlette/concurrency.py"},
    {.name = "starlette.background.BackgroundTask",
     .kind = KNOWN_CLASS,
     .roles = HANDLER(0, "func"),
     .source = STARLETTE "background/"},
    {.name = "starlette.background.BackgroundTasks",
     .kind = KNOWN_CLASS,
     .source = STARLETTE "background/"},
    {.name = "fastapi.BackgroundTasks",
     .kind = KNOWN_CLASS,
     .bases = "starlette.background.BackgroundTasks",
     .source = FASTAPI "reference/background/"},
    {.name = "{starlette.background.BackgroundTasks.add_task,fastapi.BackgroundTasks.add_task}",
     .roles = HANDLER(0, "func"),
     .source = FASTAPI "tutorial/background-tasks/"},
    {.name = "fastapi.{Depends,Security}",
     .returns = "made",
     .roles = HANDLER(0, "dependency"),
     .source = FASTAPI "reference/dependencies/"},

    // Applications and routers.
    {.name = "{starlette.applications.Starlette,starlette.routing.Router}",
     .kind = KNOWN_CLASS,
     .roles = LIFESPAN,
     .source = STARLETTE "applications/"},
    {.name = "fastapi.FastAPI",
     .kind = KNOWN_CLASS,
     .bases = "starlette.applications.Starlette",
     .roles = LIFESPAN,
     .source = FASTAPI "reference/fastapi/"},
    {.name = "fastapi.APIRouter",
     .kind = KNOWN_CLASS,
     .bases = "starlette.routing.Router",
     .roles = LIFESPAN,
     .source = FASTAPI "reference/apirouter/"},
    {.name = "fastapi.{FastAPI,APIRouter}.{get,put,post,delete,options,head,patch,trace,api_route}",
     .decoration = DECORATION_OFF_LOOP,
     .source = FASTAPI "async/#path-operation-functions"},
    {.name = "fastapi.{FastAPI,APIRouter}.add_api_route",
     .roles = HANDLER(1, "endpoint"),
     .source = FASTAPI "async/#path-operation-functions"},
    {.name = "fastapi.{FastAPI,APIRouter}.{websocket,websocket_route}",
     .decoration = DECORATION_KEEPS,
     .source = FASTAPI "advanced/websockets/"},
    {.name = "fastapi.{FastAPI,APIRouter}.on_event",
     .decoration = DECORATION_ON_LOOP,
     .is_beside_serving = true,
     .source = FASTAPI "advanced/events/"},
    {.name = "fastapi.FastAPI.middleware",
     .decoration = DECORATION_KEEPS,
     .source = FASTAPI "tutorial/middleware/"},
    {.name = "fastapi.FastAPI.exception_handler",
     .decoration = DECORATION_OFF_LOOP,
     .source = FASTAPI "tutorial/handling-errors/"},
    {.name = "{starlette.applications.Starlette,starlette.routing.Router}.add_route",
     .roles = HANDLER(1, NULL),
     .source = STARLETTE "routing/#http-routing"},
    {.name = "starlette.applications.Starlette.add_exception_handler",
     .roles = HANDLER(1, "handler"),
     .source = STARLETTE "exceptions/"},
    {.name = "starlette.routing.Route",
     .kind = KNOWN_CLASS,
     .roles = HANDLER(1, "endpoint"),
     .source = STARLETTE "routing/#http-routing"},
    {.name = "starlette.routing.WebSocketRoute",
     .kind = KNOWN_CLASS,
     .roles = {ROLE(ASYNC_CALLED, 1, "endpoint")},
     .source = STARLETTE "routing/#websocket-routing"},

    // Requests.
    {.name = "starlette.requests.Request", .kind = KNOWN_CLASS, .source = STARLETTE "requests/"},
    {.name = "starlette.requests.Request.{body,json,is_disconnected,close}",
     COROUTINE,
     .source = STARLETTE "requests/#body"},
    {.name = "starlette.requests.Request.form",
     .result = RESULT_ASYNC_CONTEXT,
     .source = STARLETTE "requests/#request-files"},
    {.name = "starlette.requests.Request.stream",
     .result = RESULT_ASYNC_GENERATOR,
     .source = STARLETTE "requests/#body"},
    {.name = "starlette.datastructures.UploadFile",
     .kind = KNOWN_CLASS,
     .source = STARLETTE "requests/#request-files"},
    {.name = "fastapi.UploadFile",
     .kind = KNOWN_CLASS,
     .bases = "starlette.datastructures.UploadFile",
     .source = FASTAPI "reference/uploadfile/"},
    {.name = "{starlette.datastructures,fastapi}.UploadFile.{read,write,seek,close}",
     COROUTINE,
     .source = FASTAPI "tutorial/request-files/#uploadfile"},
    {.name = "starlette.websockets.WebSocket",
     .kind = KNOWN_CLASS,
     .source = STARLETTE "websockets/"},
    {.name = "starlette.websockets.WebSocket.{accept,receive,send,receive_text,receive_bytes,"
             "receive_json,send_text,send_bytes,send_json,close}",
     COROUTINE,
     .source = STARLETTE "websockets/"},
    {.name = "starlette.websockets.WebSocket.{iter_text,iter_bytes,iter_json}",
     .result = RESULT_ASYNC_GENERATOR,
     .source = STARLETTE "websockets/#receiving-data"},

    // Servers.
    {.name = "uvicorn.run",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs an event loop until the server stops",
     .instead = "await uvicorn.Server(config).serve()",
     .source = "https://uvicorn.dev/deployment/"},
    {.name = "uvicorn.Server", .kind = KNOWN_CLASS, .source = "https://uvicorn.dev/deployment/"},
    {.name = "uvicorn.Server.run",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs an event loop until the server stops",
     .instead = "await server.serve()",
     .source = "uvicorn/server.py"},
    {.name = "uvicorn.Server.{serve,startup,shutdown,main_loop}",
     COROUTINE,
     .source = "uvicorn/server.py"},
    {.name = "hypercorn.{asyncio,trio}.serve",
     COROUTINE,
     .source = "https://hypercorn.readthedocs.io/en/latest/how_to_guides/api_usage.html"},
};

KNOWLEDGE_TABLE(starlette)
