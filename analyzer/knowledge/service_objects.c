// What clients of services hold: managers, endpoints, queries that are put together first and sent
// by their last method.
#include "knowledge/tables.h"

#define GITLAB    "https://python-gitlab.readthedocs.io/en/stable/api-usage.html"
#define NOTION    "https://github.com/ramnes/notion-sdk-py#usage"
#define POSTGREST "https://supabase.com/docs/reference/python/select"
#define AUTH      "https://supabase.com/docs/reference/python/auth-api"
#define PRAW      "https://praw.readthedocs.io/en/stable/code_overview/models/subreddit.html"
#define GOOGLE    "https://googleapis.github.io/google-api-python-client/docs/dyn/"

#define COROUTINE .result = RESULT_COROUTINE
#define THREAD    "await asyncio.to_thread(...)"
#define ASKS(async_way)                                                                            \
  .effect = EFFECT_CLOUD_SDK, .tier = TIER_UNBOUNDED,                                              \
  .because = "waits for the service to answer", .instead = async_way, OR_A_THREAD

// clang-format off
// An endpoint of Notion's client, which is the same class in both clients: the async one makes
// coroutines of what it sends.
#define ENDPOINT(name_, class_, methods)                                                           \
  {.name = "notion_client.Client." name_,                                                          \
   .kind = KNOWN_ATTRIBUTE,                                                                        \
   .returns = "notion_client.api_endpoints." class_,                                               \
   .source = NOTION},                                                                              \
  {.name = "notion_client.AsyncClient." name_,                                                     \
   .kind = KNOWN_ATTRIBUTE,                                                                        \
   .returns = "notion_client.AsyncClient." name_,                                                  \
   .source = NOTION},                                                                              \
  {.name = "notion_client.api_endpoints." class_, .kind = KNOWN_CLASS, .source = NOTION},          \
  {.name = "notion_client.api_endpoints." class_ "." methods,                                      \
   ASKS("notion_client.AsyncClient"),                                                              \
   .source = "notion_client/api_endpoints.py"},                                                    \
  {.name = "notion_client.AsyncClient." name_ "." methods,                                         \
   COROUTINE,                                                                                      \
   .source = "notion_client/api_endpoints.py"}

// A query of PostgREST: whatever is asked of it gives it back, `execute` sends it. Libraries that can
// write to many stores have it in a helper, for who asks for this one.
#define QUERY(kind_)                                                                               \
  {.name = "postgrest.Sync" kind_ "RequestBuilder.*",                                              \
   .returns = "postgrest.Sync" kind_ "RequestBuilder",                                             \
   .source = POSTGREST},                                                                           \
  {.name = "postgrest.Async" kind_ "RequestBuilder.*",                                             \
   .returns = "postgrest.Async" kind_ "RequestBuilder",                                            \
   .source = POSTGREST},                                                                           \
  {.name = "postgrest.{Sync,Async}" kind_ "RequestBuilder", .kind = KNOWN_CLASS, .source = POSTGREST}, \
  {.name = "postgrest.Sync" kind_ "RequestBuilder.execute",                                        \
   ASKS("supabase.create_async_client(...)"),                                                      \
   .is_local = true,                                                                                \
   .source = "postgrest/_sync/request_builder.py"},                                                \
  {.name = "postgrest.Async" kind_ "RequestBuilder.execute",                                       \
   COROUTINE,                                                                                      \
   .source = "postgrest/_async/request_builder.py"}
// clang-format on

static const KnowledgeEntry entries[] = {
    // GitLab: a lazy object asks for nothing until something of it is asked for.
    {.name = "gitlab.Gitlab.{projects,groups,users,issues,mergerequests,runners,runners_all,"
             "snippets,namespaces,hooks,keys,topics,todos,deploykeys,broadcastmessages}",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "gitlab.mixins.CRUDMixin",
     .source = GITLAB "#managers"},
    {.name = "gitlab.mixins.CRUDMixin", .kind = KNOWN_CLASS, .source = "gitlab/mixins.py"},
    {.name = "gitlab.mixins.CRUDMixin.{list,create,update,delete}",
     ASKS(THREAD),
     .source = "gitlab/mixins.py"},
    {.name = "gitlab.mixins.CRUDMixin.get",
     ASKS(THREAD),
     .unless = {IS_CHOSEN(1, "lazy")},
     .source = GITLAB "#lazy-objects"},

    // Notion.
    ENDPOINT("pages", "PagesEndpoint", "{create,retrieve,update}"),
    ENDPOINT("databases", "DatabasesEndpoint", "{retrieve,update,create}"),
    ENDPOINT("data_sources", "DataSourcesEndpoint", "{retrieve,query,create,update}"),
    ENDPOINT("blocks", "BlocksEndpoint", "{retrieve,update,delete}"),
    ENDPOINT("users", "UsersEndpoint", "{list,retrieve,me}"),
    ENDPOINT("comments", "CommentsEndpoint", "{create,list,retrieve}"),
    ENDPOINT("search", "SearchEndpoint", "__call__"),
    {.name = "notion_client.api_endpoints.BlocksEndpoint.children",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "notion_client.api_endpoints.BlocksChildrenEndpoint",
     .source = NOTION},
    {.name = "notion_client.api_endpoints.BlocksChildrenEndpoint",
     .kind = KNOWN_CLASS,
     .source = NOTION},
    {.name = "notion_client.api_endpoints.BlocksChildrenEndpoint.{append,list}",
     ASKS("notion_client.AsyncClient"),
     .source = "notion_client/api_endpoints.py"},

    // Supabase.
    {.name = "supabase.Client.{table,from_}",
     .returns = "postgrest.SyncRequestBuilder",
     .source = POSTGREST},
    {.name = "supabase.AsyncClient.{table,from_}",
     .returns = "postgrest.AsyncRequestBuilder",
     .source = POSTGREST},
    {.name = "supabase.Client.rpc",
     .returns = "postgrest.SyncRPCFilterRequestBuilder",
     .source = POSTGREST},
    {.name = "supabase.AsyncClient.rpc",
     .returns = "postgrest.AsyncRPCFilterRequestBuilder",
     .source = POSTGREST},
    {.name = "postgrest.{SyncRequestBuilder,AsyncRequestBuilder}",
     .kind = KNOWN_CLASS,
     .source = POSTGREST},
    {.name = "postgrest.SyncRequestBuilder.select",
     .returns = "postgrest.SyncSelectRequestBuilder",
     .source = "postgrest/_sync/request_builder.py"},
    {.name = "postgrest.SyncRequestBuilder.{insert,upsert,update,delete}",
     .returns = "postgrest.SyncFilterRequestBuilder",
     .source = "postgrest/_sync/request_builder.py"},
    {.name = "postgrest.AsyncRequestBuilder.select",
     .returns = "postgrest.AsyncSelectRequestBuilder",
     .source = "postgrest/_async/request_builder.py"},
    {.name = "postgrest.AsyncRequestBuilder.{insert,upsert,update,delete}",
     .returns = "postgrest.AsyncFilterRequestBuilder",
     .source = "postgrest/_async/request_builder.py"},
    {.name = "postgrest.SyncSelectRequestBuilder.not_",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "postgrest.SyncSelectRequestBuilder",
     .source = "postgrest/base_request_builder.py"},
    {.name = "postgrest.AsyncSelectRequestBuilder.not_",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "postgrest.AsyncSelectRequestBuilder",
     .source = "postgrest/base_request_builder.py"},
    QUERY("Select"),
    QUERY("Filter"),
    QUERY("RPCFilter"),
    {.name = "supabase.Client.auth",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "supabase.SupabaseAuthClient",
     .source = AUTH},
    {.name = "supabase.AsyncClient.auth",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "supabase.ASupabaseAuthClient",
     .source = AUTH},
    {.name = "supabase.{SupabaseAuthClient,ASupabaseAuthClient}",
     .kind = KNOWN_CLASS,
     .source = AUTH},
    {.name = "supabase.SupabaseAuthClient.{sign_up,sign_in_with_password,sign_in_with_otp,"
             "sign_in_with_id_token,verify_otp,resend,get_user,update_user,refresh_session,"
             "sign_out,exchange_code_for_session,reset_password_for_email,sign_in_anonymously}",
     ASKS("supabase.create_async_client(...)"),
     .source = AUTH},
    {.name = "supabase.ASupabaseAuthClient.{sign_up,sign_in_with_password,sign_in_with_otp,"
             "sign_in_with_id_token,verify_otp,resend,get_user,update_user,refresh_session,"
             "sign_out,exchange_code_for_session,reset_password_for_email,sign_in_anonymously}",
     COROUTINE,
     .source = AUTH},

    // Reddit: objects are lazy, lists are fetched page by page.
    {.name = "praw.Reddit.subreddit",
     .returns = "praw.models.Subreddit",
     .source = "praw/models/helpers.py"},
    {.name = "praw.Reddit.submission",
     .returns = "praw.models.Submission",
     .source = "praw/reddit.py"},
    {.name = "praw.models.{Subreddit,Submission}", .kind = KNOWN_CLASS, .source = PRAW},
    {.name = "praw.models.Subreddit.{hot,new,top,controversial,rising,search}",
     ASKS("asyncpraw.Reddit"),
     .when = WHEN_ITERATED,
     .elements = "praw.models.Submission",
     .source = PRAW},
    {.name = "praw.models.Subreddit.{submit,subscribe,unsubscribe}",
     ASKS("asyncpraw.Reddit"),
     .source = PRAW},
    {.name = "praw.models.Submission.{reply,upvote,downvote,save,delete,edit}",
     ASKS("asyncpraw.Reddit"),
     .source = "https://praw.readthedocs.io/en/stable/code_overview/models/submission.html"},

    // Google's: a description of the service makes the methods, which put a request together.
    {.name = "googleapiclient.discovery.Resource.*",
     .returns = "googleapiclient.discovery.Resource",
     .source = GOOGLE},
    {.name = "googleapiclient.discovery.Resource.{execute,next_chunk}",
     ASKS(THREAD),
     .source = "https://googleapis.github.io/google-api-python-client/docs/epy/"
               "googleapiclient.http.HttpRequest-class.html"},
    {.name = "googleapiclient.discovery.Resource.close",
     .source = "https://googleapis.github.io/google-api-python-client/docs/epy/"},
};

KNOWLEDGE_TABLE(service_objects)
