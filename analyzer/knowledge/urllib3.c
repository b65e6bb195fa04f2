// urllib3: pools of connections whose request(...) is a whole exchange.
#include "knowledge/tables.h"

#define POOLS     "https://urllib3.readthedocs.io/en/stable/reference/urllib3.poolmanager.html"
#define HOSTS     "https://urllib3.readthedocs.io/en/stable/reference/urllib3.connectionpool.html"
#define RESPONSES "https://urllib3.readthedocs.io/en/stable/reference/urllib3.response.html"

#define EXCHANGES                                                                                  \
  .effect = EFFECT_HTTP, .tier = TIER_UNBOUNDED, .because = "waits for the server's answer",       \
  .returns = "urllib3.HTTPResponse"

static const KnowledgeEntry entries[] = {
    {.name = "urllib3.{poolmanager,connectionpool,response}",
     .kind = KNOWN_ALIAS,
     .alias_of = "urllib3",
     .source = "urllib3/__init__.py"},
    {.name = "urllib3.BaseHTTPResponse",
     .kind = KNOWN_ALIAS,
     .alias_of = "urllib3.HTTPResponse",
     .source = RESPONSES},
    {.name = "urllib3.request",
     EXCHANGES,
     .source = "https://urllib3.readthedocs.io/en/stable/user-guide.html#making-requests"},

    {.name = "urllib3.PoolManager", .kind = KNOWN_CLASS, .source = POOLS},
    {.name = "urllib3.ProxyManager",
     .kind = KNOWN_CLASS,
     .bases = "urllib3.PoolManager",
     .source = POOLS "#urllib3.ProxyManager"},
    {.name = "urllib3.proxy_from_url",
     .returns = "urllib3.ProxyManager",
     .source = POOLS "#urllib3.ProxyManager"},
    {.name = "urllib3.PoolManager.{request,request_encode_url,request_encode_body,urlopen}",
     EXCHANGES,
     .source = POOLS "#urllib3.PoolManager"},
    {.name = "urllib3.PoolManager.{connection_from_url,connection_from_host}",
     .returns = "urllib3.HTTPConnectionPool",
     .source = POOLS "#urllib3.PoolManager"},

    {.name = "urllib3.HTTPConnectionPool", .kind = KNOWN_CLASS, .source = HOSTS},
    {.name = "urllib3.HTTPSConnectionPool",
     .kind = KNOWN_CLASS,
     .bases = "urllib3.HTTPConnectionPool",
     .source = HOSTS "#urllib3.HTTPSConnectionPool"},
    {.name = "urllib3.connection_from_url",
     .returns = "urllib3.HTTPConnectionPool",
     .source = HOSTS "#urllib3.connection_from_url"},
    {.name = "urllib3.HTTPConnectionPool.{request,request_encode_url,request_encode_body,urlopen}",
     EXCHANGES,
     .source = HOSTS "#urllib3.HTTPConnectionPool"},

    {.name = "urllib3.HTTPResponse", .kind = KNOWN_CLASS, .source = RESPONSES},
    {.name = "urllib3.HTTPResponse.{stream,read_chunked}",
     .effect = EFFECT_HTTP,
     .tier = TIER_UNBOUNDED,
     .when = WHEN_ITERATED,
     .because = "reads the body from the network piece by piece",
     .source = RESPONSES "#urllib3.response.HTTPResponse.stream"},
};

KNOWLEDGE_TABLE(urllib3)
