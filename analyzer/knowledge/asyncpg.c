// asyncpg: nothing blocks, everything that talks to the server must be awaited.
#include "knowledge/tables.h"

#define API "https://magicstack.github.io/asyncpg/current/api/index.html"

#define COROUTINE .result = RESULT_COROUTINE

static const KnowledgeEntry entries[] = {
    {.name = "asyncpg.{connection,pool}",
     .kind = KNOWN_ALIAS,
     .alias_of = "asyncpg",
     .source = "asyncpg/__init__.py"},
    {.name = "asyncpg.pool.PoolConnectionProxy",
     .kind = KNOWN_ALIAS,
     .alias_of = "asyncpg.Connection",
     .source = "asyncpg/pool.py"},
    {.name = "asyncpg.connect",
     COROUTINE,
     .returns = "asyncpg.Connection",
     .source = API "#asyncpg.connection.connect"},
    {.name = "asyncpg.create_pool",
     .result = RESULT_ASYNC_CONTEXT,
     .returns = "asyncpg.Pool",
     .enters = "asyncpg.Pool",
     .source = API "#asyncpg.pool.create_pool"},
    {.name = "asyncpg.{Connection,Pool}", .kind = KNOWN_CLASS, .source = API},
    {.name = "asyncpg.{Connection,Pool}.{execute,executemany,fetch,fetchmany,fetchrow,fetchval,"
             "copy_from_query,copy_from_table,copy_records_to_table,copy_to_table,close}",
     COROUTINE,
     .source = API "#asyncpg.connection.Connection"},
    {.name = "asyncpg.Connection.{add_listener,remove_listener,reload_schema_state,reset,"
             "reset_type_codec,set_builtin_type_codec,set_type_codec}",
     COROUTINE,
     .source = API "#asyncpg.connection.Connection"},
    {.name = "asyncpg.Connection.prepare",
     COROUTINE,
     .returns = "asyncpg.prepared_stmt.PreparedStatement",
     .source = API "#asyncpg.connection.Connection.prepare"},
    {.name = "asyncpg.Connection.transaction",
     .returns = "asyncpg.transaction.Transaction",
     .source = API "#asyncpg.connection.Connection.transaction"},
    {.name = "asyncpg.{prepared_stmt.PreparedStatement,transaction.Transaction}",
     .kind = KNOWN_CLASS,
     .source = API "#transactions"},
    {.name = "asyncpg.transaction.Transaction.{start,commit,rollback}",
     COROUTINE,
     .source = API "#asyncpg.transaction.Transaction"},
    {.name =
         "asyncpg.prepared_stmt.PreparedStatement.{executemany,explain,fetch,fetchmany,fetchrow,"
         "fetchval}",
     COROUTINE,
     .source = API "#asyncpg.prepared_stmt.PreparedStatement"},
    {.name = "asyncpg.Pool.acquire",
     .result = RESULT_ASYNC_CONTEXT,
     .returns = "asyncpg.Connection",
     .enters = "asyncpg.Connection",
     .source = API "#asyncpg.pool.Pool.acquire"},
    {.name = "asyncpg.Pool.{release,expire_connections}",
     COROUTINE,
     .source = API "#asyncpg.pool.Pool.release"},
};

KNOWLEDGE_TABLE(asyncpg)
