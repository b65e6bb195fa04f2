// Stores of keys and values: caches on disk, embedded databases, and services that others register
// with.
#include "knowledge/tables.h"

#define PYLIBMC   "https://sendapatch.se/projects/pylibmc/reference.html"
#define MEMCACHE  "https://github.com/linsomniac/python-memcached#readme"
#define DISKCACHE "https://grantjenks.com/docs/diskcache/api.html"
#define LMDB      "https://lmdb.readthedocs.io/en/release/"
#define PLYVEL    "https://plyvel.readthedocs.io/en/latest/api.html"
#define CONSUL    "https://python-consul.readthedocs.io/en/latest/"
#define KAZOO     "https://kazoo.readthedocs.io/en/latest/api/client.html"

#define WAITS_FOR(what, way)                                                                       \
  .effect = EFFECT_DATABASE, .tier = TIER_UNBOUNDED, .because = "waits for " what, .instead = way, \
  OR_A_THREAD
#define ON_DISK                                                                                    \
  .effect = EFFECT_DATABASE, .tier = TIER_BULK, .because = "works on files in this process",       \
  .instead = "await asyncio.to_thread(...)", OR_A_THREAD

// clang-format off
// What a client keeps for one part of the API.
#define CONSUL_PART(attribute, class_, methods)                                                    \
  {.name = "consul.Consul." class_, .kind = KNOWN_CLASS, .source = CONSUL},                        \
  {.name = "consul.Consul." attribute, .kind = KNOWN_ATTRIBUTE,                                    \
   .returns = "consul.Consul." class_, .source = CONSUL},                                          \
  {.name = "consul.Consul." class_ "." methods,                                                    \
   WAITS_FOR("the Consul agent", "consul.aio.Consul"), .source = CONSUL "#consul-" attribute}
// clang-format on

static const KnowledgeEntry entries[] = {
    {.name = "memcache.Client", .kind = KNOWN_CLASS, .source = MEMCACHE},
    {.name = "memcache.Client.{get,gets,get_multi,set,set_multi,add,append,prepend,replace,cas,"
             "incr,decr,delete,delete_multi,touch,flush_all,get_stats}",
     WAITS_FOR("the memcached server", "aiomcache"),
     .source = MEMCACHE},

    {.name = "diskcache.core.Cache",
     .kind = KNOWN_ALIAS,
     .alias_of = "diskcache.Cache",
     .source = "diskcache/__init__.py"},
    {.name = "diskcache.{Cache,FanoutCache}", .kind = KNOWN_CLASS, .source = DISKCACHE},
    {.name = "diskcache.{Cache,FanoutCache}.{get,set,add,incr,decr,delete,pop,touch,clear,cull,"
             "evict,expire,check,__getitem__,__setitem__,__delitem__,__contains__}",
     ON_DISK,
     .source = DISKCACHE "#diskcache.Cache"},

    {.name = "lmdb.{Environment,Transaction}", .kind = KNOWN_CLASS, .source = LMDB},
    {.name = "lmdb.open",
     .effect = EFFECT_OPEN,
     .tier = TIER_CHEAP,
     .returns = "lmdb.Environment",
     .source = LMDB "#lmdb.open"},
    // There is one writer at a time.
    {.name = "lmdb.Environment.begin",
     .effect = EFFECT_LOCK,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the transaction that is writing, of any process",
     .instead = "await asyncio.to_thread(...) for the whole transaction",
     OR_A_THREAD,
     .only_if = IS_CHOSEN(2, "write"),
     .returns = "lmdb.Transaction",
     .source = LMDB "#lmdb.Environment.begin"},
    {.name = "lmdb.Transaction.commit", ON_DISK, .source = LMDB "#lmdb.Transaction.commit"},
    {.name = "lmdb.Environment.{sync,copy}", ON_DISK, .source = LMDB "#lmdb.Environment.sync"},
    {.name = "plyvel.DB", .kind = KNOWN_CLASS, .source = PLYVEL},
    {.name = "plyvel.DB.{get,put,delete,compact_range}", ON_DISK, .source = PLYVEL "#DB"},

    {.name = "consul.base.Consul.KV",
     .kind = KNOWN_ALIAS,
     .alias_of = "consul.Consul.KV",
     .source = "consul/base.py"},
    {.name = "{consul.Consul,consul.Consul.KV}", .kind = KNOWN_CLASS, .source = CONSUL},
    {.name = "consul.Consul.kv",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "consul.Consul.KV",
     .source = CONSUL "#consul-kv"},
    {.name = "consul.Consul.KV.{get,put,delete}",
     WAITS_FOR("the Consul agent", "consul.aio.Consul"),
     .source = CONSUL "#consul-kv"},
    CONSUL_PART("agent", "Agent", "{self,services,checks,members,maintenance,join,force_leave}"),
    CONSUL_PART("catalog", "Catalog",
                "{register,deregister,datacenters,nodes,services,node,service}"),
    CONSUL_PART("health", "Health", "{service,checks,state,node}"),
    CONSUL_PART("session", "Session", "{create,destroy,list,node,info,renew}"),
    CONSUL_PART("event", "Event", "{fire,list}"),
    CONSUL_PART("status", "Status", "{leader,peers}"),
    {.name = "consul.Consul.Agent.{Service,Check}",
     .kind = KNOWN_CLASS,
     .source = CONSUL "#consul-agent"},
    {.name = "consul.Consul.Agent.service",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "consul.Consul.Agent.Service",
     .source = CONSUL "#consul-agent-service"},
    {.name = "consul.Consul.Agent.check",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "consul.Consul.Agent.Check",
     .source = CONSUL "#consul-agent-check"},
    {.name = "consul.Consul.Agent.{Service.register,Service.deregister,Service.maintenance,"
             "Check.register,Check.deregister,Check.ttl_pass,Check.ttl_fail,Check.ttl_warn}",
     WAITS_FOR("the Consul agent", "consul.aio.Consul"),
     .source = CONSUL "#consul-agent-service"},
    {.name = "kazoo.client.KazooClient", .kind = KNOWN_CLASS, .source = KAZOO},
    {.name = "kazoo.client.KazooClient.{start,stop,command,create,delete,ensure_path,exists,get,"
             "get_acls,get_children,reconfig,restart,server_version,set,set_acls,sync}",
     WAITS_FOR("the ZooKeeper server", "the same method with _async, and its callback"),
     .source = KAZOO},
    {.name = "pylibmc.Client", .kind = KNOWN_CLASS, .source = PYLIBMC},
    {.name = "pylibmc.Client.{get,gets,get_multi,set,set_multi,add,add_multi,append,prepend,"
             "replace,cas,incr,decr,incr_multi,delete,delete_multi,touch,flush_all,get_stats,"
             "__getitem__,__setitem__,__delitem__,__contains__}",
     WAITS_FOR("the memcached server", "aiomcache"),
     .source = PYLIBMC},
};

KNOWLEDGE_TABLE(key_stores)
