// Drivers for MySQL and MariaDB, Oracle, ODBC, DuckDB and SQLite by way of aiosqlite, and the ORM
// peewee. Statements and the end of a transaction wait for the server; most drivers fetch all rows
// with them.
#include "knowledge/tables.h"

#define MYSQL   "https://dev.mysql.com/doc/connector-python/en/connector-python-reference.html"
#define PYMYSQL "https://pymysql.readthedocs.io/en/latest/modules/"
#define MYSQLDB "https://mysqlclient.readthedocs.io/user_guide.html"
#define AIO     "https://aiomysql.readthedocs.io/en/stable/"
#define ASYNCMY "https://github.com/long2ice/asyncmy"
#define ODBC    "https://github.com/mkleehammer/pyodbc/wiki/"
#define ORACLE  "https://python-oracledb.readthedocs.io/en/latest/api_manual/"
#define DUCK    "https://duckdb.org/docs/stable/clients/python/dbapi"
#define SQLITE  "https://aiosqlite.omnilib.dev/en/stable/api.html"
#define PEEWEE  "https://docs.peewee-orm.com/en/latest/peewee/api.html"

#define COROUTINE .result = RESULT_COROUTINE
#define SENDS(async_way)                                                                           \
  .effect = EFFECT_DATABASE, .tier = TIER_UNBOUNDED,                                               \
  .because = "sends SQL and waits for the database", .instead = async_way, OR_A_THREAD
#define CONNECTS(async_way)                                                                        \
  .effect = EFFECT_DATABASE, .tier = TIER_UNBOUNDED, .because = "connects to the database",        \
  .instead = async_way, OR_A_THREAD
#define FETCHES(async_way)                                                                         \
  .effect = EFFECT_DATABASE, .tier = TIER_UNBOUNDED, .because = "asks the server for more rows",   \
  .instead = async_way, OR_A_THREAD
#define IN_MYSQL   "mysql.connector.aio.connect(...)"
#define IN_PYMYSQL "aiomysql or asyncmy"
#define IN_ODBC    "aioodbc, or await asyncio.to_thread(...)"
#define IN_ORACLE  "oracledb.connect_async(...)"
#define RUNS_DUCK                                                                                  \
  .effect = EFFECT_DATABASE, .tier = TIER_BULK, .because = "runs the query in this process"

static const KnowledgeEntry entries[] = {
    // MySQL's own.
    {.name = "mysql.connector.{connect,Connect}",
     CONNECTS(IN_MYSQL),
     .returns = "mysql.connector.abstracts.MySQLConnectionAbstract",
     .source = MYSQL},
    {.name = "{mysql.connector.MySQLConnection,mysql.connector.connection.MySQLConnection}",
     .kind = KNOWN_CLASS,
     CONNECTS(IN_MYSQL),
     .bases = "mysql.connector.abstracts.MySQLConnectionAbstract",
     .source = MYSQL},
    {.name = "mysql.connector.abstracts.{MySQLConnectionAbstract,MySQLCursorAbstract}",
     .kind = KNOWN_CLASS,
     .source = MYSQL},
    {.name = "mysql.connector.abstracts.MySQLConnectionAbstract.{commit,rollback,ping,reconnect,"
             "connect,start_transaction,is_connected,cmd_query,reset_session}",
     SENDS(IN_MYSQL),
     .source = MYSQL},
    {.name = "mysql.connector.abstracts.MySQLConnectionAbstract.cursor",
     .returns = "mysql.connector.abstracts.MySQLCursorAbstract",
     .source = MYSQL},
    {.name = "mysql.connector.abstracts.MySQLCursorAbstract.{execute,executemany,callproc}",
     SENDS(IN_MYSQL),
     .source = MYSQL},
    {.name = "mysql.connector.abstracts.MySQLCursorAbstract.{fetchone,fetchmany,fetchall}",
     FETCHES(IN_MYSQL),
     .source = MYSQL},
    {.name = "mysql.connector.pooling.MySQLConnectionPool",
     .kind = KNOWN_CLASS,
     CONNECTS(IN_MYSQL),
     .source = MYSQL},
    {.name = "mysql.connector.pooling.MySQLConnectionPool.get_connection",
     CONNECTS(IN_MYSQL),
     .returns = "mysql.connector.abstracts.MySQLConnectionAbstract",
     .source = MYSQL},
    {.name = "mysql.connector.aio.connect",
     COROUTINE,
     .returns = "mysql.connector.aio.abstracts.MySQLConnectionAbstract",
     .source = "mysql/connector/aio/__init__.py"},
    {.name = "mysql.connector.aio.abstracts.{MySQLConnectionAbstract,MySQLCursorAbstract}",
     .kind = KNOWN_CLASS,
     .source = "mysql/connector/aio/abstracts.py"},
    {.name = "mysql.connector.aio.abstracts.MySQLConnectionAbstract.{commit,rollback,close,ping,"
             "reconnect,connect,start_transaction,is_connected,reset_session}",
     COROUTINE,
     .source = "mysql/connector/aio/abstracts.py"},
    {.name = "mysql.connector.aio.abstracts.MySQLConnectionAbstract.cursor",
     COROUTINE,
     .returns = "mysql.connector.aio.abstracts.MySQLCursorAbstract",
     .source = "mysql/connector/aio/abstracts.py"},
    {.name = "mysql.connector.aio.abstracts.MySQLCursorAbstract.{execute,executemany,fetchone,"
             "fetchmany,fetchall,close}",
     COROUTINE,
     .source = "mysql/connector/aio/abstracts.py"},

    // PyMySQL.
    {.name = "pymysql.{connect,Connect,Connection}",
     .kind = KNOWN_ALIAS,
     .alias_of = "pymysql.connections.Connection",
     .source = "pymysql/__init__.py"},
    {.name = "pymysql.connections.Connection",
     .kind = KNOWN_CLASS,
     CONNECTS(IN_PYMYSQL),
     .unless = {IS_GIVEN(KEYWORD_ONLY, "defer_connect")},
     .source = PYMYSQL "connections.html"},
    {.name = "pymysql.connections.Connection.{commit,rollback,begin,ping,query,connect,select_db,"
             "show_warnings,kill}",
     SENDS(IN_PYMYSQL),
     .source = PYMYSQL "connections.html"},
    {.name = "pymysql.connections.Connection.cursor",
     .returns = "pymysql.cursors.Cursor",
     .source = PYMYSQL "connections.html"},
    {.name = "pymysql.cursors.{Cursor,DictCursor,SSCursor,SSDictCursor}",
     .kind = KNOWN_CLASS,
     .source = PYMYSQL "cursors.html"},
    {.name =
         "pymysql.cursors.{Cursor,DictCursor,SSCursor,SSDictCursor}.{execute,executemany,callproc,"
         "nextset}",
     SENDS(IN_PYMYSQL),
     .source = PYMYSQL "cursors.html"},
    {.name =
         "pymysql.cursors.{SSCursor,SSDictCursor}.{fetchone,fetchmany,fetchall,fetchall_unbuffered,"
         "__iter__}",
     FETCHES(IN_PYMYSQL),
     .source = PYMYSQL "cursors.html"},

    // MySQLdb, of mysqlclient.
    {.name = "MySQLdb.{connect,Connect,Connection}",
     .kind = KNOWN_ALIAS,
     .alias_of = "MySQLdb.connections.Connection",
     .source = "MySQLdb/__init__.py"},
    {.name = "MySQLdb.connections.Connection",
     .kind = KNOWN_CLASS,
     CONNECTS(IN_PYMYSQL),
     .source = MYSQLDB},
    {.name = "MySQLdb.connections.Connection.{commit,rollback,begin,ping,query}",
     SENDS(IN_PYMYSQL),
     .source = MYSQLDB},
    {.name = "MySQLdb.connections.Connection.cursor",
     .returns = "MySQLdb.cursors.Cursor",
     .source = MYSQLDB},
    {.name = "MySQLdb.cursors.{Cursor,DictCursor,SSCursor,SSDictCursor}",
     .kind = KNOWN_CLASS,
     .source = MYSQLDB},
    {.name =
         "MySQLdb.cursors.{Cursor,DictCursor,SSCursor,SSDictCursor}.{execute,executemany,callproc,"
         "nextset}",
     SENDS(IN_PYMYSQL),
     .source = MYSQLDB},
    {.name = "MySQLdb.cursors.{SSCursor,SSDictCursor}.{fetchone,fetchmany,fetchall,__iter__}",
     FETCHES(IN_PYMYSQL),
     .source = "MySQLdb/cursors.py"},

    // aiomysql and asyncmy.
    {.name = "aiomysql.{connection,cursors,pool}",
     .kind = KNOWN_ALIAS,
     .alias_of = "aiomysql",
     .source = "aiomysql/__init__.py"},
    {.name = "aiomysql.{Connection,Cursor,Pool}", .kind = KNOWN_CLASS, .source = AIO},
    {.name = "aiomysql.connect",
     .result = RESULT_ASYNC_CONTEXT,
     .returns = "aiomysql.Connection",
     .enters = "aiomysql.Connection",
     .source = AIO "connection.html"},
    {.name = "aiomysql.create_pool",
     .result = RESULT_ASYNC_CONTEXT,
     .returns = "aiomysql.Pool",
     .enters = "aiomysql.Pool",
     .source = AIO "pool.html"},
    {.name = "aiomysql.Pool.acquire",
     .result = RESULT_ASYNC_CONTEXT,
     .returns = "aiomysql.Connection",
     .enters = "aiomysql.Connection",
     .source = AIO "pool.html"},
    {.name = "aiomysql.Connection.cursor",
     .result = RESULT_ASYNC_CONTEXT,
     .returns = "aiomysql.Cursor",
     .enters = "aiomysql.Cursor",
     .source = AIO "connection.html"},
    {.name = "aiomysql.Connection.{begin,commit,rollback,ping,select_db,ensure_closed,autocommit}",
     COROUTINE,
     .source = AIO "connection.html"},
    {.name = "aiomysql.Cursor.{execute,executemany,callproc,nextset,close}",
     COROUTINE,
     .source = AIO "cursors.html"},
    {.name = "aiomysql.Pool.{clear,wait_closed}", COROUTINE, .source = AIO "pool.html"},
    {.name = "asyncmy.{connection.Connection,cursors.Cursor,pool.Pool}",
     .kind = KNOWN_CLASS,
     .source = ASYNCMY},
    {.name = "asyncmy.connect",
     .result = RESULT_ASYNC_CONTEXT,
     .returns = "asyncmy.connection.Connection",
     .enters = "asyncmy.connection.Connection",
     .source = ASYNCMY},
    {.name = "asyncmy.create_pool",
     .result = RESULT_ASYNC_CONTEXT,
     .returns = "asyncmy.pool.Pool",
     .enters = "asyncmy.pool.Pool",
     .source = ASYNCMY},
    {.name = "asyncmy.pool.Pool.acquire",
     .result = RESULT_ASYNC_CONTEXT,
     .returns = "asyncmy.connection.Connection",
     .enters = "asyncmy.connection.Connection",
     .source = ASYNCMY},
    {.name = "asyncmy.connection.Connection.{begin,commit,rollback,ping,ensure_closed,autocommit}",
     COROUTINE,
     .source = ASYNCMY},
    {.name =
         "asyncmy.cursors.Cursor.{execute,executemany,callproc,fetchone,fetchmany,fetchall,nextset,"
         "close}",
     COROUTINE,
     .source = ASYNCMY},

    // ODBC.
    {.name = "pyodbc.connect",
     CONNECTS(IN_ODBC),
     .returns = "pyodbc.Connection",
     .source = ODBC "The-pyodbc-Module#connect"},
    {.name = "pyodbc.{Connection,Cursor}", .kind = KNOWN_CLASS, .source = ODBC "Objects"},
    {.name = "pyodbc.Connection.execute",
     SENDS(IN_ODBC),
     .returns = "pyodbc.Cursor",
     .source = ODBC "Connection"},
    {.name = "pyodbc.Connection.{commit,rollback,__exit__}",
     SENDS(IN_ODBC),
     .source = ODBC "Connection"},
    {.name = "pyodbc.Connection.cursor",
     .returns = "pyodbc.Cursor",
     .source = ODBC "Connection#cursor"},
    {.name = "pyodbc.Cursor.execute", SENDS(IN_ODBC), .returns = "self", .source = ODBC "Cursor"},
    {.name = "pyodbc.Cursor.{executemany,commit,rollback,nextset}",
     SENDS(IN_ODBC),
     .source = ODBC "Cursor"},
    {.name = "pyodbc.Cursor.{fetchone,fetchmany,fetchall,fetchval,skip,__iter__,__next__}",
     FETCHES(IN_ODBC),
     .source = ODBC "Cursor"},

    // Oracle.
    {.name = "oracledb.connect",
     CONNECTS(IN_ORACLE),
     .returns = "oracledb.Connection",
     .source = ORACLE "module.html"},
    {.name = "oracledb.create_pool",
     CONNECTS("oracledb.create_pool_async(...)"),
     .returns = "oracledb.ConnectionPool",
     .source = ORACLE "module.html"},
    {.name = "oracledb.{Connection,Cursor,ConnectionPool,AsyncConnection,AsyncCursor,"
             "AsyncConnectionPool}",
     .kind = KNOWN_CLASS,
     .source = ORACLE "connection.html"},
    {.name = "oracledb.ConnectionPool.acquire",
     CONNECTS("oracledb.create_pool_async(...)"),
     .returns = "oracledb.Connection",
     .source = ORACLE "connection_pool.html"},
    {.name = "oracledb.Connection.{commit,rollback,ping,begin}",
     SENDS(IN_ORACLE),
     .source = ORACLE "connection.html"},
    {.name = "oracledb.Connection.cursor",
     .returns = "oracledb.Cursor",
     .source = ORACLE "connection.html"},
    {.name = "oracledb.Cursor.{execute,executemany,callproc,callfunc,parse}",
     SENDS(IN_ORACLE),
     .source = ORACLE "cursor.html"},
    {.name = "oracledb.Cursor.{fetchone,fetchmany,fetchall,__iter__,__next__}",
     FETCHES(IN_ORACLE),
     .source = ORACLE "cursor.html"},
    {.name = "oracledb.connect_async",
     .result = RESULT_ASYNC_CONTEXT,
     .returns = "oracledb.AsyncConnection",
     .enters = "oracledb.AsyncConnection",
     .source = ORACLE "module.html"},
    {.name = "oracledb.create_pool_async",
     .returns = "oracledb.AsyncConnectionPool",
     .source = ORACLE "module.html"},
    {.name = "oracledb.AsyncConnectionPool.acquire",
     .result = RESULT_ASYNC_CONTEXT,
     .returns = "oracledb.AsyncConnection",
     .enters = "oracledb.AsyncConnection",
     .source = ORACLE "async_connection_pool.html"},
    {.name =
         "oracledb.AsyncConnection.{callfunc,callproc,close,commit,execute,executemany,fetchall,"
         "fetchmany,fetchone,ping,rollback,run_pipeline}",
     COROUTINE,
     .source = ORACLE "async_connection.html"},
    {.name = "oracledb.AsyncConnection.cursor",
     .returns = "oracledb.AsyncCursor",
     .source = ORACLE "async_connection.html"},
    {.name =
         "oracledb.AsyncCursor.{callfunc,callproc,execute,executemany,fetchall,fetchmany,fetchone,"
         "parse}",
     COROUTINE,
     .source = ORACLE "async_cursor.html"},
    {.name = "oracledb.AsyncConnectionPool.{close,drop,release}",
     COROUTINE,
     .source = ORACLE "async_connection_pool.html"},

    // DuckDB: the database is in this process.
    {.name = "duckdb.connect", .returns = "duckdb.DuckDBPyConnection", .source = DUCK},
    {.name = "duckdb.DuckDBPyConnection", .kind = KNOWN_CLASS, .source = DUCK},
    {.name = "duckdb.{execute,executemany}",
     RUNS_DUCK,
     .returns = "duckdb.DuckDBPyConnection",
     .source = DUCK},
    {.name = "duckdb.DuckDBPyConnection.{execute,executemany}",
     RUNS_DUCK,
     .returns = "self",
     .source = DUCK},
    {.name =
         "duckdb.DuckDBPyConnection.{fetchone,fetchmany,fetchall,fetchdf,fetch_df,df,fetchnumpy}",
     RUNS_DUCK,
     .source = DUCK},

    // SQLite on a thread.
    {.name = "aiosqlite.core.Connection",
     .kind = KNOWN_ALIAS,
     .alias_of = "aiosqlite.Connection",
     .source = "aiosqlite/__init__.py"},
    {.name = "aiosqlite.cursor.Cursor",
     .kind = KNOWN_ALIAS,
     .alias_of = "aiosqlite.Cursor",
     .source = "aiosqlite/__init__.py"},
    {.name = "aiosqlite.{Connection,Cursor}", .kind = KNOWN_CLASS, .source = SQLITE},
    {.name = "aiosqlite.connect",
     .result = RESULT_ASYNC_CONTEXT,
     .returns = "aiosqlite.Connection",
     .enters = "aiosqlite.Connection",
     .source = SQLITE},
    {.name = "aiosqlite.Connection.{cursor,execute,executemany,executescript}",
     .result = RESULT_ASYNC_CONTEXT,
     .returns = "aiosqlite.Cursor",
     .enters = "aiosqlite.Cursor",
     .source = SQLITE},
    {.name = "aiosqlite.Connection.{execute_insert,execute_fetchall}",
     .result = RESULT_ASYNC_CONTEXT,
     .source = SQLITE},
    {.name = "aiosqlite.Connection.{commit,rollback,close,interrupt,backup,create_function,"
             "enable_load_extension,load_extension,set_progress_handler,set_trace_callback}",
     COROUTINE,
     .source = SQLITE},
    {.name = "aiosqlite.Connection.iterdump", .result = RESULT_ASYNC_GENERATOR, .source = SQLITE},
    {.name = "aiosqlite.Cursor.{execute,executemany,executescript}",
     COROUTINE,
     .returns = "aiosqlite.Cursor",
     .source = SQLITE},
    {.name = "aiosqlite.Cursor.{fetchone,fetchmany,fetchall,close}", COROUTINE, .source = SQLITE},

    // peewee.
    {.name = "peewee.{Model,Database,ModelSelect,ModelUpdate,ModelInsert,ModelDelete}",
     .kind = KNOWN_CLASS,
     .source = PEEWEE},
    {.name = "peewee.{SqliteDatabase,MySQLDatabase,PostgresqlDatabase}",
     .kind = KNOWN_CLASS,
     .bases = "peewee.Database",
     .source = PEEWEE},
    {.name =
         "peewee.Model.{create,bulk_create,bulk_update,delete_by_id,delete_instance,get,get_by_id,"
         "get_or_create,get_or_none,save,set_by_id,create_table,drop_table,table_exists,"
         "truncate_table}",
     SENDS(NULL),
     .source = PEEWEE "#Model"},
    {.name = "peewee.Model.select",
     .returns = "peewee.ModelSelect",
     .source = PEEWEE "#Model.select"},
    {.name = "peewee.Model.update",
     .returns = "peewee.ModelUpdate",
     .source = PEEWEE "#Model.update"},
    {.name = "peewee.Model.{insert,insert_many,insert_from,replace,replace_many}",
     .returns = "peewee.ModelInsert",
     .source = PEEWEE "#Model.insert"},
    {.name = "peewee.Model.delete",
     .returns = "peewee.ModelDelete",
     .source = PEEWEE "#Model.delete"},
    {.name = "peewee.ModelSelect.{get,get_or_none,first,count,exists,scalar,execute,peek,__iter__,"
             "__len__,__getitem__}",
     SENDS(NULL),
     .source = PEEWEE "#SelectBase"},
    {.name = "peewee.ModelSelect.iterator",
     SENDS(NULL),
     .when = WHEN_ITERATED,
     .source = PEEWEE "#BaseQuery.iterator"},
    {.name =
         "peewee.ModelSelect.{where,orwhere,join,left_outer_join,order_by,group_by,having,limit,"
         "offset,distinct,paginate,switch,filter,dicts,tuples,objects,namedtuples}",
     .returns = "self",
     .source = PEEWEE "#Select"},
    {.name = "peewee.{ModelUpdate,ModelInsert,ModelDelete}.execute",
     SENDS(NULL),
     .source = PEEWEE "#BaseQuery.execute"},
    {.name = "peewee.{ModelUpdate,ModelInsert,ModelDelete}.{where,returning}",
     .returns = "self",
     .source = PEEWEE "#Query.where"},
    {.name = "peewee.Database.{connect,execute_sql,create_tables,drop_tables,commit,rollback}",
     SENDS(NULL),
     .source = PEEWEE "#Database"},
};

KNOWLEDGE_TABLE(sql_drivers)
