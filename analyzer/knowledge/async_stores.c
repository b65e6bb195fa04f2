// Databases and caches that are asynchronous from the ground: Tortoise, Beanie, databases, Gel,
// aiocache. A query object of an ORM is lazy: awaiting it asks the database.
#include "knowledge/tables.h"

#define TORTOISE  "https://tortoise.github.io/"
#define DATABASES "https://www.encode.io/databases/"
#define BEANIE    "https://beanie-odm.dev/api-documentation/"
#define GEL       "https://docs.geldata.com/reference/using/python/api/"
#define AIOCACHE  "https://aiocache.aio-libs.org/en/latest/"

#define COROUTINE .result = RESULT_COROUTINE
#define ASKS(async_way)                                                                            \
  .effect = EFFECT_DATABASE, .tier = TIER_UNBOUNDED, .because = "waits for the database server",   \
  .instead = async_way, OR_A_THREAD

static const KnowledgeEntry entries[] = {
    // Tortoise.
    {.name = "tortoise.Model",
     .kind = KNOWN_ALIAS,
     .alias_of = "tortoise.models.Model",
     .source = "tortoise/__init__.py"},
    {.name = "tortoise.{Tortoise,models.Model}",
     .kind = KNOWN_CLASS,
     .source = TORTOISE "models.html"},
    {.name = "tortoise.queryset.{QuerySet,QuerySetSingle}",
     .kind = KNOWN_CLASS,
     .bases = "collections.abc.Awaitable",
     .elements = "parameter",
     .source = TORTOISE "query.html"},
    {.name = "tortoise.queryset.QuerySetSingle.__await__",
     .returns = "parameter",
     .source = TORTOISE "query.html"},
    {.name = "tortoise.Tortoise.{init,generate_schemas,close_connections}",
     COROUTINE,
     .source = TORTOISE "setup.html"},
    {.name = "tortoise.run_async",
     .runs_loop = true,
     .effect = EFFECT_NESTED_LOOP,
     .tier = TIER_UNBOUNDED,
     .roles = {ROLE(COROUTINE, 0, "coro")},
     .because = "raises RuntimeError while a loop is running in this thread",
     .source = TORTOISE "setup.html#tortoise.run_async"},
    {.name = "tortoise.models.Model.{save,delete,refresh_from_db,fetch_related,fetch_for_list}",
     COROUTINE,
     .source = TORTOISE "models.html#tortoise.models.Model"},
    {.name = "tortoise.models.Model.create",
     COROUTINE,
     .returns = "self",
     .source = TORTOISE "models.html#tortoise.models.Model"},
    {.name = "tortoise.models.Model.{get_or_create,update_or_create,in_bulk}",
     COROUTINE,
     .source = TORTOISE "models.html#tortoise.models.Model"},
    {.name = "tortoise.models.Model.{all,filter,exclude,annotate,select_for_update}",
     .returns = "tortoise.queryset.QuerySet",
     .parameter = "self",
     .source = TORTOISE "query.html"},
    {.name = "tortoise.models.Model.{first,last,get,get_or_none,earliest,latest}",
     .returns = "tortoise.queryset.QuerySetSingle",
     .parameter = "self",
     .source = TORTOISE "query.html"},
    {.name = "tortoise.queryset.QuerySet.{all,filter,exclude,annotate,order_by,limit,offset,"
             "distinct,only,select_related,prefetch_related,using_db,select_for_update}",
     .returns = "self",
     .source = TORTOISE "query.html"},
    {.name = "tortoise.queryset.QuerySet.{first,last,get,get_or_none,earliest,latest}",
     .returns = "tortoise.queryset.QuerySetSingle",
     .parameter = "parameter",
     .source = TORTOISE "query.html"},
    {.name = "tortoise.queryset.QuerySet.{explain,in_bulk}",
     COROUTINE,
     .source = TORTOISE "query.html"},
    {.name = "tortoise.transactions.in_transaction",
     .result = RESULT_ASYNC_CONTEXT,
     .source = TORTOISE "transactions.html"},

    // databases.
    {.name = "databases.core.Database",
     .kind = KNOWN_ALIAS,
     .alias_of = "databases.Database",
     .source = "databases/__init__.py"},
    {.name = "{databases.Database,databases.core.Connection}",
     .kind = KNOWN_CLASS,
     .source = DATABASES "database_queries/"},
    {.name = "databases.Database.{connect,disconnect}",
     COROUTINE,
     .source = DATABASES "connections_and_transactions/"},
    {.name = "{databases.Database,databases.core.Connection}.{execute,execute_many,fetch_all,"
             "fetch_one,fetch_val}",
     COROUTINE,
     .source = DATABASES "database_queries/"},
    {.name = "{databases.Database,databases.core.Connection}.iterate",
     .result = RESULT_ASYNC_GENERATOR,
     .source = DATABASES "database_queries/"},
    {.name = "databases.Database.connection",
     .returns = "databases.core.Connection",
     .source = DATABASES "connections_and_transactions/"},

    // Beanie.
    {.name = "beanie.init_beanie", COROUTINE, .source = BEANIE "document/"},
    {.name = "beanie.odm.documents.Document",
     .kind = KNOWN_ALIAS,
     .alias_of = "beanie.Document",
     .source = "beanie/__init__.py"},
    {.name = "beanie.Document", .kind = KNOWN_CLASS, .source = BEANIE "query/"},
    {.name = "beanie.odm.queries.find.{FindMany,FindOne}",
     .kind = KNOWN_CLASS,
     .elements = "parameter",
     .source = BEANIE "query/"},
    {.name = "beanie.odm.queries.find.FindOne.__await__",
     .returns = "parameter",
     .source = BEANIE "query/#findone"},
    {.name = "beanie.Document.{get,insert,create,replace}",
     COROUTINE,
     .returns = "self",
     .source = BEANIE "document/"},
    {.name = "beanie.Document.{save,save_changes,update,delete,sync,"
             "fetch_link,fetch_all_links,insert_one,insert_many,replace_many,delete_all,count,"
             "distinct,inspect_collection}",
     COROUTINE,
     .source = BEANIE "document/"},
    {.name = "beanie.Document.{find,find_many,find_all,all}",
     .returns = "beanie.odm.queries.find.FindMany",
     .parameter = "self",
     .source = BEANIE "interfaces/#findinterface"},
    {.name = "beanie.Document.find_one",
     .returns = "beanie.odm.queries.find.FindOne",
     .parameter = "self",
     .source = BEANIE "interfaces/#findinterface"},
    {.name = "beanie.odm.queries.find.FindMany.first_or_none",
     COROUTINE,
     .returns = "parameter",
     .source = BEANIE "query/#findmany"},
    {.name = "beanie.odm.queries.find.FindMany.{to_list,count,exists,distinct,avg,max,min,sum}",
     COROUTINE,
     .source = BEANIE "query/#findmany"},
    {.name = "beanie.odm.queries.find.FindMany.{find,find_many,sort,skip,limit,project,"
             "set_session}",
     .returns = "self",
     .source = BEANIE "query/#findmany"},
    {.name = "beanie.odm.queries.find.FindOne.{count,exists,replace_one}",
     COROUTINE,
     .source = BEANIE "query/#findone"},

    // Gel, formerly EdgeDB. What asks is the same in both clients.
    {.name = "gel.create_client", .returns = "gel.Client", .source = GEL "blocking_client"},
    {.name = "gel.create_async_client",
     .returns = "gel.AsyncIOClient",
     .source = GEL "asyncio_client"},
    {.name = "gel.{Client,AsyncIOClient}", .kind = KNOWN_CLASS, .source = GEL "blocking_client"},
    {.name = "gel.Client.{query,query_single,query_required_single,query_json,query_single_json,"
             "query_required_single_json,query_sql,execute,execute_sql,ensure_connected}",
     ASKS("gel.create_async_client()"),
     .source = GEL "blocking_client"},
    {.name = "gel.AsyncIOClient.{query,query_single,query_required_single,query_json,"
             "query_single_json,query_required_single_json,query_sql,execute,execute_sql,"
             "ensure_connected,aclose}",
     COROUTINE,
     .source = GEL "asyncio_client"},

    // Caches. The decorators await what they decorate.
    {.name = "aiocache.base.BaseCache", .kind = KNOWN_CLASS, .source = AIOCACHE "caches.html"},
    {.name = "aiocache.Cache",
     .kind = KNOWN_CLASS,
     .returns = "aiocache.base.BaseCache",
     .source = AIOCACHE "caches.html"},
    {.name = "aiocache.SimpleMemoryCache",
     .kind = KNOWN_CLASS,
     .bases = "aiocache.base.BaseCache",
     .source = AIOCACHE "caches.html"},
    {.name = "aiocache.base.BaseCache.{add,get,multi_get,set,multi_set,delete,exists,increment,"
             "expire,clear,raw,close}",
     COROUTINE,
     .source = AIOCACHE "caches.html#basecache"},
    {.name = "aiocache.{cached,cached_stampede,multi_cached}",
     .kind = KNOWN_CLASS,
     .decoration = DECORATION_KEEPS,
     .source = AIOCACHE "decorators.html"},
};

KNOWLEDGE_TABLE(async_stores)
