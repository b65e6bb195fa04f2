// aiohttp, client and server: nothing blocks, but much must be awaited.
#include "knowledge/tables.h"

#define CLIENT    "https://docs.aiohttp.org/en/stable/client_reference.html"
#define SERVER    "https://docs.aiohttp.org/en/stable/web_reference.html"
#define STREAMS   "https://docs.aiohttp.org/en/stable/streams.html"
#define MULTIPART "https://docs.aiohttp.org/en/stable/multipart_reference.html"

#define COROUTINE .result = RESULT_COROUTINE
#define REQUESTS                                                                                   \
  .result = RESULT_ASYNC_CONTEXT, .returns = "aiohttp.ClientResponse",                             \
  .enters = "aiohttp.ClientResponse"

static const KnowledgeEntry entries[] = {
    {.name = "aiohttp.{client,client_reqrep,client_ws,connector,multipart,streams}",
     .kind = KNOWN_ALIAS,
     .alias_of = "aiohttp",
     .source = "aiohttp/__init__.py"},
    {.name =
         "aiohttp.{web_app,web_request,web_response,web_routedef,web_runner,web_ws,web_middlewares,"
         "web_urldispatcher}",
     .kind = KNOWN_ALIAS,
     .alias_of = "aiohttp.web",
     .source = "aiohttp/web.py"},

    // Client.
    {.name = "aiohttp.{ClientSession,ClientResponse,ClientWebSocketResponse,StreamReader,"
             "MultipartReader,BodyPartReader}",
     .kind = KNOWN_CLASS,
     .source = CLIENT},
    {.name = "aiohttp.{BaseConnector,TCPConnector,UnixConnector}",
     .kind = KNOWN_CLASS,
     .source = CLIENT "#connectors"},
    {.name = "aiohttp.ClientSession.{get,post,put,patch,delete,head,options,request}",
     REQUESTS,
     .source = CLIENT "#aiohttp.ClientSession.request"},
    {.name = "aiohttp.request", REQUESTS, .source = CLIENT "#aiohttp.request"},
    {.name = "aiohttp.ClientSession.ws_connect",
     .result = RESULT_ASYNC_CONTEXT,
     .returns = "aiohttp.ClientWebSocketResponse",
     .enters = "aiohttp.ClientWebSocketResponse",
     .source = CLIENT "#aiohttp.ClientSession.ws_connect"},
    {.name = "aiohttp.ClientSession.close",
     COROUTINE,
     .source = CLIENT "#aiohttp.ClientSession.close"},
    {.name = "aiohttp.ClientResponse.{json,text,read}",
     COROUTINE,
     .source = CLIENT "#aiohttp.ClientResponse.read"},
    {.name = "aiohttp.ClientResponse.content",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "aiohttp.StreamReader",
     .source = CLIENT "#aiohttp.ClientResponse.content"},
    {.name = "aiohttp.ClientWebSocketResponse.{send_str,send_bytes,send_json,receive,receive_str,"
             "receive_bytes,receive_json,ping,pong,close}",
     COROUTINE,
     .source = CLIENT "#clientwebsocketresponse"},
    {.name = "aiohttp.StreamReader.{read,readany,readexactly,readline,readuntil,readchunk}",
     COROUTINE,
     .source = STREAMS},
    {.name = "aiohttp.StreamReader.{iter_any,iter_chunked,iter_chunks}",
     .result = RESULT_ASYNC_GENERATOR,
     .source = STREAMS "#asynchronous-iteration-support"},
    {.name = "aiohttp.MultipartReader.{next,release}", COROUTINE, .source = MULTIPART},
    {.name = "aiohttp.BodyPartReader.{read,read_chunk,readline,release,text,json,form}",
     COROUTINE,
     .source = MULTIPART},

    // Server. Handlers are coroutine functions; registering one keeps it what it is.
    {.name = "aiohttp.web.{Application,Request,Response,StreamResponse,FileResponse,RouteTableDef,"
             "View,UrlDispatcher}",
     .kind = KNOWN_CLASS,
     .source = SERVER},
    {.name = "aiohttp.web.BaseRequest",
     .kind = KNOWN_CLASS,
     .source = SERVER "#aiohttp.web.BaseRequest"},
    {.name = "aiohttp.web.{Request,BaseRequest}.{read,text,json,multipart,post}",
     COROUTINE,
     .source = SERVER "#aiohttp.web.BaseRequest.read"},
    {.name = "aiohttp.web.{Request,BaseRequest}.content",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "aiohttp.StreamReader",
     .source = SERVER "#aiohttp.web.BaseRequest.content"},
    {.name = "aiohttp.web.View.request",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "aiohttp.web.Request",
     .source = SERVER "#aiohttp.web.View.request"},
    {.name = "aiohttp.web.{StreamResponse,Response,FileResponse,WebSocketResponse}.{prepare,write,"
             "write_eof}",
     COROUTINE,
     .source = SERVER "#aiohttp.web.StreamResponse.prepare"},
    {.name = "aiohttp.web.WebSocketResponse",
     .kind = KNOWN_CLASS,
     .source = SERVER "#aiohttp.web.WebSocketResponse"},
    {.name = "aiohttp.web.WebSocketResponse.{send_str,send_bytes,send_json,receive,receive_str,"
             "receive_bytes,receive_json,ping,pong,close}",
     COROUTINE,
     .source = SERVER "#aiohttp.web.WebSocketResponse"},
    {.name = "aiohttp.web.Application.{startup,shutdown,cleanup}",
     COROUTINE,
     .source = SERVER "#aiohttp.web.Application.startup"},
    {.name = "aiohttp.web.Application.router",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "aiohttp.web.UrlDispatcher",
     .source = SERVER "#aiohttp.web.Application.router"},
    {.name = "aiohttp.web.{get,post,put,patch,delete,head,options,view}",
     .roles = {ROLE(ASYNC_CALLED, 1, "handler")},
     .source = SERVER "#aiohttp.web.RouteDef"},
    {.name = "aiohttp.web.route",
     .roles = {ROLE(ASYNC_CALLED, 2, "handler")},
     .source = SERVER "#aiohttp.web.route"},
    {.name = "aiohttp.web.UrlDispatcher.{add_get,add_post,add_put,add_patch,add_delete,add_head,"
             "add_options,add_view}",
     .roles = {ROLE(ASYNC_CALLED, 1, "handler")},
     .source = SERVER "#aiohttp.web.UrlDispatcher.add_get"},
    {.name = "aiohttp.web.UrlDispatcher.add_route",
     .roles = {ROLE(ASYNC_CALLED, 2, "handler")},
     .source = SERVER "#aiohttp.web.UrlDispatcher.add_route"},
    {.name = "aiohttp.web.RouteTableDef.{get,post,put,patch,delete,head,options,view,route}",
     .decoration = DECORATION_KEEPS,
     .source = SERVER "#aiohttp.web.RouteTableDef"},
    {.name = "aiohttp.web.middleware",
     .decoration = DECORATION_KEEPS,
     .source = SERVER "#aiohttp.web.middleware"},
    {.name = "aiohttp.web.run_app",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs an event loop until the server stops",
     .instead = "aiohttp.web.AppRunner and aiohttp.web.TCPSite",
     .source = SERVER "#aiohttp.web.run_app"},
    {.name = "aiohttp.web.{AppRunner,ServerRunner,TCPSite,UnixSite,SockSite}",
     .kind = KNOWN_CLASS,
     .source = SERVER "#running-applications"},
    {.name = "aiohttp.web.{AppRunner,ServerRunner}.{setup,cleanup}",
     COROUTINE,
     .source = SERVER "#aiohttp.web.BaseRunner.setup"},
    {.name = "aiohttp.web.{TCPSite,UnixSite,SockSite}.{start,stop}",
     COROUTINE,
     .source = SERVER "#aiohttp.web.BaseSite.start"},
};

KNOWLEDGE_TABLE(aiohttp)
