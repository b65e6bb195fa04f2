// Redis and its relatives: the loop `ae`, the server's own connections and jobs, the client
// hiredis.
#include "knowledge/c_tables.h"

#define AE      "https://github.com/redis/redis/blob/7.4.0/src/ae.h"
#define CONN    "https://github.com/redis/redis/blob/7.4.0/src/connection.h"
#define SERVER  "https://github.com/redis/redis/blob/7.4.0/src/server.h"
#define BIO     "https://github.com/redis/redis/blob/7.4.0/src/bio.h"
#define ANET    "https://github.com/redis/redis/blob/7.4.0/src/anet.h"
#define HIREDIS "https://github.com/redis/hiredis/blob/v1.2.0/README.md"
#define MODULE  "https://redis.io/docs/latest/develop/reference/modules/modules-api-ref/"

#define ASKS_SERVER                                                                                \
  .effect = EFFECT_DATABASE, .tier = TIER_UNBOUNDED,                                               \
  .because = "sends a command to the server and waits for the reply",                              \
  .instead = "redisAsyncCommand(...) with an adapter for the loop",                                \
  .instead_libuv = "redisAsyncCommand(...) with redisLibuvAttach(...)",                            \
  .instead_libevent = "redisAsyncCommand(...) with redisLibeventAttach(...)",                      \
  .instead_glib = "redisAsyncCommand(...) with redis_source_new(...)"
#define CONNECTS                                                                                   \
  .effect = EFFECT_DATABASE, .tier = TIER_UNBOUNDED,                                               \
  .because = "connects to the server and waits", .instead = "redisAsyncConnect(...)"

static const KnowledgeEntry entries[] = {
    // ae.
    {.name = "{aeFileProc,aeTimeProc,aeBeforeSleepProc,aeAfterSleepProc,aeEventFinalizerProc}",
     CALLBACK(ON_LOOP),
     .source = AE},
    {.name = "aeCreateEventLoop", .traits = TRAIT_MAKES_LOOP, .source = AE},
    {.name = "aeCreateFileEvent",
     .roles = {TAKES(ON_LOOP, 3), TAKES(WATCHED, 1)},
     // Fails when the descriptor is above what the loop was set up for.
     .traits = TRAIT_STARTS | TRAIT_SELDOM_FAILS,
     .source = AE},
    {.name = "aeCreateTimeEvent", .roles = {TAKES(ON_LOOP, 2), TAKES(ON_LOOP, 4)}, .source = AE},
    {.name = "{aeSetBeforeSleepProc,aeSetAfterSleepProc}",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = AE},
    {.name = "aeProcessEvents",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .unless = {HAS_BITS(1, 0x4)}, // AE_DONT_WAIT
     .because = "runs the loop inside itself",
     .source = AE},
    {.name = "aeMain",
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .unless = {HAS_BITS(1, 0x4)}, // AE_DONT_WAIT
     .because = "runs the loop inside itself",
     .source = AE},
    {.name = "aeWait",
     .effect = EFFECT_POLL,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(2)},
     .because = "waits until a descriptor is ready",
     .instead = "aeCreateFileEvent(...)",
     .source = AE},

    // Connections, commands and jobs of the server.
    {.name = "ConnectionCallbackFunc", CALLBACK(ON_LOOP), .source = CONN},
    {.name = "{connSetReadHandler,connSetWriteHandler,connAccept}",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = CONN},
    {.name = "connSetWriteHandlerWithBarrier", .roles = {TAKES(ON_LOOP, 1)}, .source = CONN},
    {.name = "connConnect", .roles = {TAKES(ON_LOOP, 4)}, .source = CONN},
    {.name = "connection::{read_handler,write_handler,conn_handler}",
     SLOT(ON_LOOP),
     .only_with = "connSetReadHandler",
     .source = CONN},
    {.name = "{redisCommand,serverCommand,valkeyCommand}::proc", SLOT(ON_LOOP), .source = SERVER},
    {.name = "{connBlockingConnect,connSyncWrite,connSyncRead,connSyncReadLine,syncWrite,syncRead,"
             "syncReadLine}",
     .effect = EFFECT_NETWORK,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the other side up to a time-out",
     .instead = "connSetReadHandler(...) or connSetWriteHandler(...)",
     .source = CONN},
    {.name = "bioCreateLazyFreeJob", .roles = {TAKES(OFF_LOOP, 0)}, .source = BIO},
    {.name = "bioCreateCompRq", .roles = {TAKES(ON_LOOP, 1)}, .source = BIO},
    {.name = "anetNonBlock", .traits = TRAIT_SETS_NONBLOCKING, .source = ANET},
    {.name = "anetBlock", .traits = TRAIT_SETS_BLOCKING, .source = ANET},

    // Modules.
    {.name = "{RedisModule_CreateCommand,RM_CreateCommand,ValkeyModule_CreateCommand}",
     .roles = {TAKES(ON_LOOP, 2)},
     .source = MODULE},
    {.name = "{RedisModule_CreateTimer,RM_CreateTimer,RedisModule_EventLoopAdd,RM_EventLoopAdd,"
             "ValkeyModule_CreateTimer}",
     .roles = {TAKES(ON_LOOP, 2)},
     .source = MODULE},
    {.name = "{RedisModule_BlockClient,RM_BlockClient,ValkeyModule_BlockClient}",
     .roles = {TAKES(ON_LOOP, 1), TAKES(ON_LOOP, 2), TAKES(STORED, 3)},
     .source = MODULE},
    {.name = "{RedisModule_SubscribeToKeyspaceEvents,RM_SubscribeToKeyspaceEvents,"
             "RedisModule_SubscribeToServerEvent,RM_SubscribeToServerEvent}",
     .roles = {TAKES(ON_LOOP, 2)},
     .source = MODULE},

    // hiredis.
    {.name = "{redisCallbackFn,redisConnectCallback,redisDisconnectCallback,"
             "redisConnectCallbackNC,redisTimerCallback}",
     CALLBACK(ON_LOOP),
     .source = HIREDIS},
    {.name = "{redisAsyncCommand,redisvAsyncCommand,redisAsyncCommandArgv,"
             "redisAsyncFormattedCommand}",
     .roles = {TAKES(ON_LOOP, 1)},
     .traits = TRAIT_STARTS,
     .source = HIREDIS},
    {.name = "{redisAsyncSetConnectCallback,redisAsyncSetConnectCallbackNC,"
             "redisAsyncSetDisconnectCallback}",
     .roles = {TAKES(ON_LOOP, 1)},
     .source = HIREDIS},
    // The connection is made later, but the name of the host is looked up at once.
    {.name = "{redisAsyncConnect,redisAsyncConnectBind,redisConnectNonBlock,"
             "redisConnectBindNonBlock}",
     .effect = EFFECT_DNS,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_ADDRESS(0)},
     .traits = TRAIT_STARTS,
     .because = "looks up the host with getaddrinfo before it connects",
     .instead = "the numeric address of the server",
     .source = "https://github.com/redis/hiredis/blob/v1.2.0/net.c"},
    {.name = "{redisAsyncConnectUnix,redisAsyncConnectWithOptions,redisConnectUnixNonBlock}",
     .traits = TRAIT_STARTS,
     .source = HIREDIS},
    {.name = "{redisConnect,redisConnectWithTimeout,redisConnectUnix,redisConnectUnixWithTimeout,"
             "redisConnectWithOptions,redisReconnect}",
     CONNECTS,
     .source = HIREDIS},
    {.name = "{redisCommand,redisvCommand,redisCommandArgv,redisGetReply}",
     ASKS_SERVER,
     .source = HIREDIS},
    {.name = "{redisBufferRead,redisBufferWrite}",
     .effect = EFFECT_DATABASE,
     .tier = TIER_CHEAP,
     .because = "waits for the server on a connection in blocking mode",
     .source = HIREDIS},
    {.name = "{redisClusterCommand,redisClustervCommand,redisClusterCommandArgv,"
             "redisClusterGetReply,redisClusterConnect2,redisClusterConnect}",
     ASKS_SERVER,
     .source = "https://github.com/Nordix/hiredis-cluster/blob/0.14.0/README.md"},
};

C_TABLE(c_redis, C)
