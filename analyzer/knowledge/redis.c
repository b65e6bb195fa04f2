// redis: every method of a client is a command, a round trip to the server, except for the few that
// make another object. The asyncio client has the same methods and returns coroutines.
#include "knowledge/tables.h"

#define CLIENTS  "https://redis.readthedocs.io/en/stable/connections.html"
#define COMMANDS "https://redis.readthedocs.io/en/stable/commands.html"
#define ASYNC    "https://redis.readthedocs.io/en/stable/examples/asyncio_examples.html"
#define PUBSUB   "https://redis.readthedocs.io/en/stable/advanced_features.html#publish-subscribe"
#define PIPES    "https://redis.readthedocs.io/en/stable/advanced_features.html#pipelines"
#define LOCKS    "https://redis.readthedocs.io/en/stable/lock.html"

#define COROUTINE .result = RESULT_COROUTINE
#define WAITS                                                                                      \
  .effect = EFFECT_DATABASE, .tier = TIER_UNBOUNDED, .instead = "redis.asyncio.Redis",             \
  OR_A_THREAD, .because = "waits for the Redis server"

static const KnowledgeEntry entries[] = {
    {.name = "{redis.StrictRedis,redis.client.Redis,redis.client.StrictRedis}",
     .kind = KNOWN_ALIAS,
     .alias_of = "redis.Redis",
     .source = "redis/__init__.py"},
    {.name = "redis.cluster.RedisCluster",
     .kind = KNOWN_ALIAS,
     .alias_of = "redis.RedisCluster",
     .source = "redis/__init__.py"},
    {.name = "redis.sentinel.Sentinel",
     .kind = KNOWN_ALIAS,
     .alias_of = "redis.Sentinel",
     .source = "redis/__init__.py"},
    {.name =
         "{redis.asyncio.StrictRedis,redis.asyncio.client.Redis,redis.asyncio.client.StrictRedis}",
     .kind = KNOWN_ALIAS,
     .alias_of = "redis.asyncio.Redis",
     .source = "redis/asyncio/__init__.py"},
    {.name = "redis.asyncio.cluster.RedisCluster",
     .kind = KNOWN_ALIAS,
     .alias_of = "redis.asyncio.RedisCluster",
     .source = "redis/asyncio/__init__.py"},
    {.name = "redis.asyncio.sentinel.Sentinel",
     .kind = KNOWN_ALIAS,
     .alias_of = "redis.asyncio.Sentinel",
     .source = "redis/asyncio/__init__.py"},
    {.name = "redis.{connection,asyncio.connection}.{ConnectionPool,BlockingConnectionPool}",
     .kind = KNOWN_CLASS,
     .source = CLIENTS "#connection-pools"},

    // Clients.
    {.name = "redis.{Redis,RedisCluster,Sentinel}", .kind = KNOWN_CLASS, .source = CLIENTS},
    {.name = "redis.from_url", .returns = "redis.Redis", .source = CLIENTS "#redis.Redis.from_url"},
    {.name = "redis.{Redis,RedisCluster}.from_url",
     .returns = "self",
     .source = CLIENTS "#redis.Redis.from_url"},
    {.name = "redis.Redis.{from_pool,client}", .returns = "redis.Redis", .source = CLIENTS},
    {.name = "redis.{Redis,RedisCluster}.{*,__getitem__,__setitem__,__delitem__,__contains__}",
     WAITS,
     .source = COMMANDS},
    {.name = "redis.{Redis,RedisCluster}.{scan_iter,hscan_iter,sscan_iter,zscan_iter}",
     WAITS,
     .when = WHEN_ITERATED,
     .source = COMMANDS},
    {.name = "redis.{Redis,RedisCluster}.transaction",
     WAITS,
     .roles = {ROLE(CALLED, 0, "func")},
     .source = PIPES},
    {.name = "redis.{Redis,RedisCluster}.{close,get_connection_kwargs,get_encoder,set_retry,"
             "set_response_callback,load_external_module,digest_local,bitfield,bf,cf,cms,ft,json,"
             "tdigest,topk,ts,vset,monitor,keyspace_notifications}",
     .source = CLIENTS},
    {.name = "redis.{Redis.get_retry,Redis.get_cache,RedisCluster.keyslot,RedisCluster.get_node,"
             "RedisCluster.get_nodes,RedisCluster.get_primaries,RedisCluster.get_replicas,"
             "RedisCluster.get_random_node,RedisCluster.get_default_node,"
             "RedisCluster.set_default_node}",
     .source = CLIENTS},
    {.name = "redis.RedisCluster.get_redis_connection",
     .returns = "redis.Redis",
     .source = CLIENTS "#cluster-client"},
    {.name = "redis.Redis.connection_pool",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "redis.connection.ConnectionPool",
     .source = CLIENTS "#connection-pools"},
    {.name = "redis.Sentinel.{master_for,slave_for}",
     .returns = "redis.Redis",
     .source = CLIENTS "#sentinel-client"},
    {.name = "redis.Sentinel.{discover_master,discover_slaves,execute_command}",
     WAITS,
     .source = CLIENTS "#sentinel-client"},

    // Pipelines collect commands until execute.
    {.name = "redis.{Redis,RedisCluster}.pipeline",
     .returns = "redis.client.Pipeline",
     .source = PIPES},
    {.name = "redis.client.Pipeline", .kind = KNOWN_CLASS, .source = PIPES},
    {.name = "redis.client.Pipeline.{execute,watch,unwatch,immediate_execute_command}",
     WAITS,
     .source = PIPES},
    {.name = "redis.client.Pipeline.*", .returns = "self", .source = PIPES},

    // Publish and subscribe.
    {.name = "redis.{Redis,RedisCluster}.pubsub",
     .returns = "redis.client.PubSub",
     .source = PUBSUB},
    {.name = "redis.client.PubSub", .kind = KNOWN_CLASS, .source = PUBSUB},
    {.name = "redis.client.PubSub.{subscribe,psubscribe,ssubscribe,unsubscribe,punsubscribe,"
             "sunsubscribe,ping}",
     WAITS,
     .source = PUBSUB},
    {.name = "redis.client.PubSub.listen",
     .effect = EFFECT_DATABASE,
     .tier = TIER_UNBOUNDED,
     .when = WHEN_ITERATED,
     .because = "waits for the next message",
     .instead = "async for over listen() of redis.asyncio",
     OR_A_THREAD,
     .source = PUBSUB},
    {.name = "redis.client.PubSub.{get_message,get_sharded_message}",
     .effect = EFFECT_DATABASE,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_ZERO(1, "timeout"), IS_ABSENT(1, "timeout")},
     .because = "waits for the next message",
     .instead = "await pubsub.get_message(...) of redis.asyncio",
     OR_A_THREAD,
     .source = PUBSUB},

    // Locks are kept in the server.
    {.name = "redis.{Redis,RedisCluster}.lock", .returns = "redis.lock.Lock", .source = LOCKS},
    {.name = "redis.lock.Lock", .kind = KNOWN_CLASS, .source = LOCKS},
    {.name = "redis.lock.Lock.{acquire,__enter__}",
     .effect = EFFECT_DATABASE,
     .tier = TIER_UNBOUNDED,
     .because = "asks the Redis server again and again until the lock is free",
     .instead = "async with on a lock of redis.asyncio.Redis",
     OR_A_THREAD,
     .source = LOCKS},
    {.name = "redis.lock.Lock.{release,__exit__,extend,reacquire,locked,owned}",
     WAITS,
     .source = LOCKS},

    // Scripts.
    {.name = "redis.{Redis,RedisCluster}.register_script",
     .returns = "redis.commands.core.Script",
     .source = COMMANDS},
    {.name = "redis.commands.core.{Script,AsyncScript}", .kind = KNOWN_CLASS, .source = COMMANDS},
    {.name = "redis.commands.core.Script.__call__", WAITS, .source = COMMANDS},
    {.name = "redis.commands.core.AsyncScript.__call__", COROUTINE, .source = COMMANDS},

    // asyncio.
    {.name = "redis.asyncio.{Redis,RedisCluster,Sentinel}", .kind = KNOWN_CLASS, .source = ASYNC},
    {.name = "redis.asyncio.from_url", .returns = "redis.asyncio.Redis", .source = ASYNC},
    {.name = "redis.asyncio.{Redis,RedisCluster}.from_url", .returns = "self", .source = ASYNC},
    {.name = "redis.asyncio.Redis.{from_pool,client}",
     .returns = "redis.asyncio.Redis",
     .source = ASYNC},
    {.name = "redis.asyncio.{Redis,RedisCluster}.*", COROUTINE, .source = COMMANDS},
    {.name = "redis.asyncio.{Redis,RedisCluster}.{scan_iter,hscan_iter,sscan_iter,zscan_iter}",
     .result = RESULT_ASYNC_GENERATOR,
     .source = COMMANDS},
    {.name = "redis.asyncio.{Redis,RedisCluster}.{get_connection_kwargs,get_encoder,set_retry,"
             "set_response_callback,digest_local,bitfield,bf,cf,cms,ft,json,"
             "tdigest,topk,ts,vset,keyspace_notifications}",
     .source = ASYNC},
    {.name = "redis.asyncio.{Redis.get_retry,Redis.load_external_module,Redis.monitor,RedisCluster."
             "keyslot,RedisCluster.get_node,"
             "RedisCluster.get_nodes,RedisCluster.get_primaries,RedisCluster.get_replicas,"
             "RedisCluster.get_random_node,RedisCluster.get_default_node,"
             "RedisCluster.set_default_node,RedisCluster.get_node_from_key,"
             "RedisCluster.replace_default_node,RedisCluster.get_random_primary_node,"
             "RedisCluster.get_random_primary_or_all_nodes,RedisCluster.get_special_nodes}",
     .source = ASYNC},
    {.name = "redis.asyncio.Redis.connection_pool",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "redis.asyncio.connection.ConnectionPool",
     .source = ASYNC},
    {.name = "redis.asyncio.connection.{ConnectionPool,BlockingConnectionPool}.{disconnect,aclose}",
     COROUTINE,
     .source = ASYNC},
    {.name = "redis.asyncio.Sentinel.{master_for,slave_for}",
     .returns = "redis.asyncio.Redis",
     .source = ASYNC},
    {.name = "redis.asyncio.Sentinel.{discover_master,discover_slaves,execute_command}",
     COROUTINE,
     .source = ASYNC},
    {.name = "redis.asyncio.{Redis,RedisCluster}.pipeline",
     .returns = "redis.asyncio.client.Pipeline",
     .source = ASYNC},
    {.name = "redis.asyncio.client.Pipeline", .kind = KNOWN_CLASS, .source = ASYNC},
    {.name = "redis.asyncio.client.Pipeline.{execute,watch,unwatch,immediate_execute_command,reset,"
             "aclose}",
     COROUTINE,
     .source = ASYNC},
    {.name = "redis.asyncio.client.Pipeline.*", .returns = "self", .source = ASYNC},
    {.name = "redis.asyncio.{Redis,RedisCluster}.pubsub",
     .returns = "redis.asyncio.client.PubSub",
     .source = ASYNC},
    {.name = "redis.asyncio.client.PubSub", .kind = KNOWN_CLASS, .source = ASYNC},
    {.name =
         "redis.asyncio.client.PubSub.{subscribe,psubscribe,ssubscribe,unsubscribe,punsubscribe,"
         "sunsubscribe,ping,get_message,connect,run,aclose,close,reset}",
     COROUTINE,
     .source = ASYNC},
    {.name = "redis.asyncio.client.PubSub.listen",
     .result = RESULT_ASYNC_GENERATOR,
     .source = ASYNC},
    {.name = "redis.asyncio.{Redis,RedisCluster}.lock",
     .returns = "redis.asyncio.lock.Lock",
     .source = LOCKS},
    {.name = "redis.asyncio.lock.Lock", .kind = KNOWN_CLASS, .source = LOCKS},
    {.name = "redis.asyncio.lock.Lock.{acquire,release,extend,reacquire,locked,owned}",
     COROUTINE,
     .source = LOCKS},
    {.name = "redis.asyncio.{Redis,RedisCluster}.register_script",
     .returns = "redis.commands.core.AsyncScript",
     .source = COMMANDS},
};

KNOWLEDGE_TABLE(redis)
