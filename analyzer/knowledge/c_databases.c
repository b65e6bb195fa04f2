// Clients of databases: libpq, MySQL and MariaDB, SQLite, and smaller ones.
#include "knowledge/c_tables.h"

#define PQ(page)     "https://www.postgresql.org/docs/current/" page ".html"
#define MARIADB      "https://mariadb.com/kb/en/non-blocking-client-library/"
#define SQLITE(page) "https://www.sqlite.org/c3ref/" page ".html"

#define ASKS    .effect = EFFECT_DATABASE, .tier = TIER_UNBOUNDED
#define IN_FILE .effect = EFFECT_DATABASE, .tier = TIER_BULK

static const KnowledgeEntry entries[] = {
    // libpq.
    {.name = "{PQconnectdb,PQconnectdbParams,PQsetdb,PQsetdbLogin,PQreset}",
     ASKS,
     .because = "looks up the server, connects and waits",
     .instead = "PQconnectStart(...) and PQconnectPoll(...) with a watcher of the loop",
     .source = PQ("libpq-connect")},
    {.name = "{PQping,PQpingParams}",
     ASKS,
     .because = "looks up the server, connects and waits",
     .source = PQ("libpq-connect")},
    {.name = "{PQexec,PQexecParams,PQexecPrepared,PQprepare,PQdescribePrepared,PQdescribePortal,"
             "PQclosePrepared,PQclosePortal}",
     ASKS,
     .because = "sends a query and waits for its result",
     .instead = "PQsendQuery(...) and PQconsumeInput(...) with a watcher of the loop",
     .source = PQ("libpq-exec")},
    {.name = "PQgetResult",
     ASKS,
     .because = "waits for a result while PQisBusy is true",
     .instead = "PQconsumeInput(...) until PQisBusy(...) is false",
     .answered_by = "PQisBusy",
     .source = PQ("libpq-async")},
    {.name = "{PQputCopyData,PQputCopyEnd,PQendcopy,PQputline,PQputnbytes,PQgetline}",
     ASKS,
     .because = "waits until there is room or data",
     .nonblocking_after = "PQsetnonblocking",
     .source = PQ("libpq-copy")},
    {.name = "PQgetCopyData",
     ASKS,
     .unless = {IS_VALUE(2, 1)},
     .because = "waits for data",
     .instead = "true as `async`",
     .source = PQ("libpq-copy")},
    {.name = "{PQcancel,PQrequestCancel,PQcancelBlocking}",
     ASKS,
     .because = "connects to the server once more and waits",
     .instead = "PQcancelStart(...) and PQcancelPoll(...)",
     .source = PQ("libpq-cancel")},
    {.name = "{PQfn,PQencryptPasswordConn,PQchangePassword}",
     ASKS,
     .because = "asks the server and waits for the answer",
     .source = PQ("libpq-fastpath")},
    {.name = "lo_{open,close,read,write,lseek,lseek64,creat,create,tell,tell64,truncate,truncate64,"
             "unlink,import,import_with_oid,export}",
     ASKS,
     .because = "asks the server and waits for the answer",
     .source = PQ("largeobjects")},
    {.name = "{PQnoticeReceiver,PQnoticeProcessor,PQsslKeyPassHook_OpenSSL_type,pgthreadlock_t}",
     CALLBACK(STORED),
     .source = PQ("libpq-notice-processing")},
    {.name = "{PQsetNoticeReceiver,PQsetNoticeProcessor}",
     .roles = {TAKES(STORED, 1)},
     .source = PQ("libpq-notice-processing")},

    // MySQL and MariaDB.
    {.name = "mysql_{real_connect,query,real_query,send_query,read_query_result,store_result,"
             "use_result,next_result,change_user,select_db,ping,commit,rollback,autocommit,stat,"
             "refresh,kill,shutdown,list_dbs,list_tables,list_fields,list_processes,"
             "set_character_set,set_server_option,reset_connection,dump_debug_info}",
     ASKS,
     .because = "asks the server and waits for the answer",
     .instead = "its _start and _cont functions (MariaDB) or _nonblocking function (MySQL)",
     .source = MARIADB},
    {.name = "mysql_fetch_row",
     ASKS,
     .because = "waits for the next row of mysql_use_result",
     .instead = "mysql_fetch_row_start(...) and mysql_fetch_row_cont(...)",
     .source = MARIADB},
    {.name = "mysql_stmt_{prepare,execute,fetch,store_result,next_result,close,reset,"
             "send_long_data,free_result}",
     ASKS,
     .because = "asks the server and waits for the answer",
     .instead = "its _start and _cont functions (MariaDB)",
     .source = MARIADB},
    {.name = "{mysql_close,mysql_free_result}",
     ASKS,
     .because = "tells the server, or reads the rows that are left",
     .instead = "its _start and _cont functions (MariaDB) or _nonblocking function (MySQL)",
     .source = MARIADB},
    {.name = "{mysql_library_init,mysql_server_init}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_CHEAP,
     .because = "reads configuration files",
     .instead = "calling it at start-up",
     .source = "https://dev.mysql.com/doc/c-api/8.0/en/mysql-library-init.html"},
    {.name = "mysql_set_local_infile_handler",
     .roles = {TAKES(STORED, 1), TAKES(STORED, 2), TAKES(STORED, 3), TAKES(STORED, 4)},
     .source = "https://dev.mysql.com/doc/c-api/8.0/en/mysql-set-local-infile-handler.html"},

    // SQLite.
    {.name = "{sqlite3_open,sqlite3_open16,sqlite3_open_v2}",
     IN_FILE,
     .unless = {IS_STRING(0, ":memory:")},
     .because = "opens a database file",
     .source = SQLITE("open")},
    {.name = "sqlite3_exec",
     IN_FILE,
     .roles = {TAKES(CALLED, 2)},
     .because = "runs statements, which read and write files and wait for locks",
     .source = SQLITE("exec")},
    {.name = "{sqlite3_step,sqlite3_get_table}",
     IN_FILE,
     .because = "runs a statement, which reads and writes files and waits for locks",
     .source = SQLITE("step")},
    {.name = "sqlite3_{prepare,prepare_v2,prepare_v3,prepare16,prepare16_v2,prepare16_v3}",
     .effect = EFFECT_DATABASE,
     .tier = TIER_CHEAP,
     .because = "may read the schema from the file",
     .source = SQLITE("prepare")},
    {.name = "{sqlite3_close,sqlite3_close_v2,sqlite3_finalize,sqlite3_reset}",
     .effect = EFFECT_DATABASE,
     .tier = TIER_CHEAP,
     .because = "may write the database file",
     .source = SQLITE("close")},
    {.name = "{sqlite3_backup_step,sqlite3_wal_checkpoint,sqlite3_wal_checkpoint_v2,"
             "sqlite3_serialize,sqlite3_deserialize,sqlite3_load_extension,sqlite3_db_cacheflush}",
     IN_FILE,
     .because = "reads or writes the whole database file",
     .source = SQLITE("backup_finish")},
    {.name = "sqlite3_blob_{open,reopen,read,write,close}",
     IN_FILE,
     .because = "reads or writes the database file",
     .source = SQLITE("blob_open")},
    {.name = "sqlite3_sleep",
     .effect = EFFECT_SLEEP,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_NUMBER_ZERO(0)},
     .because = "suspends the calling thread",
     .source = SQLITE("sleep")},
    {.name = "{sqlite3_busy_handler,sqlite3_commit_hook,sqlite3_rollback_hook,sqlite3_update_hook,"
             "sqlite3_wal_hook,sqlite3_set_authorizer,sqlite3_trace,sqlite3_profile,"
             "sqlite3_unlock_notify}",
     .roles = {TAKES(STORED, 1)},
     .source = SQLITE("busy_handler")},
    {.name = "{sqlite3_progress_handler,sqlite3_trace_v2,sqlite3_collation_needed,"
             "sqlite3_collation_needed16}",
     .roles = {TAKES(STORED, 2)},
     .source = SQLITE("progress_handler")},
    {.name = "{sqlite3_create_function,sqlite3_create_function16,sqlite3_create_function_v2,"
             "sqlite3_create_window_function}",
     .roles = {TAKES(STORED, 5), TAKES(STORED, 6), TAKES(STORED, 7)},
     .source = SQLITE("create_function")},
    {.name = "{sqlite3_create_collation,sqlite3_create_collation16,sqlite3_create_collation_v2}",
     .roles = {TAKES(STORED, 4)},
     .source = SQLITE("create_collation")},

    // Others.
    {.name = "{mongoc_client_command_simple,mongoc_collection_insert_one,"
             "mongoc_collection_insert_many,mongoc_collection_update_one,"
             "mongoc_collection_delete_one,mongoc_cursor_next,mongoc_bulk_operation_execute,"
             "mongoc_collection_count_documents,mongoc_client_get_database_names_with_opts}",
     ASKS,
     .because = "asks the server and waits for the answer",
     .source = "https://mongoc.org/libmongoc/current/api.html"},
    {.name = "{memcached_get,memcached_set,memcached_add,memcached_replace,memcached_delete,"
             "memcached_increment,memcached_decrement,memcached_mget,memcached_fetch_result,"
             "memcached_flush,memcached_stat}",
     ASKS,
     .because = "asks the server and waits for the answer",
     .source = "https://docs.libmemcached.org/libmemcached.html"},
    {.name = "{SQLConnect,SQLDriverConnect,SQLExecDirect,SQLExecute,SQLFetch,SQLPrepare,"
             "SQLDisconnect,SQLEndTran,SQLTables,SQLColumns}",
     ASKS,
     .because = "asks the data source and waits for the answer",
     .source = "https://learn.microsoft.com/en-us/sql/odbc/reference/syntax/odbc-api-reference"},
    {.name = "{mdb_env_open,mdb_txn_commit,mdb_env_copy,mdb_env_copy2}",
     IN_FILE,
     .because = "reads or writes the database file",
     .source = "http://www.lmdb.tech/doc/group__mdb.html"},
    {.name = "mdb_env_sync",
     .effect = EFFECT_SYNC,
     .tier = TIER_BULK,
     .because = "waits until the data is on the disk",
     .source = "http://www.lmdb.tech/doc/group__mdb.html"},
    {.name = "{gdbm_open,gdbm_store,gdbm_fetch,gdbm_delete,gdbm_firstkey,gdbm_nextkey,"
             "gdbm_reorganize,gdbm_sync}",
     IN_FILE,
     .because = "reads or writes the database file",
     .source = "https://www.gnu.org.ua/software/gdbm/manual/"},
    {.name = "{leveldb_open,leveldb_put,leveldb_get,leveldb_delete,leveldb_write,"
             "leveldb_compact_range,rocksdb_open,rocksdb_put,rocksdb_get,rocksdb_delete,"
             "rocksdb_write,rocksdb_flush,rocksdb_compact_range}",
     IN_FILE,
     .because = "reads or writes database files",
     .source = "https://github.com/google/leveldb/blob/1.23/include/leveldb/c.h"},
};

C_TABLE(c_databases, C)
