// Tornado and Sanic call sync handlers on the loop, Quart calls them in threads. Litestar does the
// one or the other as each handler says, and warns about those that do not say, so it is left
// alone.
#include "knowledge/tables.h"

#define TORNADO  "https://www.tornadoweb.org/en/stable/"
#define SANIC    "https://sanic.dev/en/guide/"
#define LITESTAR "https://docs.litestar.dev/2/"
#define QUART    "https://quart.palletsprojects.com/en/latest/"

#define COROUTINE .result = RESULT_COROUTINE
#define RUNS_LOOP                                                                                  \
  .effect = EFFECT_NESTED_LOOP, .tier = TIER_UNBOUNDED,                                            \
  .because = "runs an event loop until it stops"
// A handler that is called on the loop, and awaited when there is something to await.
#define HANDLER(place, keyword)                                                                    \
  { ROLE(ON_LOOP, place, keyword), ROLE(ASYNC_CALLED, place, keyword) }

static const KnowledgeEntry entries[] = {
    // Tornado.
    {.name = "tornado.web.RequestHandler",
     .kind = KNOWN_CLASS,
     .loop_methods = "initialize prepare get head post put patch delete options on_finish "
                     "on_connection_close data_received set_default_headers write_error "
                     "get_current_user get_user_locale get_login_url compute_etag "
                     "get_template_namespace log_exception",
     .source = TORNADO "web.html#thread-safety-notes"},
    {.name = "tornado.websocket.WebSocketHandler",
     .kind = KNOWN_CLASS,
     .bases = "tornado.web.RequestHandler",
     .loop_methods = "open on_message on_close on_ping on_pong check_origin select_subprotocol "
                     "get_compression_options",
     .source = TORNADO "websocket.html"},
    {.name = "tornado.ioloop.IOLoop", .kind = KNOWN_CLASS, .source = TORNADO "ioloop.html"},
    {.name = "tornado.ioloop.IOLoop.{current,instance}",
     .returns = "tornado.ioloop.IOLoop",
     .source = TORNADO "ioloop.html#tornado.ioloop.IOLoop.current"},
    {.name = "tornado.ioloop.IOLoop.{start,run_sync}",
     RUNS_LOOP,
     .instead = "await",
     .source = TORNADO "ioloop.html#running-an-ioloop"},
    {.name = "tornado.ioloop.IOLoop.{add_callback,add_callback_from_signal,spawn_callback}",
     .roles = HANDLER(0, "callback"),
     .source = TORNADO "ioloop.html#callbacks-and-timeouts"},
    {.name = "tornado.ioloop.IOLoop.{call_later,call_at,add_timeout,add_future}",
     .roles = HANDLER(1, "callback"),
     .source = TORNADO "ioloop.html#callbacks-and-timeouts"},
    {.name = "tornado.ioloop.IOLoop.add_handler",
     .roles = {ROLE(ON_LOOP, 1, "handler")},
     .source = TORNADO "ioloop.html#i-o-events"},
    {.name = "tornado.ioloop.IOLoop.run_in_executor",
     .result = RESULT_AWAITABLE,
     .returns = "called",
     .roles = {ROLE(OFF_LOOP, 1, "func")},
     .source = TORNADO "ioloop.html#tornado.ioloop.IOLoop.run_in_executor"},
    {.name = "tornado.netutil.bind_sockets",
     .effect = EFFECT_DNS,
     .tier = TIER_CHEAP,
     .because = "looks up the address to listen on, mostly a number or none",
     .instead = "sockets of your own, bound before the loop runs",
     .source = TORNADO "netutil.html#tornado.netutil.bind_sockets"},
    {.name = "tornado.ioloop.PeriodicCallback",
     .kind = KNOWN_CLASS,
     .roles = HANDLER(0, "callback"),
     .source = TORNADO "ioloop.html#tornado.ioloop.PeriodicCallback"},
    {.name = "tornado.concurrent.run_on_executor",
     .decoration = DECORATION_OFFLOADS,
     .source = TORNADO "concurrent.html#tornado.concurrent.run_on_executor"},
    {.name = "{tornado.web.authenticated,tornado.web.removeslash,tornado.web.addslash,"
             "tornado.web.stream_request_body}",
     .decoration = DECORATION_KEEPS,
     .source = TORNADO "web.html#decorators"},
    {.name = "tornado.httpclient.{AsyncHTTPClient,HTTPClient}",
     .kind = KNOWN_CLASS,
     .source = TORNADO "httpclient.html"},
    {.name = "tornado.httpclient.AsyncHTTPClient.fetch",
     .result = RESULT_AWAITABLE,
     .source = TORNADO "httpclient.html#tornado.httpclient.AsyncHTTPClient.fetch"},
    {.name = "tornado.httpclient.HTTPClient.fetch",
     .effect = EFFECT_HTTP,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the server's answer",
     .instead = "tornado.httpclient.AsyncHTTPClient",
     .source = TORNADO "httpclient.html#tornado.httpclient.HTTPClient"},

    // Sanic.
    {.name = "sanic.{Sanic,Blueprint,Request,Websocket}", .kind = KNOWN_CLASS, .source = SANIC},
    {.name = "sanic.app.Sanic",
     .kind = KNOWN_ALIAS,
     .alias_of = "sanic.Sanic",
     .source = "sanic/__init__.py"},
    {.name = "sanic.blueprints.Blueprint",
     .kind = KNOWN_ALIAS,
     .alias_of = "sanic.Blueprint",
     .source = "sanic/__init__.py"},
    {.name = "{sanic.request.Request,sanic.request.types.Request}",
     .kind = KNOWN_ALIAS,
     .alias_of = "sanic.Request",
     .source = "sanic/__init__.py"},
    {.name =
         "sanic.{Sanic,Blueprint}.{get,post,put,patch,delete,head,options,route,websocket,"
         "middleware,"
         "on_request,on_response,exception,listener,after_server_start,before_server_stop,signal}",
     .decoration = DECORATION_ON_LOOP,
     .source = SANIC "basics/handlers.html"},
    {.name = "sanic.{Sanic,Blueprint}.{main_process_start,before_server_start,after_server_stop,"
             "main_process_stop}",
     .decoration = DECORATION_ON_LOOP,
     .is_beside_serving = true,
     .source = SANIC "basics/listeners.html"},
    {.name = "sanic.{Sanic,Blueprint}.{add_route,add_websocket_route}",
     .roles = HANDLER(0, "handler"),
     .source = SANIC "basics/routing.html"},
    {.name = "sanic.Sanic.register_listener",
     .roles = HANDLER(0, "listener"),
     .source = SANIC "basics/listeners.html"},
    {.name = "sanic.Sanic.register_middleware",
     .roles = HANDLER(0, "middleware"),
     .source = SANIC "basics/middleware.html"},
    {.name = "sanic.Sanic.add_task",
     .roles = {ROLE(COROUTINE, 0, "task"), ROLE(ASYNC_CALLED, 0, "task")},
     .source = SANIC "basics/tasks.html"},
    {.name = "sanic.Sanic.run", RUNS_LOOP, .source = SANIC "running/running.html"},
    {.name = "sanic.Request.{receive_body,respond}",
     COROUTINE,
     .source = SANIC "advanced/streaming.html"},
    {.name = "sanic.Websocket.{send,recv,ping,pong,close}",
     COROUTINE,
     .source = SANIC "advanced/websockets.html"},
    {.name = "sanic.views.HTTPMethodView",
     .kind = KNOWN_CLASS,
     .loop_methods = "get post put patch delete head options",
     .source = SANIC "advanced/class-based-views.html"},

    // Litestar.
    {.name = "{litestar.Litestar,litestar.app.Litestar}",
     .kind = KNOWN_CLASS,
     .roles = {ROLE(LIFESPAN, KEYWORD_ONLY, "lifespan"),
               ROLE(BESIDE_SERVING, KEYWORD_ONLY, "on_startup"),
               ROLE(BESIDE_SERVING, KEYWORD_ONLY, "on_shutdown")},
     .source = LITESTAR "usage/applications.html"},
    {.name = "litestar.{get,post,put,patch,delete,head,route,websocket,websocket_listener,asgi}",
     .decoration = DECORATION_KEEPS,
     .source = LITESTAR "topics/sync-vs-async.html"},
    {.name = "litestar.{Request,WebSocket}",
     .kind = KNOWN_CLASS,
     .source = LITESTAR "reference/connection.html"},
    {.name = "litestar.connection.{Request,request.Request}",
     .kind = KNOWN_ALIAS,
     .alias_of = "litestar.Request",
     .source = "litestar/__init__.py"},
    {.name = "litestar.connection.{WebSocket,websocket.WebSocket}",
     .kind = KNOWN_ALIAS,
     .alias_of = "litestar.WebSocket",
     .source = "litestar/__init__.py"},
    {.name = "litestar.Request.{body,form,json,msgpack}",
     COROUTINE,
     .source = LITESTAR "reference/connection.html"},
    {.name =
         "litestar.WebSocket.{accept,close,receive_bytes,receive_data,receive_json,receive_text,"
         "send_bytes,send_data,send_json,send_text}",
     COROUTINE,
     .source = LITESTAR "reference/connection.html"},

    // Quart.
    {.name = "quart.app.Quart",
     .kind = KNOWN_ALIAS,
     .alias_of = "quart.Quart",
     .source = "quart/__init__.py"},
    {.name = "quart.{Quart,Blueprint}", .kind = KNOWN_CLASS, .source = QUART "reference/api.html"},
    {.name =
         "quart.{Quart,Blueprint}.{route,get,post,put,patch,delete,before_request,after_request,"
         "teardown_request,errorhandler,context_processor}",
     .decoration = DECORATION_OFF_LOOP,
     .source = QUART "how_to_guides/sync_code.html"},
    {.name = "quart.Quart.{before_serving,after_serving}",
     .decoration = DECORATION_OFF_LOOP,
     .is_beside_serving = true,
     .source = QUART "how_to_guides/startup_shutdown.html"},
    {.name = "quart.{Quart,Blueprint}.websocket",
     .decoration = DECORATION_KEEPS,
     .source = QUART "how_to_guides/websockets.html"},
    {.name = "quart.Quart.add_background_task",
     .roles = {ROLE(OFF_LOOP, 0, "func"), ROLE(ASYNC_CALLED, 0, "func")},
     .source = QUART "how_to_guides/background_tasks.html"},
    {.name = "quart.utils.run_sync",
     .roles = {ROLE(OFF_LOOP, 0, "func")},
     .decoration = DECORATION_OFFLOADS,
     .source = QUART "how_to_guides/sync_code.html"},
    {.name = "quart.{render_template,render_template_string,make_response,send_file,"
             "send_from_directory,stream_template}",
     COROUTINE,
     .source = QUART "reference/api.html"},
    {.name = "quart.request",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "quart.wrappers.Request",
     .source = QUART "how_to_guides/request_body.html"},
    {.name = "quart.Request",
     .kind = KNOWN_ALIAS,
     .alias_of = "quart.wrappers.Request",
     .source = "quart/__init__.py"},
    {.name = "quart.wrappers.Request",
     .kind = KNOWN_CLASS,
     .source = QUART "how_to_guides/request_body.html"},
    {.name = "quart.wrappers.Request.{get_data,get_json}",
     COROUTINE,
     .source = QUART "how_to_guides/request_body.html"},
    {.name = "quart.Quart.run",
     RUNS_LOOP,
     .instead = "await app.run_task()",
     .source = QUART "tutorials/deployment.html"},
};

KNOWLEDGE_TABLE(web_frameworks)
