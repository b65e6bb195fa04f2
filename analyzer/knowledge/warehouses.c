// Databases that are asked over HTTP or a protocol of their own, and the ORMs Pony and MongoEngine.
#include "knowledge/tables.h"

#define SNOWFLAKE                                                                                  \
  "https://docs.snowflake.com/en/developer-guide/python-connector/python-connector-api"
#define TRINO      "https://github.com/trinodb/trino-python-client#readme"
#define MSSQL      "https://pymssql.readthedocs.io/en/stable/ref/pymssql.html"
#define DATABRICKS "https://docs.databricks.com/aws/en/dev-tools/python-sql-connector"
#define PONY       "https://docs.ponyorm.org/api_reference.html"
#define MONGO      "https://docs.mongoengine.org/apireference.html"
#define FLASK      "https://flask-sqlalchemy.readthedocs.io/en/stable/api/"

#define THREAD "await asyncio.to_thread(...)"
#define CONNECTS                                                                                   \
  .effect = EFFECT_DATABASE, .tier = TIER_UNBOUNDED, .because = "connects to the database",        \
  .instead = THREAD, OR_A_THREAD
#define SENDS                                                                                      \
  .effect = EFFECT_DATABASE, .tier = TIER_UNBOUNDED,                                               \
  .because = "sends SQL and waits for the database", .instead = THREAD, OR_A_THREAD
#define FETCHES                                                                                    \
  .effect = EFFECT_DATABASE, .tier = TIER_UNBOUNDED, .because = "asks the server for more rows",   \
  .instead = THREAD, OR_A_THREAD
#define ASKS(async_way)                                                                            \
  .effect = EFFECT_DATABASE, .tier = TIER_UNBOUNDED, .because = "waits for the database server",   \
  .instead = async_way, OR_A_THREAD
#define IN_MOTOR "beanie, or pymongo.AsyncMongoClient"

static const KnowledgeEntry entries[] = {
    {.name = "snowflake.connector.connect",
     CONNECTS,
     .returns = "snowflake.connector.SnowflakeConnection",
     .source = SNOWFLAKE},
    {.name = "snowflake.connector.{SnowflakeConnection,cursor.SnowflakeCursor}",
     .kind = KNOWN_CLASS,
     .source = SNOWFLAKE},
    {.name = "snowflake.connector.SnowflakeConnection.cursor",
     .returns = "snowflake.connector.cursor.SnowflakeCursor",
     .source = SNOWFLAKE},
    {.name = "snowflake.connector.SnowflakeConnection.{commit,rollback,execute_string}",
     SENDS,
     .source = SNOWFLAKE},
    {.name = "snowflake.connector.cursor.SnowflakeCursor.{execute,executemany,describe}",
     SENDS,
     .returns = "self",
     .source = SNOWFLAKE},
    {.name = "snowflake.connector.cursor.SnowflakeCursor.{fetchone,fetchmany,fetchall,"
             "fetch_pandas_all,fetch_arrow_all,__iter__}",
     FETCHES,
     .source = SNOWFLAKE},

    {.name = "trino.dbapi.connect", .returns = "trino.dbapi.Connection", .source = TRINO},
    {.name = "trino.dbapi.{Connection,Cursor}", .kind = KNOWN_CLASS, .source = TRINO},
    {.name = "trino.dbapi.Connection.cursor", .returns = "trino.dbapi.Cursor", .source = TRINO},
    {.name = "trino.dbapi.{Connection.commit,Connection.rollback,Cursor.execute,"
             "Cursor.executemany,Cursor.describe}",
     SENDS,
     .source = TRINO},
    {.name = "trino.dbapi.Cursor.{fetchone,fetchmany,fetchall,__iter__}", FETCHES, .source = TRINO},

    {.name = "pymssql.connect", CONNECTS, .returns = "pymssql.Connection", .source = MSSQL},
    {.name = "pymssql.{Connection,Cursor}", .kind = KNOWN_CLASS, .source = MSSQL},
    {.name = "pymssql.Connection.cursor", .returns = "pymssql.Cursor", .source = MSSQL},
    {.name = "pymssql.{Connection.commit,Connection.rollback,Cursor.execute,Cursor.executemany,"
             "Cursor.callproc}",
     SENDS,
     .source = MSSQL},
    {.name = "pymssql.Cursor.{fetchone,fetchmany,fetchall,__iter__}", FETCHES, .source = MSSQL},

    {.name = "databricks.sql.connect",
     CONNECTS,
     .returns = "databricks.sql.client.Connection",
     .source = DATABRICKS},
    {.name = "databricks.sql.client.{Connection,Cursor}",
     .kind = KNOWN_CLASS,
     .source = DATABRICKS},
    {.name = "databricks.sql.client.Connection.cursor",
     .returns = "databricks.sql.client.Cursor",
     .source = DATABRICKS},
    {.name = "databricks.sql.client.Cursor.{execute,executemany,catalogs,schemas,tables,columns}",
     SENDS,
     .returns = "self",
     .source = DATABRICKS},
    {.name = "databricks.sql.client.Cursor.{fetchone,fetchmany,fetchall,fetchall_arrow,"
             "fetchmany_arrow,__iter__}",
     FETCHES,
     .source = DATABRICKS},

    // Pony: a query is lazy.
    {.name = "pony.orm.core.Query", .kind = KNOWN_CLASS, .source = PONY "#query-object"},
    {.name = "pony.orm.{select,left_join}",
     .returns = "pony.orm.core.Query",
     .source = PONY "#pony.orm.select"},
    {.name = "pony.orm.{commit,flush,rollback,get,exists}",
     ASKS(THREAD),
     .source = PONY "#pony.orm.commit"},
    {.name = "pony.orm.core.Query.{filter,where,order_by,sort_by,prefetch,distinct,for_update}",
     .returns = "self",
     .source = PONY "#query-object"},
    {.name = "pony.orm.core.Query.{first,get,exists,count,sum,avg,min,max,delete,random,fetch,"
             "__iter__,__len__}",
     ASKS(THREAD),
     .source = PONY "#query-object"},

    // MongoEngine: so is a query set.
    {.name = "{mongoengine.DynamicDocument,mongoengine.document.Document}",
     .kind = KNOWN_ALIAS,
     .alias_of = "mongoengine.Document",
     .source = "mongoengine/document.py"},
    {.name = "mongoengine.Document", .kind = KNOWN_CLASS, .source = MONGO "#documents"},
    {.name = "mongoengine.queryset.queryset.QuerySet",
     .kind = KNOWN_CLASS,
     .elements = "parameter",
     .source = MONGO "#querying"},
    {.name = "mongoengine.Document.{save,delete,reload,update,modify,drop_collection,"
             "ensure_indexes,cascade_save}",
     ASKS(IN_MOTOR),
     .source = MONGO "#mongoengine.Document"},
    {.name = "mongoengine.Document.objects",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "mongoengine.queryset.queryset.QuerySet",
     .parameter = "self",
     .source = MONGO "#querying"},
    {.name = "mongoengine.queryset.queryset.QuerySet.__call__",
     .returns = "self",
     .source = MONGO "#querying"},
    {.name = "mongoengine.queryset.queryset.QuerySet.{all,filter,exclude,only,order_by,limit,skip,"
             "no_cache,hint,batch_size,clone,where,using}",
     .returns = "self",
     .source = MONGO "#querying"},
    {.name = "mongoengine.queryset.queryset.QuerySet.as_pymongo",
     .returns = "mongoengine.queryset.queryset.QuerySet",
     .source = MONGO "#querying"},
    {.name = "mongoengine.queryset.queryset.QuerySet.{first,get,create,upsert_one}",
     ASKS(IN_MOTOR),
     .returns = "parameter",
     .source = MONGO "#querying"},
    {.name = "mongoengine.queryset.queryset.QuerySet.{count,delete,update,update_one,"
             "modify,insert,distinct,sum,average,in_bulk,item_frequencies,"
             "aggregate,__iter__,__len__}",
     ASKS(IN_MOTOR),
     .source = MONGO "#querying"},

    // Flask-SQLAlchemy: its session is one of SQLAlchemy.
    {.name = "flask_sqlalchemy.SQLAlchemy", .kind = KNOWN_CLASS, .source = FLASK},
    {.name = "flask_sqlalchemy.SQLAlchemy.session",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "sqlalchemy.orm.Session",
     .source = FLASK "#flask_sqlalchemy.SQLAlchemy.session"},
    {.name = "flask_sqlalchemy.SQLAlchemy.{create_all,drop_all,reflect,get_or_404,first_or_404,"
             "one_or_404,paginate}",
     ASKS("sqlalchemy.ext.asyncio"),
     .source = FLASK},
};

KNOWLEDGE_TABLE(warehouses)
