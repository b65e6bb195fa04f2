// pymongo, its asyncio API, and Motor. Databases and collections are reached by attribute,
// subscript or method without asking the server; find(...) makes a cursor that asks as it is
// iterated. Motor's methods return futures of work that runs already.
#include "knowledge/tables.h"

#define CLIENT     "https://pymongo.readthedocs.io/en/stable/api/pymongo/mongo_client.html"
#define DATABASE   "https://pymongo.readthedocs.io/en/stable/api/pymongo/database.html"
#define COLLECTION "https://pymongo.readthedocs.io/en/stable/api/pymongo/collection.html"
#define CURSOR     "https://pymongo.readthedocs.io/en/stable/api/pymongo/cursor.html"
#define SESSION    "https://pymongo.readthedocs.io/en/stable/api/pymongo/client_session.html"
#define STREAM     "https://pymongo.readthedocs.io/en/stable/api/pymongo/change_stream.html"
#define FILES      "https://pymongo.readthedocs.io/en/stable/api/gridfs/index.html"
#define ASYNC      "https://pymongo.readthedocs.io/en/stable/api/pymongo/asynchronous/"
#define MOTOR      "https://motor.readthedocs.io/en/stable/api-asyncio/"

#define COROUTINE .result = RESULT_COROUTINE
#define FUTURE    .result = RESULT_AWAITABLE
#define ATTRIBUTE .kind = KNOWN_ATTRIBUTE
#define WAITS                                                                                      \
  .effect = EFFECT_DATABASE, .tier = TIER_UNBOUNDED, .because = "waits for the MongoDB server",    \
  .instead = "pymongo.AsyncMongoClient", OR_A_THREAD

// Methods that the three APIs share.
#define CLIENT_METHODS "{drop_database,list_database_names,server_info,bulk_write}"
#define DATABASE_METHODS                                                                           \
  "{command,drop_collection,list_collection_names,validate_collection,dereference}"
#define COLLECTION_METHODS                                                                         \
  "{bulk_write,count_documents,create_index,create_indexes,create_search_index,"                   \
  "create_search_indexes,delete_many,delete_one,distinct,drop,drop_index,drop_indexes,"            \
  "drop_search_index,estimated_document_count,find_one,find_one_and_delete,find_one_and_replace,"  \
  "find_one_and_update,index_information,insert_many,insert_one,options,rename,replace_one,"       \
  "update_many,update_one,update_search_index}"
#define CURSOR_SETTINGS                                                                            \
  "{allow_disk_use,batch_size,clone,collation,comment,hint,limit,max,max_await_time_ms,"           \
  "max_time_ms,min,skip,sort,where}"

static const KnowledgeEntry entries[] = {
    {.name = "pymongo.synchronous",
     .kind = KNOWN_ALIAS,
     .alias_of = "pymongo",
     .source = "pymongo/collection.py"},
    {.name = "pymongo.mongo_client.MongoClient",
     .kind = KNOWN_ALIAS,
     .alias_of = "pymongo.MongoClient",
     .source = "pymongo/__init__.py"},
    {.name = "pymongo.asynchronous.mongo_client.AsyncMongoClient",
     .kind = KNOWN_ALIAS,
     .alias_of = "pymongo.AsyncMongoClient",
     .source = "pymongo/__init__.py"},

    // Clients.
    {.name = "pymongo.MongoClient", .kind = KNOWN_CLASS, .source = CLIENT},
    {.name = "pymongo.MongoClient.{__getitem__,get_database,get_default_database}",
     .returns = "pymongo.database.Database",
     .source = CLIENT "#pymongo.mongo_client.MongoClient.get_database"},
    {.name = "pymongo.MongoClient.*",
     ATTRIBUTE,
     .returns = "pymongo.database.Database",
     .source = CLIENT "#pymongo.mongo_client.MongoClient.__getattr__"},
    {.name = "pymongo.MongoClient." CLIENT_METHODS, WAITS, .source = CLIENT},
    {.name = "pymongo.MongoClient.list_databases",
     WAITS,
     .returns = "pymongo.command_cursor.CommandCursor",
     .source = CLIENT "#pymongo.mongo_client.MongoClient.list_databases"},
    {.name = "pymongo.MongoClient.watch",
     WAITS,
     .returns = "pymongo.change_stream.ChangeStream",
     .source = CLIENT "#pymongo.mongo_client.MongoClient.watch"},
    {.name = "pymongo.MongoClient.start_session",
     .returns = "pymongo.client_session.ClientSession",
     .source = CLIENT "#pymongo.mongo_client.MongoClient.start_session"},
    {.name = "pymongo.{MongoClient,AsyncMongoClient}.append_metadata", .source = CLIENT},
    {.name = "pymongo.MongoClient.close", .source = CLIENT},
    {.name =
         "pymongo.{MongoClient,AsyncMongoClient}.{codec_options,options,read_concern,"
         "read_preference,write_concern,topology_description,nodes,is_primary,is_mongos,address,"
         "primary,secondaries,arbiters}",
     ATTRIBUTE,
     .source = CLIENT},

    // Databases.
    {.name = "pymongo.database.Database", .kind = KNOWN_CLASS, .source = DATABASE},
    {.name = "pymongo.database.Database.{__getitem__,get_collection}",
     .returns = "pymongo.collection.Collection",
     .source = DATABASE "#pymongo.database.Database.get_collection"},
    {.name = "pymongo.database.Database.*",
     ATTRIBUTE,
     .returns = "pymongo.collection.Collection",
     .source = DATABASE "#pymongo.database.Database.__getattr__"},
    {.name = "pymongo.database.Database." DATABASE_METHODS, WAITS, .source = DATABASE},
    {.name = "pymongo.database.Database.create_collection",
     WAITS,
     .returns = "pymongo.collection.Collection",
     .source = DATABASE "#pymongo.database.Database.create_collection"},
    {.name = "pymongo.database.Database.{aggregate,list_collections,cursor_command}",
     WAITS,
     .returns = "pymongo.command_cursor.CommandCursor",
     .source = DATABASE "#pymongo.database.Database.aggregate"},
    {.name = "pymongo.{database.Database,collection.Collection}.watch",
     WAITS,
     .returns = "pymongo.change_stream.ChangeStream",
     .source = DATABASE "#pymongo.database.Database.watch"},
    {.name = "pymongo.{database.Database,collection.Collection,asynchronous.database.AsyncDatabase,"
             "asynchronous.collection.AsyncCollection}.with_options",
     .returns = "self",
     .source = DATABASE "#pymongo.database.Database.with_options"},
    {.name = "pymongo.{database.Database,collection.Collection,asynchronous.database.AsyncDatabase,"
             "asynchronous.collection.AsyncCollection}.{name,codec_options,read_concern,"
             "read_preference,write_concern}",
     ATTRIBUTE,
     .source = DATABASE},
    {.name = "pymongo.database.Database.client",
     ATTRIBUTE,
     .returns = "pymongo.MongoClient",
     .source = DATABASE "#pymongo.database.Database.client"},

    // Collections.
    {.name = "pymongo.collection.Collection", .kind = KNOWN_CLASS, .source = COLLECTION},
    {.name = "pymongo.collection.Collection.__getitem__",
     .returns = "pymongo.collection.Collection",
     .source = COLLECTION "#pymongo.collection.Collection.__getitem__"},
    {.name = "pymongo.collection.Collection.*",
     ATTRIBUTE,
     .returns = "pymongo.collection.Collection",
     .source = COLLECTION "#pymongo.collection.Collection.__getattr__"},
    {.name = "pymongo.collection.Collection." COLLECTION_METHODS, WAITS, .source = COLLECTION},
    {.name = "pymongo.collection.Collection.{aggregate,list_indexes,list_search_indexes,"
             "aggregate_raw_batches}",
     WAITS,
     .returns = "pymongo.command_cursor.CommandCursor",
     .source = COLLECTION "#pymongo.collection.Collection.aggregate"},
    {.name = "pymongo.collection.Collection.{find,find_raw_batches}",
     .returns = "pymongo.cursor.Cursor",
     .source = COLLECTION "#pymongo.collection.Collection.find"},
    {.name = "pymongo.collection.Collection.database",
     ATTRIBUTE,
     .returns = "pymongo.database.Database",
     .source = COLLECTION "#pymongo.collection.Collection.database"},
    {.name = "pymongo.{collection.Collection,asynchronous.collection.AsyncCollection}.full_name",
     ATTRIBUTE,
     .source = COLLECTION "#pymongo.collection.Collection.full_name"},

    // Cursors, change streams, sessions.
    {.name = "pymongo.{cursor.Cursor,command_cursor.CommandCursor}",
     .kind = KNOWN_CLASS,
     .source = CURSOR},
    {.name =
         "pymongo.{cursor.Cursor,command_cursor.CommandCursor}.{__iter__,__next__,next,to_list}",
     WAITS,
     .source = CURSOR},
    {.name = "pymongo.cursor.Cursor.{__getitem__,distinct,explain}", WAITS, .source = CURSOR},
    {.name = "pymongo.cursor.Cursor." CURSOR_SETTINGS, .returns = "self", .source = CURSOR},
    {.name = "pymongo.change_stream.ChangeStream", .kind = KNOWN_CLASS, .source = STREAM},
    {.name = "pymongo.change_stream.ChangeStream.{__iter__,__next__,next,try_next}",
     WAITS,
     .source = STREAM},
    {.name = "pymongo.client_session.ClientSession", .kind = KNOWN_CLASS, .source = SESSION},
    {.name = "pymongo.client_session.ClientSession.{commit_transaction,abort_transaction}",
     WAITS,
     .source = SESSION "#pymongo.client_session.ClientSession.commit_transaction"},
    {.name = "pymongo.client_session.ClientSession.with_transaction",
     WAITS,
     .roles = {ROLE(CALLED, 0, "callback")},
     .source = SESSION "#pymongo.client_session.ClientSession.with_transaction"},
    {.name = "gridfs.{GridFS,GridFSBucket}", .kind = KNOWN_CLASS, .source = FILES},
    {.name = "gridfs.GridFS.{put,get,get_version,get_last_version,delete,list,find_one,exists}",
     WAITS,
     .source = FILES},
    {.name =
         "gridfs.GridFSBucket.{upload_from_stream,download_to_stream,download_to_stream_by_name,"
         "delete,rename}",
     WAITS,
     .source = FILES},

    // asyncio.
    {.name = "pymongo.AsyncMongoClient", .kind = KNOWN_CLASS, .source = ASYNC "mongo_client.html"},
    {.name = "pymongo.AsyncMongoClient.{__getitem__,get_database,get_default_database}",
     .returns = "pymongo.asynchronous.database.AsyncDatabase",
     .source = ASYNC "mongo_client.html"},
    {.name = "pymongo.AsyncMongoClient.*",
     ATTRIBUTE,
     .returns = "pymongo.asynchronous.database.AsyncDatabase",
     .source = ASYNC "mongo_client.html"},
    {.name = "pymongo.AsyncMongoClient." CLIENT_METHODS,
     COROUTINE,
     .source = ASYNC "mongo_client.html"},
    {.name = "pymongo.AsyncMongoClient.{list_databases,watch,close,aconnect}",
     COROUTINE,
     .source = ASYNC "mongo_client.html"},
    {.name = "pymongo.AsyncMongoClient.start_session",
     .returns = "pymongo.asynchronous.client_session.AsyncClientSession",
     .source = ASYNC "mongo_client.html"},
    {.name = "pymongo.asynchronous.database.AsyncDatabase",
     .kind = KNOWN_CLASS,
     .source = ASYNC "database.html"},
    {.name = "pymongo.asynchronous.database.AsyncDatabase.{__getitem__,get_collection}",
     .returns = "pymongo.asynchronous.collection.AsyncCollection",
     .source = ASYNC "database.html"},
    {.name = "pymongo.asynchronous.database.AsyncDatabase.*",
     ATTRIBUTE,
     .returns = "pymongo.asynchronous.collection.AsyncCollection",
     .source = ASYNC "database.html"},
    {.name = "pymongo.asynchronous.database.AsyncDatabase." DATABASE_METHODS,
     COROUTINE,
     .source = ASYNC "database.html"},
    {.name = "pymongo.asynchronous.database.AsyncDatabase.create_collection",
     COROUTINE,
     .returns = "pymongo.asynchronous.collection.AsyncCollection",
     .source = ASYNC "database.html"},
    {.name = "pymongo.asynchronous.{database.AsyncDatabase,collection.AsyncCollection}.{aggregate,"
             "watch}",
     COROUTINE,
     .source = ASYNC "database.html"},
    {.name = "pymongo.asynchronous.database.AsyncDatabase.{list_collections,cursor_command}",
     COROUTINE,
     .source = ASYNC "database.html"},
    {.name = "pymongo.asynchronous.database.AsyncDatabase.client",
     ATTRIBUTE,
     .returns = "pymongo.AsyncMongoClient",
     .source = ASYNC "database.html"},
    {.name = "pymongo.asynchronous.collection.AsyncCollection",
     .kind = KNOWN_CLASS,
     .source = ASYNC "collection.html"},
    {.name = "pymongo.asynchronous.collection.AsyncCollection.__getitem__",
     .returns = "pymongo.asynchronous.collection.AsyncCollection",
     .source = ASYNC "collection.html"},
    {.name = "pymongo.asynchronous.collection.AsyncCollection.*",
     ATTRIBUTE,
     .returns = "pymongo.asynchronous.collection.AsyncCollection",
     .source = ASYNC "collection.html"},
    {.name = "pymongo.asynchronous.collection.AsyncCollection." COLLECTION_METHODS,
     COROUTINE,
     .source = ASYNC "collection.html"},
    {.name = "pymongo.asynchronous.collection.AsyncCollection.{list_indexes,list_search_indexes,"
             "aggregate_raw_batches}",
     COROUTINE,
     .source = ASYNC "collection.html"},
    {.name = "pymongo.asynchronous.collection.AsyncCollection.{find,find_raw_batches}",
     .returns = "pymongo.asynchronous.cursor.AsyncCursor",
     .source = ASYNC "collection.html"},
    {.name = "pymongo.asynchronous.collection.AsyncCollection.database",
     ATTRIBUTE,
     .returns = "pymongo.asynchronous.database.AsyncDatabase",
     .source = ASYNC "collection.html"},
    {.name = "pymongo.asynchronous.cursor.AsyncCursor",
     .kind = KNOWN_CLASS,
     .source = ASYNC "cursor.html"},
    {.name = "pymongo.asynchronous.cursor.AsyncCursor.{next,to_list,distinct,explain,close,rewind}",
     COROUTINE,
     .source = ASYNC "cursor.html"},
    {.name = "pymongo.asynchronous.cursor.AsyncCursor." CURSOR_SETTINGS,
     .returns = "self",
     .source = ASYNC "cursor.html"},
    {.name = "pymongo.asynchronous.client_session.AsyncClientSession",
     .kind = KNOWN_CLASS,
     .source = ASYNC "client_session.html"},
    {.name = "pymongo.asynchronous.client_session.AsyncClientSession.{commit_transaction,"
             "abort_transaction,end_session,start_transaction}",
     COROUTINE,
     .source = ASYNC "client_session.html"},
    {.name = "pymongo.asynchronous.client_session.AsyncClientSession.with_transaction",
     COROUTINE,
     .roles = {ROLE(ASYNC_CALLED, 0, "callback")},
     .source = ASYNC "client_session.html"},

    // Motor.
    {.name = "motor.motor_asyncio.{AsyncIOMotorClient,AsyncIOMotorDatabase,AsyncIOMotorCollection,"
             "AsyncIOMotorCursor}",
     .kind = KNOWN_CLASS,
     .source = MOTOR "index.html"},
    {.name =
         "motor.motor_asyncio.AsyncIOMotorClient.{__getitem__,get_database,get_default_database}",
     .returns = "motor.motor_asyncio.AsyncIOMotorDatabase",
     .source = MOTOR "asyncio_motor_client.html"},
    {.name = "motor.motor_asyncio.AsyncIOMotorClient.*",
     ATTRIBUTE,
     .returns = "motor.motor_asyncio.AsyncIOMotorDatabase",
     .source = MOTOR "asyncio_motor_client.html"},
    {.name = "motor.motor_asyncio.AsyncIOMotorClient." CLIENT_METHODS,
     FUTURE,
     .source = MOTOR "asyncio_motor_client.html"},
    {.name = "motor.motor_asyncio.AsyncIOMotorClient.{start_session,list_databases}",
     COROUTINE,
     .source = MOTOR "asyncio_motor_client.html"},
    {.name = "motor.motor_asyncio.AsyncIOMotorClient.{get_io_loop,watch,wrap}",
     .source = MOTOR "asyncio_motor_client.html"},
    {.name = "motor.motor_asyncio.AsyncIOMotorDatabase.{__getitem__,get_collection}",
     .returns = "motor.motor_asyncio.AsyncIOMotorCollection",
     .source = MOTOR "asyncio_motor_database.html"},
    {.name = "motor.motor_asyncio.AsyncIOMotorDatabase.*",
     ATTRIBUTE,
     .returns = "motor.motor_asyncio.AsyncIOMotorCollection",
     .source = MOTOR "asyncio_motor_database.html"},
    {.name = "motor.motor_asyncio.AsyncIOMotorDatabase." DATABASE_METHODS,
     FUTURE,
     .source = MOTOR "asyncio_motor_database.html"},
    {.name = "motor.motor_asyncio.AsyncIOMotorDatabase.{create_collection,list_collections,"
             "cursor_command}",
     COROUTINE,
     .source = MOTOR "asyncio_motor_database.html"},
    {.name = "motor.motor_asyncio.{AsyncIOMotorDatabase,AsyncIOMotorCollection}.{aggregate,"
             "get_io_loop,watch,wrap,with_options}",
     .source = MOTOR "asyncio_motor_database.html"},
    {.name = "motor.motor_asyncio.{AsyncIOMotorClient.close,AsyncIOMotorDatabase.name,"
             "AsyncIOMotorCollection.name,AsyncIOMotorCollection.full_name}",
     ATTRIBUTE,
     .source = MOTOR "index.html"},
    {.name = "motor.motor_asyncio.AsyncIOMotorDatabase.client",
     ATTRIBUTE,
     .returns = "motor.motor_asyncio.AsyncIOMotorClient",
     .source = MOTOR "asyncio_motor_database.html"},
    {.name = "motor.motor_asyncio.AsyncIOMotorCollection.__getitem__",
     .returns = "motor.motor_asyncio.AsyncIOMotorCollection",
     .source = MOTOR "asyncio_motor_collection.html"},
    {.name = "motor.motor_asyncio.AsyncIOMotorCollection.*",
     ATTRIBUTE,
     .returns = "motor.motor_asyncio.AsyncIOMotorCollection",
     .source = MOTOR "asyncio_motor_collection.html"},
    {.name = "motor.motor_asyncio.AsyncIOMotorCollection." COLLECTION_METHODS,
     FUTURE,
     .source = MOTOR "asyncio_motor_collection.html"},
    {.name = "motor.motor_asyncio.AsyncIOMotorCollection.{find,find_raw_batches}",
     .returns = "motor.motor_asyncio.AsyncIOMotorCursor",
     .source = MOTOR "asyncio_motor_collection.html"},
    {.name = "motor.motor_asyncio.AsyncIOMotorCollection.{list_indexes,list_search_indexes,"
             "aggregate_raw_batches,database}",
     .source = MOTOR "asyncio_motor_collection.html"},
    {.name = "motor.motor_asyncio.AsyncIOMotorCursor.{to_list,distinct,explain}",
     FUTURE,
     .source = MOTOR "cursors.html"},
    {.name = "motor.motor_asyncio.AsyncIOMotorCursor.{next,close}",
     COROUTINE,
     .source = MOTOR "cursors.html"},
    {.name = "motor.motor_asyncio.AsyncIOMotorCursor." CURSOR_SETTINGS,
     .returns = "self",
     .source = MOTOR "cursors.html"},
};

KNOWLEDGE_TABLE(pymongo)
