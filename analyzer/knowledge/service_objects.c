// What clients of services hold: managers, endpoints, queries that are put together first and sent
// by their last method.
#include "knowledge/tables.h"

#define GITLAB    "https://python-gitlab.readthedocs.io/en/stable/api-usage.html"
#define NOTION    "https://github.com/ramnes/notion-sdk-py#usage"
#define POSTGREST "https://supabase.com/docs/reference/python/select"
#define AUTH      "https://supabase.com/docs/reference/python/auth-api"
#define STORAGE   "https://supabase.com/docs/reference/python/storage-from-upload"
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
    // Until release 2.
    {.name = "notion_client.api_endpoints.DatabasesEndpoint.query",
     ASKS("notion_client.AsyncClient"),
     .source = "notion_client/api_endpoints.py of release 2.2"},
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
    {.name = "supabase.Client.storage",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "storage3.SyncStorageClient",
     .source = STORAGE},
    {.name = "{storage3.SyncStorageClient,storage3._sync.file_api.SyncBucketProxy}",
     .kind = KNOWN_CLASS,
     .source = STORAGE},
    {.name = "storage3.SyncStorageClient.from_",
     .returns = "storage3._sync.file_api.SyncBucketProxy",
     .source = STORAGE},
    {.name = "storage3.SyncStorageClient.{list_buckets,get_bucket,create_bucket,update_bucket,"
             "empty_bucket,delete_bucket}",
     ASKS("supabase.create_async_client(...)"),
     .source = STORAGE},
    {.name = "storage3._sync.file_api.SyncBucketProxy.{upload,update,upload_to_signed_url,download,"
             "create_signed_upload_url,create_signed_url,create_signed_urls,move,copy,remove,info,"
             "exists,list,list_v2}",
     ASKS("supabase.create_async_client(...)"),
     .source = STORAGE},

    // Reddit: objects are lazy, lists are fetched page by page.
    {.name = "praw.Reddit.subreddit",
     .returns = "praw.models.Subreddit",
     .source = "praw/models/helpers.py"},
    {.name = "praw.Reddit.submission",
     .returns = "praw.models.Submission",
     .source = "praw/reddit.py"},
    {.name = "praw.Reddit.comment", .returns = "praw.models.Comment", .source = "praw/reddit.py"},
    {.name = "praw.Reddit.redditor", .returns = "praw.models.Redditor", .source = "praw/reddit.py"},
    {.name = "praw.Reddit.user",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "praw.models.User",
     .source = "praw/reddit.py"},
    {.name = "praw.Reddit.inbox",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "praw.models.Inbox",
     .source = "praw/reddit.py"},
    {.name = "praw.models.{Subreddit,Submission,Comment,Redditor,User,Inbox}",
     .kind = KNOWN_CLASS,
     .source = PRAW},
    {.name = "praw.models.comment_forest.CommentForest", .kind = KNOWN_CLASS, .source = PRAW},
    {.name = "praw.models.{Submission.comments,Comment.replies}",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "praw.models.comment_forest.CommentForest",
     .source = "praw/models/reddit/submission.py"},
    {.name = "praw.models.comment_forest.CommentForest.replace_more",
     ASKS("asyncpraw.Reddit"),
     .source = "https://praw.readthedocs.io/en/stable/code_overview/other/commentforest.html"},
    {.name = "praw.models.Subreddit.stream",
     .kind = KNOWN_ATTRIBUTE,
     .returns = "praw.models.reddit.subreddit.SubredditStream",
     .source = PRAW},
    {.name = "praw.models.reddit.subreddit.SubredditStream", .kind = KNOWN_CLASS, .source = PRAW},
    {.name = "praw.models.reddit.subreddit.SubredditStream.{comments,submissions}",
     ASKS("asyncpraw.Reddit"),
     .when = WHEN_ITERATED,
     .source = "https://praw.readthedocs.io/en/stable/code_overview/other/subredditstream.html"},
    {.name = "praw.models.{Subreddit,Redditor}.message",
     ASKS("asyncpraw.Reddit"),
     .source = "praw/models/reddit/mixins/messageable.py"},
    {.name = "praw.models.Comment.{reply,upvote,downvote,clear_vote,save,unsave,delete,edit,report,"
             "refresh,block,mark_read}",
     ASKS("asyncpraw.Reddit"),
     .source = "https://praw.readthedocs.io/en/stable/code_overview/models/comment.html"},
    {.name = "praw.models.Redditor.{block,unblock,friend,unfriend,trust,distrust,friend_info,"
             "moderated,multireddits,trophies}",
     ASKS("asyncpraw.Reddit"),
     .source = "https://praw.readthedocs.io/en/stable/code_overview/models/redditor.html"},
    {.name = "praw.models.User.{me,blocked,friends,karma,multireddits,pin,trusted}",
     ASKS("asyncpraw.Reddit"),
     .source = "https://praw.readthedocs.io/en/stable/code_overview/other/user.html"},
    {.name = "praw.models.Inbox.{mark_read,mark_unread,mark_all_read,message,collapse,uncollapse}",
     ASKS("asyncpraw.Reddit"),
     .source = "https://praw.readthedocs.io/en/stable/code_overview/reddit/inbox.html"},
    {.name = "praw.models.Inbox.{all,comment_replies,mentions,messages,sent,stream,"
             "submission_replies,unread}",
     ASKS("asyncpraw.Reddit"),
     .when = WHEN_ITERATED,
     .source = "https://praw.readthedocs.io/en/stable/code_overview/reddit/inbox.html"},
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
