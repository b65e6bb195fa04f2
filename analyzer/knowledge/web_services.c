// Clients of web services beyond the big clouds, and other ways to speak HTTP.
#include "knowledge/tables.h"

#define CURL   "https://curl-cffi.readthedocs.io/en/latest/"
#define FEED   "https://feedparser.readthedocs.io/en/latest/"
#define YTDLP  "https://github.com/yt-dlp/yt-dlp#embedding-yt-dlp"
#define ZEEP   "https://docs.python-zeep.org/en/master/client.html"
#define SHEETS "https://docs.gspread.org/en/latest/api/"
#define JIRA   "https://jira.readthedocs.io/api.html"
#define QDRANT "https://python-client.qdrant.tech/"
#define INFLUX "https://influxdb-client.readthedocs.io/en/stable/api.html"
#define MEILI  "https://github.com/meilisearch/meilisearch-python"
#define SENTRY "https://docs.sentry.io/platforms/python/configuration/draining/"

#define COROUTINE .result = RESULT_COROUTINE
#define EXCHANGES(async_way)                                                                       \
  .effect = EFFECT_HTTP, .tier = TIER_UNBOUNDED, .because = "waits for the server's answer",       \
  .instead = async_way, OR_A_THREAD
#define ASKS(async_way)                                                                            \
  .effect = EFFECT_CLOUD_SDK, .tier = TIER_UNBOUNDED,                                              \
  .because = "waits for the service to answer", .instead = async_way, OR_A_THREAD

static const KnowledgeEntry entries[] = {
    // HTTP by other means.
    {.name = "curl_cffi.requests.session",
     .kind = KNOWN_ALIAS,
     .alias_of = "curl_cffi.requests",
     .source = "curl_cffi/requests/__init__.py"},
    {.name = "curl_cffi.requests.{Session,AsyncSession}", .kind = KNOWN_CLASS, .source = CURL},
    {.name = "curl_cffi.requests.{get,post,put,patch,delete,head,options,request,Session.get,"
             "Session.post,Session.put,Session.patch,Session.delete,Session.head,Session.options,"
             "Session.request}",
     EXCHANGES("curl_cffi.requests.AsyncSession"),
     .source = CURL},
    {.name =
         "curl_cffi.requests.AsyncSession.{get,post,put,patch,delete,head,options,request,close}",
     COROUTINE,
     .source = CURL},
    {.name = "curl_cffi.{Session,AsyncSession,get,post,put,patch,delete,head,options,request}",
     .kind = KNOWN_ALIAS,
     .alias_of = "curl_cffi.requests.*",
     .source = "curl_cffi/__init__.py"},
    {.name = "feedparser.parse",
     EXCHANGES("an async client for the text, then feedparser.parse(text)"),
     .only_if = STARTS_WITH(0, "url_file_stream_or_string", "http"),
     .source = FEED "introduction.html"},
    {.name = "yt_dlp.YoutubeDL", .kind = KNOWN_CLASS, .source = YTDLP},
    {.name = "yt_dlp.YoutubeDL.{download,extract_info,process_info,urlopen}",
     EXCHANGES("await asyncio.to_thread(...)"),
     .source = YTDLP},
    {.name = "zeep.Client",
     .kind = KNOWN_CLASS,
     .effect = EFFECT_HTTP,
     .tier = TIER_UNBOUNDED,
     .because = "loads the description of the service",
     .instead = "zeep.AsyncClient",
     .source = ZEEP},
    {.name = "zeep.Client.service",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "zeep.proxy.ServiceProxy",
     .source = ZEEP},
    {.name = "zeep.proxy.ServiceProxy", .kind = KNOWN_CLASS, .source = "zeep/proxy.py"},
    {.name = "zeep.Client.{bind,create_service}",
     .returns = "zeep.proxy.ServiceProxy",
     .source = ZEEP},
    {.name = "zeep.proxy.ServiceProxy.*",
     EXCHANGES("zeep.AsyncClient"),
     .source = "zeep/proxy.py: OperationProxy.__call__"},

    // Sheets and issues.
    {.name = "gspread.client.Client",
     .kind = KNOWN_ALIAS,
     .alias_of = "gspread.Client",
     .source = "gspread/__init__.py"},
    {.name = "gspread.spreadsheet.Spreadsheet",
     .kind = KNOWN_ALIAS,
     .alias_of = "gspread.Spreadsheet",
     .source = "gspread/__init__.py"},
    {.name = "gspread.worksheet.Worksheet",
     .kind = KNOWN_ALIAS,
     .alias_of = "gspread.Worksheet",
     .source = "gspread/__init__.py"},
    {.name = "gspread.{Client,Spreadsheet,Worksheet}",
     .kind = KNOWN_CLASS,
     .source = SHEETS "client.html"},
    {.name = "gspread.{service_account,oauth}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_CHEAP,
     .because = "reads the file with the key",
     .returns = "gspread.Client",
     .source = "gspread/auth.py: service_account"},
    {.name = "gspread.{service_account_from_dict,authorize}",
     .returns = "gspread.Client",
     .source = SHEETS "top-level.html"},
    {.name = "gspread.Client.{open,open_by_key,open_by_url,create,copy}",
     ASKS("gspread_asyncio, or await asyncio.to_thread(...)"),
     .returns = "gspread.Spreadsheet",
     .source = SHEETS "client.html"},
    {.name = "gspread.Client.{openall,del_spreadsheet,list_spreadsheet_files,export,import_csv}",
     ASKS("gspread_asyncio, or await asyncio.to_thread(...)"),
     .source = SHEETS "client.html"},
    {.name = "gspread.Spreadsheet.{worksheet,get_worksheet,get_worksheet_by_id,add_worksheet,"
             "duplicate_sheet}",
     ASKS("gspread_asyncio, or await asyncio.to_thread(...)"),
     .returns = "gspread.Worksheet",
     .source = SHEETS "models/spreadsheet.html"},
    {.name = "gspread.Spreadsheet.{worksheets,batch_update,del_worksheet,share,values_get,"
             "values_update,values_append,values_clear,values_batch_get,values_batch_update}",
     ASKS("gspread_asyncio, or await asyncio.to_thread(...)"),
     .source = SHEETS "models/spreadsheet.html"},
    {.name =
         "gspread.Worksheet.{acell,append_row,append_rows,batch_clear,batch_get,batch_update,cell,"
         "clear,col_values,copy_to,delete_columns,delete_rows,duplicate,find,findall,format,get,"
         "get_all_records,get_all_values,get_values,insert_cols,insert_row,insert_rows,range,"
         "resize,row_values,sort,update,update_acell,update_cell,update_cells,update_title}",
     ASKS("gspread_asyncio, or await asyncio.to_thread(...)"),
     .source = SHEETS "models/worksheet.html"},
    {.name = "jira.client.JIRA",
     .kind = KNOWN_ALIAS,
     .alias_of = "jira.JIRA",
     .source = "jira/__init__.py"},
    {.name = "jira.JIRA", .kind = KNOWN_CLASS, ASKS(NULL), .source = JIRA},
    {.name = "jira.JIRA.*", ASKS(NULL), .source = JIRA},
    {.name = "jira.JIRA.server_url", .kind = KNOWN_ATTRIBUTE, .source = JIRA},
    {.name = "jira.JIRA.{close,client_info}", .source = JIRA},

    // Search and time series.
    {.name = "qdrant_client.qdrant_client.QdrantClient",
     .kind = KNOWN_ALIAS,
     .alias_of = "qdrant_client.QdrantClient",
     .source = "qdrant_client/__init__.py"},
    {.name = "qdrant_client.async_qdrant_client.AsyncQdrantClient",
     .kind = KNOWN_ALIAS,
     .alias_of = "qdrant_client.AsyncQdrantClient",
     .source = "qdrant_client/__init__.py"},
    {.name = "qdrant_client.{QdrantClient,AsyncQdrantClient}",
     .kind = KNOWN_CLASS,
     .source = QDRANT},
    {.name =
         "qdrant_client.QdrantClient.{batch_update_points,clear_payload,collection_exists,count,"
         "create_collection,create_payload_index,create_snapshot,delete,delete_collection,"
         "delete_payload,delete_vectors,facet,get_aliases,get_collection,get_collections,info,"
         "overwrite_payload,query_batch_points,query_points,query_points_groups,"
         "recreate_collection,retrieve,scroll,set_payload,update_collection,update_vectors,"
         "upload_collection,upload_points,upsert}",
     .effect = EFFECT_DATABASE,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the vector store",
     .instead = "qdrant_client.AsyncQdrantClient",
     .source = QDRANT},
    // Until release 1.15.
    {.name = "qdrant_client.QdrantClient.{search,search_batch,search_groups,recommend,discover,"
             "upload_records}",
     .effect = EFFECT_DATABASE,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the vector store",
     .instead = "qdrant_client.AsyncQdrantClient",
     .source = "qdrant_client/qdrant_client.py of release 1.15"},
    {.name = "qdrant_client.AsyncQdrantClient.{search,search_batch,search_groups,recommend,"
             "discover}",
     .result = RESULT_COROUTINE,
     .source = "qdrant_client/async_qdrant_client.py of release 1.15"},
    {.name = "qdrant_client.AsyncQdrantClient.{batch_update_points,clear_payload,collection_exists,"
             "count,"
             "create_collection,create_payload_index,create_snapshot,delete,delete_collection,"
             "delete_payload,delete_vectors,facet,get_aliases,get_collection,get_collections,info,"
             "overwrite_payload,query_batch_points,query_points,query_points_groups,"
             "recreate_collection,retrieve,scroll,set_payload,update_collection,update_vectors,"
             "upsert,close}",
     COROUTINE,
     .source = QDRANT},
    {.name = "influxdb_client.client.influxdb_client.InfluxDBClient",
     .kind = KNOWN_ALIAS,
     .alias_of = "influxdb_client.InfluxDBClient",
     .source = "influxdb_client/__init__.py"},
    {.name = "influxdb_client.{InfluxDBClient,QueryApi}", .kind = KNOWN_CLASS, .source = INFLUX},
    {.name = "influxdb_client.InfluxDBClient.query_api",
     .returns = "influxdb_client.QueryApi",
     .source = INFLUX "#queryapi"},
    {.name = "influxdb_client.{InfluxDBClient.ping,InfluxDBClient.health,InfluxDBClient.ready,"
             "InfluxDBClient.version,QueryApi.query,QueryApi.query_csv,QueryApi.query_raw,"
             "QueryApi.query_data_frame}",
     .effect = EFFECT_DATABASE,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the database server",
     .instead = "influxdb_client.client.influxdb_client_async.InfluxDBClientAsync",
     .source = INFLUX "#queryapi"},
    {.name = "meilisearch.client.Client",
     .kind = KNOWN_ALIAS,
     .alias_of = "meilisearch.Client",
     .source = "meilisearch/__init__.py"},
    {.name = "{meilisearch.Client,meilisearch.index.Index}", .kind = KNOWN_CLASS, .source = MEILI},
    {.name = "meilisearch.Client.index", .returns = "meilisearch.index.Index", .source = MEILI},
    {.name = "{meilisearch.Client.create_index,meilisearch.Client.delete_index,"
             "meilisearch.Client.get_index,meilisearch.Client.get_indexes,"
             "meilisearch.Client.get_task,meilisearch.Client.wait_for_task,"
             "meilisearch.Client.multi_search,meilisearch.Client.health,"
             "meilisearch.index.Index.search,meilisearch.index.Index.get_document,"
             "meilisearch.index.Index.get_documents,meilisearch.index.Index.add_documents,"
             "meilisearch.index.Index.update_documents,meilisearch.index.Index.delete_document,"
             "meilisearch.index.Index.delete_documents,meilisearch.index.Index.wait_for_task}",
     .effect = EFFECT_DATABASE,
     .tier = TIER_UNBOUNDED,
     .because = "waits for the search server",
     .instead = "meilisearch_python_sdk.AsyncClient",
     .source = MEILI},
    {.name = "sentry_sdk.flush",
     .effect = EFFECT_HTTP,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_ZERO(0, "timeout")},
     .because = "waits until all events are sent",
     .instead = "await asyncio.to_thread(...)",
     OR_A_THREAD,
     .source = SENTRY},
};

KNOWLEDGE_TABLE(web_services)
