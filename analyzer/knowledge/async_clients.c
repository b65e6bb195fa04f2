// Asynchronous clients of protocols and services: NATS, Socket.IO, DNS, mail, GraphQL, Docker, and
// what aiohttp and httpx stand on. Where a package has a client that waits, too, that stands
// beside.
#include "knowledge/tables.h"

#define NATS       "https://nats-io.github.io/nats.py/modules.html"
#define SOCKETIO   "https://python-socketio.readthedocs.io/en/stable/api.html"
#define AIODNS     "https://github.com/aio-libs/aiodns#api"
#define AIOSMTPLIB "https://aiosmtplib.readthedocs.io/en/stable/reference.html"
#define AIOIMAPLIB "https://github.com/iroco-co/aioimaplib#readme"
#define GQL        "https://gql.readthedocs.io/en/stable/modules/client.html"
#define RETRY      "https://github.com/inyutin/aiohttp_retry#readme"
#define HTTPCORE   "https://www.encode.io/httpcore/"
#define AIODOCKER  "https://aiodocker.readthedocs.io/en/latest/"
#define LIMITER    "https://aiolimiter.readthedocs.io/en/latest/"

#define COROUTINE .result = RESULT_COROUTINE
#define EXCHANGES(async_way)                                                                       \
  .effect = EFFECT_HTTP, .tier = TIER_UNBOUNDED, .because = "waits for the server's answer",       \
  .instead = async_way, OR_A_THREAD
#define WAITS(why)                                                                                 \
  .effect = EFFECT_NETWORK, .tier = TIER_UNBOUNDED, .because = why,                                \
  .instead = "socketio.AsyncClient", OR_A_THREAD

static const KnowledgeEntry entries[] = {
    // NATS: every callback must be a coroutine function.
    {.name = "{nats.NATS,nats.aio.client.Client}",
     .kind = KNOWN_CLASS,
     .source = NATS "#nats.aio.client.Client"},
    {.name = "nats.connect", COROUTINE, .returns = "nats.aio.client.Client", .source = NATS},
    {.name = "{nats.NATS,nats.aio.client.Client}.{connect,publish,request,flush,drain,close,rtt,"
             "force_reconnect}",
     COROUTINE,
     .source = NATS "#nats.aio.client.Client"},
    {.name = "{nats.NATS,nats.aio.client.Client}.subscribe",
     COROUTINE,
     .returns = "nats.aio.subscription.Subscription",
     .roles = {ROLE(ASYNC_CALLED, 2, "cb")},
     .hands = "nats.aio.msg.Msg",
     .source = NATS "#nats.aio.client.Client.subscribe"},
    {.name = "{nats.NATS,nats.aio.client.Client}.jetstream",
     .returns = "nats.js.client.JetStreamContext",
     .source = NATS "#nats.js.client.JetStreamContext"},
    {.name = "nats.{aio.subscription.Subscription,aio.msg.Msg,js.client.JetStreamContext}",
     .kind = KNOWN_CLASS,
     .source = NATS},
    {.name = "nats.aio.subscription.Subscription.next_msg",
     COROUTINE,
     .returns = "nats.aio.msg.Msg",
     .source = NATS "#nats.aio.subscription.Subscription.next_msg"},
    {.name = "nats.aio.subscription.Subscription.{drain,unsubscribe}",
     COROUTINE,
     .source = NATS "#nats.aio.subscription.Subscription"},
    {.name = "nats.aio.msg.Msg.{ack,ack_sync,in_progress,nak,respond,term}",
     COROUTINE,
     .source = NATS "#nats.aio.msg.Msg"},
    {.name = "nats.js.client.JetStreamContext.{account_info,add_consumer,add_stream,consumer_info,"
             "consumers_info,create_key_value,create_object_store,delete_consumer,delete_key_value,"
             "delete_msg,delete_object_store,delete_stream,find_stream_name_by_subject,"
             "get_last_msg,get_msg,key_value,object_store,publish,pull_subscribe,"
             "pull_subscribe_bind,purge_stream,stream_info,streams_info,subscribe,subscribe_bind,"
             "update_stream}",
     COROUTINE,
     .source = NATS "#nats.js.client.JetStreamContext"},

    // Socket.IO.
    {.name = "socketio.{AsyncServer,AsyncClient,AsyncSimpleClient,Client,SimpleClient}",
     .kind = KNOWN_CLASS,
     .source = SOCKETIO},
    {.name = "socketio.{async_server.AsyncServer,async_client.AsyncClient,client.Client}",
     .kind = KNOWN_CLASS,
     .source = SOCKETIO},
    {.name = "socketio.{AsyncServer,async_server.AsyncServer}.{call,close_room,disconnect,emit,"
             "get_session,handle_request,save_session,send,shutdown,sleep}",
     COROUTINE,
     .source = SOCKETIO "#socketio.AsyncServer"},
    {.name = "socketio.{AsyncServer,async_server.AsyncServer}.{enter_room,leave_room}",
     COROUTINE,
     .was_plain = true, // before 5.10.0, says CHANGES.md
     .source = SOCKETIO "#socketio.AsyncServer"},
    {.name = "socketio.{AsyncClient,async_client.AsyncClient}.{call,connect,disconnect,emit,send,"
             "shutdown,sleep,wait}",
     COROUTINE,
     .source = SOCKETIO "#socketio.AsyncClient"},
    {.name = "socketio.AsyncSimpleClient.{call,connect,disconnect,emit,receive}",
     COROUTINE,
     .source = SOCKETIO "#socketio.AsyncSimpleClient"},
    {.name = "socketio.{Client,client.Client,SimpleClient}.{connect,call}",
     WAITS("waits for the server"),
     .source = SOCKETIO "#socketio.Client"},
    {.name = "socketio.{Client,client.Client}.wait",
     WAITS("waits until the connection ends"),
     .source = SOCKETIO "#socketio.Client.wait"},
    {.name = "socketio.SimpleClient.receive",
     WAITS("waits for the next event"),
     .unless = {IS_ZERO(0, "timeout")},
     .source = SOCKETIO "#socketio.SimpleClient.receive"},

    // Names and mail.
    {.name = "aiodns.DNSResolver", .kind = KNOWN_CLASS, .source = AIODNS},
    {.name = "aiodns.DNSResolver.{query,query_dns,gethostbyname,gethostbyaddr,getaddrinfo,"
             "getnameinfo}",
     .result = RESULT_AWAITABLE,
     .source = AIODNS},
    {.name = "aiodns.DNSResolver.close", COROUTINE, .source = AIODNS},
    {.name = "aiosmtplib.smtp.SMTP",
     .kind = KNOWN_ALIAS,
     .alias_of = "aiosmtplib.SMTP",
     .source = "aiosmtplib/__init__.py"},
    {.name = "aiosmtplib.SMTP", .kind = KNOWN_CLASS, .source = AIOSMTPLIB},
    {.name = "aiosmtplib.{send,SMTP.connect,SMTP.quit,SMTP.login,SMTP.starttls,SMTP.sendmail,"
             "SMTP.send_message,SMTP.ehlo,SMTP.helo,SMTP.mail,SMTP.rcpt,SMTP.data,SMTP.noop,"
             "SMTP.rset,SMTP.vrfy,SMTP.expn,SMTP.help,SMTP.execute_command,SMTP.auth_crammd5,"
             "SMTP.auth_login,SMTP.auth_plain}",
     COROUTINE,
     .source = AIOSMTPLIB},
    {.name = "aiosmtplib.SMTP.{sendmail_sync,send_message_sync}",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .because = "runs a loop until the message is sent",
     .instead = "await smtp.sendmail(...) or await smtp.send_message(...)",
     .source = AIOSMTPLIB "#aiosmtplib.SMTP.sendmail_sync"},
    {.name = "aioimaplib.aioimaplib",
     .kind = KNOWN_ALIAS,
     .alias_of = "aioimaplib",
     .source = "aioimaplib/__init__.py"},
    {.name = "aioimaplib.IMAP4", .kind = KNOWN_CLASS, .source = AIOIMAPLIB},
    {.name = "aioimaplib.IMAP4_SSL",
     .kind = KNOWN_CLASS,
     .bases = "aioimaplib.IMAP4",
     .source = AIOIMAPLIB},
    {.name = "aioimaplib.IMAP4.{append,check,close,copy,create,delete,enable,examine,expunge,fetch,"
             "getquotaroot,id,idle,idle_start,list,login,logout,lsub,move,namespace,noop,rename,"
             "search,select,status,stop_wait_server_push,store,subscribe,uid,uid_search,"
             "unsubscribe,wait_hello_from_server,wait_server_push,xoauth2}",
     COROUTINE,
     .source = AIOIMAPLIB},

    // GraphQL. A client is entered for a session of either kind.
    {.name = "gql.client.Client",
     .kind = KNOWN_ALIAS,
     .alias_of = "gql.Client",
     .source = "gql/__init__.py"},
    {.name = "{gql.Client,gql.client.AsyncClientSession,gql.client.SyncClientSession}",
     .kind = KNOWN_CLASS,
     .source = GQL},
    {.name = "gql.Client.__aenter__",
     COROUTINE,
     .returns = "gql.client.AsyncClientSession",
     .source = GQL},
    {.name = "gql.Client.__enter__",
     EXCHANGES("async with client as session"),
     .returns = "gql.client.SyncClientSession",
     .source = GQL},
    {.name = "gql.Client.{execute,execute_sync,execute_batch,execute_batch_sync}",
     EXCHANGES("await client.execute_async(...)"),
     .source = GQL "#gql.client.Client.execute"},
    {.name = "gql.client.SyncClientSession.{execute,execute_batch,fetch_schema}",
     EXCHANGES("await client.execute_async(...)"),
     .source = GQL},
    {.name = "{gql.Client.execute_async,gql.Client.execute_batch_async,gql.Client.connect_async,"
             "gql.Client.close_async,gql.client.AsyncClientSession.execute,"
             "gql.client.AsyncClientSession.execute_batch,"
             "gql.client.AsyncClientSession.fetch_schema}",
     COROUTINE,
     .source = GQL},
    {.name = "{gql.Client.subscribe_async,gql.client.AsyncClientSession.subscribe}",
     .result = RESULT_ASYNC_GENERATOR,
     .source = GQL "#gql.client.AsyncClientSession.subscribe"},

    // HTTP.
    {.name = "aiohttp_retry.client.RetryClient",
     .kind = KNOWN_ALIAS,
     .alias_of = "aiohttp_retry.RetryClient",
     .source = "aiohttp_retry/__init__.py"},
    {.name = "aiohttp_retry.RetryClient", .kind = KNOWN_CLASS, .source = RETRY},
    {.name = "aiohttp_retry.RetryClient.{get,post,put,patch,delete,head,options,request,requests}",
     .result = RESULT_ASYNC_CONTEXT,
     .returns = "aiohttp.ClientResponse",
     .enters = "aiohttp.ClientResponse",
     .source = RETRY},
    {.name = "aiohttp_retry.RetryClient.close", COROUTINE, .source = RETRY},
    {.name = "httpcore.{ConnectionPool,AsyncConnectionPool}",
     .kind = KNOWN_CLASS,
     .source = HTTPCORE "connection-pools/"},
    {.name = "httpcore.HTTPProxy",
     .kind = KNOWN_CLASS,
     .bases = "httpcore.ConnectionPool",
     .source = HTTPCORE "proxies/"},
    {.name = "httpcore.AsyncHTTPProxy",
     .kind = KNOWN_CLASS,
     .bases = "httpcore.AsyncConnectionPool",
     .source = HTTPCORE "proxies/"},
    {.name = "httpcore.{request,stream,ConnectionPool.request,ConnectionPool.stream,"
             "ConnectionPool.handle_request}",
     EXCHANGES("httpcore.AsyncConnectionPool"),
     .source = HTTPCORE "quickstart/"},
    {.name = "httpcore.AsyncConnectionPool.{request,handle_async_request,aclose}",
     COROUTINE,
     .source = HTTPCORE "async/"},
    {.name = "httpcore.AsyncConnectionPool.stream",
     .result = RESULT_ASYNC_CONTEXT,
     .source = HTTPCORE "async/"},

    // Docker.
    {.name = "aiodocker.docker.Docker",
     .kind = KNOWN_ALIAS,
     .alias_of = "aiodocker.Docker",
     .source = "aiodocker/__init__.py"},
    {.name = "{aiodocker.Docker,aiodocker.containers.DockerContainers,"
             "aiodocker.containers.DockerContainer,aiodocker.images.DockerImages}",
     .kind = KNOWN_CLASS,
     .source = AIODOCKER "client.html"},
    {.name = "aiodocker.Docker.containers",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "aiodocker.containers.DockerContainers",
     .source = AIODOCKER "containers.html"},
    {.name = "aiodocker.Docker.images",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "aiodocker.images.DockerImages",
     .source = AIODOCKER "images.html"},
    {.name = "aiodocker.Docker.{auth,close,version}", COROUTINE, .source = AIODOCKER "client.html"},
    {.name = "aiodocker.containers.DockerContainers.{create,create_or_replace,get,run}",
     COROUTINE,
     .returns = "aiodocker.containers.DockerContainer",
     .source = AIODOCKER "containers.html"},
    {.name = "aiodocker.containers.DockerContainers.{list,prune}",
     COROUTINE,
     .source = AIODOCKER "containers.html"},
    {.name = "aiodocker.containers.DockerContainers.container",
     .returns = "aiodocker.containers.DockerContainer",
     .source = AIODOCKER "containers.html"},
    {.name = "aiodocker.containers.DockerContainer.{commit,delete,exec,get_archive,kill,pause,port,"
             "put_archive,rename,resize,restart,show,start,stop,top,unpause,wait,websocket}",
     COROUTINE,
     .source = AIODOCKER "containers.html"},
    {.name = "aiodocker.images.DockerImages.{delete,get,history,inspect,list,prune,tag}",
     COROUTINE,
     .source = AIODOCKER "images.html"},

    {.name = "aiolimiter.AsyncLimiter", .kind = KNOWN_CLASS, .source = LIMITER},
    {.name = "aiolimiter.AsyncLimiter.acquire", COROUTINE, .source = LIMITER},
};

KNOWLEDGE_TABLE(async_clients)
