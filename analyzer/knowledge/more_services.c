// More clients of web services: mail, repositories, notes, tables, Google's APIs, browsers without
// a screen.
#include "knowledge/tables.h"

#define SENDGRID "https://github.com/sendgrid/sendgrid-python#hello-email"
#define VERBS    "https://github.com/sendgrid/python-http-client#usage"
#define MAILGUN  "https://github.com/mailgun/mailgun-python#usage"
#define GITLAB   "https://python-gitlab.readthedocs.io/en/stable/api-usage.html"
#define NOTION   "https://github.com/ramnes/notion-sdk-py#usage"
#define ALGOLIA  "https://github.com/algolia/algoliasearch-client-python#readme"
#define GOOGLE   "https://googleapis.github.io/google-api-python-client/docs/epy/"
#define GDOWN    "https://github.com/wkentaro/gdown#python"
#define BROWSERS "https://mechanize.readthedocs.io/en/latest/browser_api.html"
#define SOUP     "https://mechanicalsoup.readthedocs.io/en/stable/mechanicalsoup.html"
#define AIRTABLE "https://pyairtable.readthedocs.io/en/stable/api.html"
#define SUPABASE "https://supabase.com/docs/reference/python/initializing"
#define FIREBASE "https://firebase.google.com/docs/reference/admin/python/"
#define HTML     "https://requests.readthedocs.io/projects/requests-html/en/latest/"
#define AZURE    "https://learn.microsoft.com/en-us/python/api/"

#define COROUTINE .result = RESULT_COROUTINE
#define THREAD    "await asyncio.to_thread(...)"
#define EXCHANGES(async_way)                                                                       \
  .effect = EFFECT_HTTP, .tier = TIER_UNBOUNDED, .because = "waits for the server's answer",       \
  .instead = async_way, OR_A_THREAD
#define ASKS(async_way)                                                                            \
  .effect = EFFECT_CLOUD_SDK, .tier = TIER_UNBOUNDED,                                              \
  .because = "waits for the service to answer", .instead = async_way, OR_A_THREAD

// clang-format off
// A client of Azure and its twin in the package `aio`, which has the same methods as coroutines.
#define AZURE_CLIENT(package, name_, methods, page)                                                \
  {.name = package ".{" name_ ",aio." name_ "}", .kind = KNOWN_CLASS, .source = AZURE page},       \
  {.name = package "." name_ "." methods, ASKS(package ".aio." name_), .source = AZURE page},      \
  {.name = package ".aio." name_ "." methods, COROUTINE, .source = AZURE page},                    \
  {.name = package ".aio." name_ ".close", COROUTINE, .source = AZURE page}
// clang-format on

static const KnowledgeEntry entries[] = {
    {.name = "sendgrid.SendGridAPIClient", .kind = KNOWN_CLASS, .source = SENDGRID},
    {.name = "sendgrid.SendGridAPIClient.send", ASKS(THREAD), .source = SENDGRID},
    // The parts of a path, one after the other, then the verb.
    {.name = "sendgrid.SendGridAPIClient.client",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "python_http_client.Client",
     .source = "sendgrid/base_interface.py"},
    {.name = "python_http_client.Client", .kind = KNOWN_CLASS, .source = VERBS},
    {.name = "python_http_client.Client.*",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "python_http_client.Client",
     .source = VERBS},
    {.name = "python_http_client.Client.{get,post,put,patch,delete}",
     EXCHANGES(THREAD),
     .source = VERBS},
    {.name = "mailgun.client.{Client,AsyncClient,Endpoint,AsyncEndpoint}",
     .kind = KNOWN_CLASS,
     .source = MAILGUN},
    {.name = "mailgun.client.Client.*",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "mailgun.client.Endpoint",
     .source = "mailgun/client.py: Client.__getattr__"},
    {.name = "mailgun.client.Client.close", .source = MAILGUN},
    {.name = "mailgun.client.AsyncClient.*",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "mailgun.client.AsyncEndpoint",
     .source = "mailgun/client.py: AsyncClient.__getattr__"},
    {.name = "mailgun.client.AsyncClient.{aclose,ping}", COROUTINE, .source = MAILGUN},
    {.name = "{mailgun.client.Client.ping,mailgun.client.Endpoint.get,"
             "mailgun.client.Endpoint.create,mailgun.client.Endpoint.put,"
             "mailgun.client.Endpoint.patch,mailgun.client.Endpoint.update,"
             "mailgun.client.Endpoint.delete}",
     ASKS("mailgun.client.AsyncClient"),
     .source = MAILGUN},
    {.name = "mailgun.client.AsyncEndpoint.{get,create,put,patch,update,delete}",
     COROUTINE,
     .source = MAILGUN},
    {.name = "gitlab.client.Gitlab",
     .kind = KNOWN_ALIAS,
     .alias_of = "gitlab.Gitlab",
     .source = "gitlab/__init__.py"},
    {.name = "gitlab.Gitlab", .kind = KNOWN_CLASS, .source = GITLAB},
    {.name = "gitlab.Gitlab.{auth,version,search,markdown,get_license,set_license,http_request,"
             "http_get,http_list,http_post,http_put,http_patch,http_delete,http_head}",
     ASKS(THREAD),
     .source = GITLAB},
    {.name = "notion_client.client.{Client,AsyncClient}",
     .kind = KNOWN_ALIAS,
     .alias_of = "notion_client.*",
     .source = "notion_client/__init__.py"},
    {.name = "notion_client.{Client,AsyncClient}", .kind = KNOWN_CLASS, .source = NOTION},
    {.name = "notion_client.Client.request", ASKS("notion_client.AsyncClient"), .source = NOTION},
    {.name = "notion_client.AsyncClient.{request,aclose}", COROUTINE, .source = NOTION},
    {.name = "algoliasearch.search.client.{SearchClient,SearchClientSync}",
     .kind = KNOWN_CLASS,
     .source = ALGOLIA},
    {.name = "algoliasearch.search.client.SearchClientSync.{search,search_single_index,save_object,"
             "save_objects,get_object,get_objects,delete_object,delete_objects,batch,"
             "wait_for_task,list_indices,set_settings,get_settings}",
     ASKS("algoliasearch.search.client.SearchClient"),
     .source = ALGOLIA},
    {.name = "algoliasearch.search.client.SearchClient.{search,search_single_index,save_object,"
             "save_objects,get_object,get_objects,delete_object,delete_objects,batch,"
             "wait_for_task,list_indices,set_settings,get_settings,close}",
     COROUTINE,
     .source = ALGOLIA},

    // Google's: whatever was put together, execute() sends it.
    {.name = "googleapiclient.discovery.build",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .because = "reads and parses the description of the service",
     .returns = "googleapiclient.discovery.Resource",
     .source = GOOGLE "googleapiclient.discovery-module.html#build"},
    {.name = "googleapiclient.discovery.build_from_document",
     .returns = "googleapiclient.discovery.Resource",
     .source = GOOGLE "googleapiclient.discovery-module.html#build_from_document"},
    {.name = "googleapiclient.{discovery.Resource,http.HttpRequest,http.BatchHttpRequest,"
             "http.MediaIoBaseDownload}",
     .kind = KNOWN_CLASS,
     .source = GOOGLE "googleapiclient.http-module.html"},
    {.name = "googleapiclient.http.{HttpRequest.execute,HttpRequest.next_chunk,"
             "BatchHttpRequest.execute,MediaIoBaseDownload.next_chunk}",
     ASKS(THREAD),
     .source = GOOGLE "googleapiclient.http.HttpRequest-class.html"},
    {.name = "firebase_admin.messaging.{send,send_each,send_each_for_multicast,"
             "subscribe_to_topic,unsubscribe_from_topic}",
     ASKS("the same function with _async, or a thread"),
     .source = FIREBASE "firebase_admin.messaging"},
    {.name = "firebase_admin.messaging.{send_each_async,send_each_for_multicast_async}",
     COROUTINE,
     .source = FIREBASE "firebase_admin.messaging"},
    {.name = "firebase_admin.auth.{create_user,delete_user,get_user,get_user_by_email,"
             "get_user_by_phone_number,update_user,revoke_refresh_tokens,set_custom_user_claims,"
             "create_session_cookie,generate_password_reset_link,"
             "generate_email_verification_link,get_users,delete_users,import_users}",
     ASKS(THREAD),
     .source = FIREBASE "firebase_admin.auth"},
    {.name = "firebase_admin.auth.{verify_id_token,verify_session_cookie}",
     .effect = EFFECT_CLOUD_SDK,
     .tier = TIER_UNBOUNDED,
     .because = "fetches the keys that it does not have, or asks if the token was revoked",
     .instead = THREAD,
     OR_A_THREAD,
     .source = FIREBASE "firebase_admin.auth#verify_id_token"},
    {.name = "firebase_admin.db.{Reference,Query}",
     .kind = KNOWN_CLASS,
     .source = FIREBASE "firebase_admin.db"},
    {.name = "firebase_admin.db.{reference,Reference.child}",
     .returns = "firebase_admin.db.Reference",
     .source = FIREBASE "firebase_admin.db#reference"},
    {.name = "firebase_admin.db.{Reference.order_by_child,Reference.order_by_key,"
             "Reference.order_by_value,Query.limit_to_first,Query.limit_to_last,Query.start_at,"
             "Query.end_at,Query.equal_to}",
     .returns = "firebase_admin.db.Query",
     .source = FIREBASE "firebase_admin.db#query"},
    {.name = "firebase_admin.db.{Reference.get,Reference.get_if_changed,Reference.set,"
             "Reference.set_if_unchanged,Reference.push,Reference.update,Reference.delete,"
             "Reference.transaction,Reference.listen,Query.get}",
     ASKS(THREAD),
     .source = FIREBASE "firebase_admin.db#reference"},
    {.name = "firebase_admin.firestore.client",
     .returns = "google.cloud.firestore.Client",
     .source = FIREBASE "firebase_admin.firestore"},

    // Tables.
    {.name = "pyairtable.{Api,Table}", .kind = KNOWN_CLASS, .source = AIRTABLE},
    {.name = "pyairtable.api.table.Table",
     .kind = KNOWN_ALIAS,
     .alias_of = "pyairtable.Table",
     .source = "pyairtable/__init__.py"},
    {.name = "pyairtable.Api.table", .returns = "pyairtable.Table", .source = AIRTABLE},
    {.name = "{pyairtable.Table.all,pyairtable.Table.get,pyairtable.Table.first,"
             "pyairtable.Table.create,pyairtable.Table.update,pyairtable.Table.delete,"
             "pyairtable.Table.batch_create,pyairtable.Table.batch_update,"
             "pyairtable.Table.batch_delete,pyairtable.Table.batch_upsert,"
             "pyairtable.Table.schema,pyairtable.Table.add_comment,pyairtable.Api.request,"
             "pyairtable.Api.get,pyairtable.Api.post,pyairtable.Api.patch,pyairtable.Api.delete,"
             "pyairtable.Api.bases,pyairtable.Api.whoami}",
     ASKS(THREAD),
     .source = AIRTABLE},
    {.name = "pyairtable.Table.iterate", ASKS(THREAD), .when = WHEN_ITERATED, .source = AIRTABLE},
    {.name = "supabase.create_client", .returns = "supabase.Client", .source = SUPABASE},
    {.name = "supabase.{create_async_client,acreate_client}",
     COROUTINE,
     .returns = "supabase.AsyncClient",
     .source = SUPABASE},
    {.name = "supabase.{Client,AsyncClient}", .kind = KNOWN_CLASS, .source = SUPABASE},

    // Pages and files.
    {.name = "gdown.{download,download_folder,cached_download}",
     EXCHANGES(THREAD),
     .source = GDOWN},
    {.name = "mechanize.Browser", .kind = KNOWN_CLASS, .source = BROWSERS},
    {.name = "mechanize.Browser.{open,open_novisit,follow_link,reload,submit,retrieve}",
     EXCHANGES("an async client such as httpx.AsyncClient"),
     .source = BROWSERS},
    {.name = "mechanicalsoup.Browser", .kind = KNOWN_CLASS, .source = SOUP},
    {.name = "mechanicalsoup.StatefulBrowser",
     .kind = KNOWN_CLASS,
     .bases = "mechanicalsoup.Browser",
     .source = SOUP},
    {.name = "mechanicalsoup.{Browser.get,Browser.post,Browser.put,Browser.request,Browser.submit,"
             "StatefulBrowser.open,StatefulBrowser.open_relative,StatefulBrowser.follow_link,"
             "StatefulBrowser.download_link,StatefulBrowser.refresh,"
             "StatefulBrowser.submit_selected}",
     EXCHANGES("an async client such as httpx.AsyncClient"),
     .source = SOUP},
    {.name = "requests_html.HTMLSession",
     .kind = KNOWN_CLASS,
     .bases = "requests.Session",
     .source = HTML},
    // Asks Chromium, on a loop of the session's own.
    {.name = "requests_html.{HTMLResponse,HTML}", .kind = KNOWN_CLASS, .source = HTML},
    {.name = "requests_html.HTMLSession.{get,post,put,patch,delete,head,options,request}",
     EXCHANGES("requests_html.AsyncHTMLSession"),
     .returns = "requests_html.HTMLResponse",
     .source = HTML},
    {.name = "requests_html.HTMLResponse.html",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "requests_html.HTML",
     .source = HTML},
    {.name = "requests_html.HTML.render",
     EXCHANGES("requests_html.AsyncHTMLSession and await response.html.arender()"),
     .source = HTML},
    {.name = "requests_html.HTML.arender", COROUTINE, .source = HTML},
    // These give futures of threads, and those of AsyncHTMLSession futures of the loop.
    {.name = "requests_futures.sessions.FuturesSession",
     .kind = KNOWN_CLASS,
     .source = "https://github.com/ross/requests-futures#usage"},
    {.name = "requests_futures.sessions.FuturesSession.{get,post,put,patch,delete,head,options,"
             "request}",
     .returns = "concurrent.futures.Future",
     .source = "https://github.com/ross/requests-futures#usage"},
    {.name = "requests_html.AsyncHTMLSession", .kind = KNOWN_CLASS, .source = HTML},
    {.name = "requests_html.AsyncHTMLSession.{get,post,put,patch,delete,head,options,request}",
     .result = RESULT_AWAITABLE,
     .source = HTML},

    // Azure, beside what stands in cloud.c.
    AZURE_CLIENT("azure.storage.queue", "QueueClient",
                 "{clear_messages,create_queue,delete_message,delete_queue,get_queue_properties,"
                 "peek_messages,receive_message,send_message,update_message}",
                 "azure-storage-queue/"),
    AZURE_CLIENT("azure.data.tables", "TableClient",
                 "{create_entity,create_table,delete_entity,delete_table,get_entity,"
                 "submit_transaction,update_entity,upsert_entity}",
                 "azure-data-tables/"),
    {.name = "azure.data.tables.TableClient.{list_entities,query_entities}",
     ASKS("azure.data.tables.aio.TableClient"),
     .when = WHEN_ITERATED,
     .source = AZURE "azure-data-tables/"},
    AZURE_CLIENT("azure.eventhub", "EventHubProducerClient",
                 "{create_batch,flush,get_eventhub_properties,get_partition_ids,"
                 "get_partition_properties,send_batch,send_event}",
                 "azure-eventhub/"),
    AZURE_CLIENT("azure.search.documents", "SearchClient",
                 "{autocomplete,delete_documents,get_document,get_document_count,index_documents,"
                 "merge_documents,merge_or_upload_documents,suggest,upload_documents}",
                 "azure-search-documents/"),
    {.name = "azure.search.documents.aio.SearchClient.search",
     COROUTINE,
     .source = AZURE "azure-search-documents/"},
    AZURE_CLIENT("azure.ai.inference", "ChatCompletionsClient", "{complete,get_model_info}",
                 "azure-ai-inference/"),
};

KNOWLEDGE_TABLE(more_services)
