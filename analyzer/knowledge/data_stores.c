// Stores that are not SQL drivers: Elasticsearch and OpenSearch, Neo4j, Cassandra, ClickHouse,
// memcached.
#include "knowledge/tables.h"

#define ELASTIC    "https://elasticsearch-py.readthedocs.io/en/stable/api/elasticsearch.html"
#define OPENSEARCH "https://opensearch-project.github.io/opensearch-py/api-ref/client.html"
#define NEO4J      "https://neo4j.com/docs/api/python-driver/current/api.html"
#define NEO4J_AIO  "https://neo4j.com/docs/api/python-driver/current/async_api.html"
#define CASSANDRA                                                                                  \
  "https://docs.datastax.com/en/developer/python-driver/latest/api/cassandra/cluster/"
#define CLICKHOUSE_DBAPI "https://clickhouse-driver.readthedocs.io/en/latest/dbapi.html"
#define CLICKHOUSE       "https://clickhouse-driver.readthedocs.io/en/latest/api.html"
#define CONNECT          "https://clickhouse.com/docs/integrations/python"
#define MEMCACHED        "https://pymemcache.readthedocs.io/en/latest/apidoc/pymemcache.client.base.html"

#define COROUTINE .result = RESULT_COROUTINE
#define WAITS(async_way)                                                                           \
  .effect = EFFECT_DATABASE, .tier = TIER_UNBOUNDED, .because = "waits for the database server",   \
  .instead = async_way, OR_A_THREAD
#define IN_ELASTIC    "elasticsearch.AsyncElasticsearch"
#define IN_OPENSEARCH "opensearchpy.AsyncOpenSearch"
#define IN_NEO4J      "neo4j.AsyncGraphDatabase"
#define IN_CLICKHOUSE "clickhouse_connect.get_async_client(...)"

static const KnowledgeEntry entries[] = {
    // Elasticsearch: each method is a request; the namespaces are clients of their own.
    {.name = "elasticsearch.{Elasticsearch,AsyncElasticsearch}",
     .kind = KNOWN_CLASS,
     .source = ELASTIC},
    {.name = "elasticsearch.Elasticsearch.*", WAITS(IN_ELASTIC), .source = ELASTIC},
    {.name = "elasticsearch.AsyncElasticsearch.*", COROUTINE, .source = ELASTIC},
    {.name = "elasticsearch.{Elasticsearch,AsyncElasticsearch}.options",
     .returns = "self",
     .source = ELASTIC},
    {.name = "elasticsearch.{Elasticsearch,AsyncElasticsearch}.transport",
     .kind = KNOWN_ATTRIBUTE,
     .source = ELASTIC},
    {.name = "elasticsearch.Elasticsearch.close", .source = ELASTIC},
    {.name = "elasticsearch.Elasticsearch.indices",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "elasticsearch.client.IndicesClient",
     .source = ELASTIC},
    {.name = "elasticsearch.Elasticsearch.cluster",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "elasticsearch.client.ClusterClient",
     .source = ELASTIC},
    {.name = "elasticsearch.Elasticsearch.cat",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "elasticsearch.client.CatClient",
     .source = ELASTIC},
    {.name = "elasticsearch.Elasticsearch.ingest",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "elasticsearch.client.IngestClient",
     .source = ELASTIC},
    {.name = "elasticsearch.client.{IndicesClient,ClusterClient,CatClient,IngestClient}",
     .kind = KNOWN_CLASS,
     .source = ELASTIC},
    {.name = "elasticsearch.client.{IndicesClient,ClusterClient,CatClient,IngestClient}.*",
     WAITS(IN_ELASTIC),
     .source = ELASTIC},
    {.name = "elasticsearch.helpers.{bulk,reindex}",
     WAITS("await elasticsearch.helpers.async_bulk(...)"),
     .source = "https://elasticsearch-py.readthedocs.io/en/stable/api_helpers.html"},
    {.name = "elasticsearch.helpers.{scan,streaming_bulk,parallel_bulk}",
     WAITS("async for over elasticsearch.helpers.async_scan(...) or async_streaming_bulk(...)"),
     .when = WHEN_ITERATED,
     .source = "https://elasticsearch-py.readthedocs.io/en/stable/api_helpers.html"},
    {.name = "elasticsearch.helpers.{async_bulk,async_reindex}",
     COROUTINE,
     .source = "https://elasticsearch-py.readthedocs.io/en/stable/api_helpers.html"},
    {.name = "elasticsearch.helpers.{async_scan,async_streaming_bulk}",
     .result = RESULT_ASYNC_GENERATOR,
     .source = "https://elasticsearch-py.readthedocs.io/en/stable/api_helpers.html"},

    // OpenSearch, its fork.
    {.name = "opensearchpy.{OpenSearch,AsyncOpenSearch}",
     .kind = KNOWN_CLASS,
     .source = OPENSEARCH},
    {.name = "opensearchpy.OpenSearch.*", WAITS(IN_OPENSEARCH), .source = OPENSEARCH},
    {.name = "opensearchpy.AsyncOpenSearch.*", COROUTINE, .source = OPENSEARCH},
    {.name = "opensearchpy.{OpenSearch,AsyncOpenSearch}.{transport,plugins,http}",
     .kind = KNOWN_ATTRIBUTE,
     .source = OPENSEARCH},
    {.name = "opensearchpy.OpenSearch.close", .source = OPENSEARCH},
    {.name = "opensearchpy.OpenSearch.indices",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "opensearchpy.client.indices.IndicesClient",
     .source = OPENSEARCH},
    {.name = "opensearchpy.OpenSearch.cluster",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "opensearchpy.client.cluster.ClusterClient",
     .source = OPENSEARCH},
    {.name = "opensearchpy.client.{indices.IndicesClient,cluster.ClusterClient}",
     .kind = KNOWN_CLASS,
     .source = OPENSEARCH},
    {.name = "opensearchpy.client.{indices.IndicesClient,cluster.ClusterClient}.*",
     WAITS(IN_OPENSEARCH),
     .source = OPENSEARCH},
    {.name = "opensearchpy.helpers.{bulk,reindex}", WAITS(IN_OPENSEARCH), .source = OPENSEARCH},
    {.name = "opensearchpy.helpers.{scan,streaming_bulk,parallel_bulk}",
     WAITS(IN_OPENSEARCH),
     .when = WHEN_ITERATED,
     .source = OPENSEARCH},

    // Neo4j.
    {.name = "neo4j.{GraphDatabase,Driver,Session,Transaction,ManagedTransaction,Result}",
     .kind = KNOWN_CLASS,
     .source = NEO4J},
    {.name = "neo4j.GraphDatabase.driver",
     .returns = "neo4j.Driver",
     .source = NEO4J "#neo4j.GraphDatabase.driver"},
    {.name = "neo4j.Driver.session",
     .returns = "neo4j.Session",
     .source = NEO4J "#neo4j.Driver.session"},
    {.name =
         "neo4j.Driver.{execute_query,verify_connectivity,verify_authentication,get_server_info}",
     WAITS(IN_NEO4J),
     .source = NEO4J "#neo4j.Driver.execute_query"},
    {.name = "neo4j.{Session,Transaction,ManagedTransaction}.run",
     WAITS(IN_NEO4J),
     .returns = "neo4j.Result",
     .source = NEO4J "#neo4j.Session.run"},
    {.name = "neo4j.Session.{execute_read,execute_write}",
     WAITS(IN_NEO4J),
     .returns = "called",
     .roles = {ROLE(CALLED, 0, "transaction_function")},
     .source = NEO4J "#neo4j.Session.execute_read"},
    {.name = "neo4j.Session.begin_transaction",
     WAITS(IN_NEO4J),
     .returns = "neo4j.Transaction",
     .source = NEO4J "#neo4j.Session.begin_transaction"},
    {.name =
         "neo4j.{Transaction.commit,Transaction.rollback,Transaction.__exit__,Session.__exit__}",
     WAITS(IN_NEO4J),
     .source = NEO4J "#neo4j.Transaction.commit"},
    {.name =
         "neo4j.Result.{single,data,value,values,fetch,peek,consume,graph,to_df,to_eager_result,"
         "__iter__,__next__}",
     WAITS(IN_NEO4J),
     .source = NEO4J "#result"},
    {.name = "neo4j.{AsyncGraphDatabase,AsyncDriver,AsyncSession,AsyncTransaction,"
             "AsyncManagedTransaction,AsyncResult}",
     .kind = KNOWN_CLASS,
     .source = NEO4J_AIO},
    {.name = "neo4j.AsyncGraphDatabase.driver",
     .returns = "neo4j.AsyncDriver",
     .source = NEO4J_AIO},
    {.name = "neo4j.AsyncDriver.session", .returns = "neo4j.AsyncSession", .source = NEO4J_AIO},
    {.name = "neo4j.AsyncDriver.{execute_query,verify_connectivity,verify_authentication,"
             "get_server_info,close}",
     COROUTINE,
     .source = NEO4J_AIO},
    {.name = "neo4j.{AsyncSession,AsyncTransaction,AsyncManagedTransaction}.run",
     COROUTINE,
     .returns = "neo4j.AsyncResult",
     .source = NEO4J_AIO},
    {.name = "neo4j.AsyncSession.{execute_read,execute_write}",
     COROUTINE,
     .returns = "called",
     .roles = {ROLE(ASYNC_CALLED, 0, "transaction_function")},
     .source = NEO4J_AIO},
    {.name = "neo4j.AsyncSession.begin_transaction",
     COROUTINE,
     .returns = "neo4j.AsyncTransaction",
     .source = NEO4J_AIO},
    {.name = "neo4j.{AsyncSession.close,AsyncTransaction.commit,AsyncTransaction.rollback,"
             "AsyncTransaction.close}",
     COROUTINE,
     .source = NEO4J_AIO},
    {.name = "neo4j.AsyncResult.{single,data,value,values,fetch,peek,consume,graph,to_df,"
             "to_eager_result}",
     COROUTINE,
     .source = NEO4J_AIO},

    // Cassandra.
    {.name = "cassandra.cluster.{Cluster,Session,ResponseFuture}",
     .kind = KNOWN_CLASS,
     .source = CASSANDRA},
    {.name = "cassandra.cluster.Cluster.connect",
     WAITS(NULL),
     .returns = "cassandra.cluster.Session",
     .source = CASSANDRA},
    {.name = "cassandra.cluster.Session.{execute,prepare,set_keyspace}",
     WAITS(NULL),
     .source = CASSANDRA},
    {.name = "cassandra.cluster.Session.execute_async",
     .returns = "cassandra.cluster.ResponseFuture",
     .source = CASSANDRA},
    {.name = "cassandra.cluster.ResponseFuture.result", WAITS(NULL), .source = CASSANDRA},

    // ClickHouse.
    {.name = "clickhouse_driver.client.Client",
     .kind = KNOWN_ALIAS,
     .alias_of = "clickhouse_driver.Client",
     .source = "clickhouse_driver/__init__.py"},
    {.name = "clickhouse_driver.dbapi.connect",
     .returns = "clickhouse_driver.dbapi.connection.Connection",
     .source = CLICKHOUSE_DBAPI},
    {.name = "clickhouse_driver.connect",
     .kind = KNOWN_ALIAS,
     .alias_of = "clickhouse_driver.dbapi.connect",
     .source = "clickhouse_driver/__init__.py"},
    {.name = "clickhouse_driver.dbapi.{connection.Connection,cursor.Cursor}",
     .kind = KNOWN_CLASS,
     .source = CLICKHOUSE_DBAPI},
    {.name = "clickhouse_driver.dbapi.connection.Connection.cursor",
     .returns = "clickhouse_driver.dbapi.cursor.Cursor",
     .source = CLICKHOUSE_DBAPI},
    {.name = "clickhouse_driver.dbapi.cursor.Cursor.{execute,executemany}",
     .effect = EFFECT_DATABASE,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the database server",
     .instead = "asynch, or await asyncio.to_thread(...)",
     OR_A_THREAD,
     .source = CLICKHOUSE_DBAPI},
    {.name = "clickhouse_driver.Client", .kind = KNOWN_CLASS, .source = CLICKHOUSE},
    {.name = "clickhouse_driver.Client.{execute,execute_iter,execute_with_progress,query_dataframe,"
             "insert_dataframe}",
     WAITS("asynch, or await asyncio.to_thread(...)"),
     .source = CLICKHOUSE},
    {.name = "clickhouse_connect.{get_client,create_client}",
     WAITS(IN_CLICKHOUSE),
     .returns = "clickhouse_connect.driver.client.Client",
     .source = CONNECT},
    {.name = "clickhouse_connect.driver.client.Client", .kind = KNOWN_CLASS, .source = CONNECT},
    {.name = "clickhouse_connect.driver.client.Client.{query,query_df,query_np,query_arrow,command,"
             "insert,insert_df,insert_arrow,raw_query,raw_insert,ping}",
     WAITS(IN_CLICKHOUSE),
     .source = CONNECT},
    {.name = "clickhouse_connect.{get_async_client,create_async_client}",
     COROUTINE,
     .returns = "clickhouse_connect.driver.asyncclient.AsyncClient",
     .source = CONNECT},
    {.name = "clickhouse_connect.driver.asyncclient.AsyncClient",
     .kind = KNOWN_CLASS,
     .source = CONNECT},
    {.name =
         "clickhouse_connect.driver.asyncclient.AsyncClient.{query,query_df,query_np,query_arrow,"
         "command,insert,insert_df,insert_arrow,raw_query,raw_insert,ping,close}",
     COROUTINE,
     .source = CONNECT},

    // memcached.
    {.name = "{pymemcache.Client,pymemcache.client.Client}",
     .kind = KNOWN_ALIAS,
     .alias_of = "pymemcache.client.base.Client",
     .source = "pymemcache/__init__.py"},
    {.name = "{pymemcache.PooledClient,pymemcache.client.PooledClient}",
     .kind = KNOWN_ALIAS,
     .alias_of = "pymemcache.client.base.PooledClient",
     .source = "pymemcache/__init__.py"},
    {.name = "pymemcache.client.base.{Client,PooledClient}",
     .kind = KNOWN_CLASS,
     .source = MEMCACHED},
    {.name =
         "pymemcache.client.base.{Client,PooledClient}.{get,gets,get_many,set,set_many,add,replace,"
         "append,prepend,cas,delete,delete_many,incr,decr,touch,stats,flush_all,version,"
         "__getitem__,__setitem__,__delitem__}",
     WAITS("aiomcache.Client"),
     .source = MEMCACHED},
    {.name = "aiomcache.Client",
     .kind = KNOWN_CLASS,
     .source = "https://github.com/aio-libs/aiomcache"},
    {.name =
         "aiomcache.Client.{get,gets,multi_get,set,add,replace,append,prepend,cas,delete,incr,decr,"
         "touch,stats,flush_all,version,close}",
     COROUTINE,
     .source = "https://github.com/aio-libs/aiomcache"},
};

KNOWLEDGE_TABLE(data_stores)
