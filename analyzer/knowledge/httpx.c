// httpx and httpx2, its continuation with the same names: two clients side by side, and one
// Response for both. Reading that has no effect here: outside of stream(...) the body has arrived
// already. A client or transport that is not told how to verify reads the certificates of all
// authorities when it is made, whatever it is asked later: some tens of milliseconds. That is how
// the documentation has it, and one client does it once, so it is of the strict preset.
#include "knowledge/tables.h"

#define CLIENTS   "https://www.python-httpx.org/api/"
#define ASYNC     "https://www.python-httpx.org/async/"
#define TRANSPORT "https://www.python-httpx.org/advanced/transports/"

#define SSL "https://www.python-httpx.org/advanced/ssl/"

#define READS_CERTIFICATES                                                                         \
  .effect = EFFECT_TLS, .tier = TIER_CHEAP,                                                        \
  .because = "reads the certificates of all authorities, for each client",                         \
  .instead = "one client for all, or verify= with one ssl.SSLContext, made before the loop runs"
// clang-format off
#define UNTOLD_HOW_TO_VERIFY                                                                       \
  .only_if = IS_ABSENT(KEYWORD_ONLY, "verify"), .unless = {IS_GIVEN(KEYWORD_ONLY, "transport")}
// clang-format on
#define EXCHANGES                                                                                  \
  .effect = EFFECT_HTTP, .tier = TIER_UNBOUNDED, .because = "waits for the server's answer"

// What both packages have; `x` is the package.
#define CLIENT_LIBRARY(x)                                                                          \
  {.name = x "._client", .kind = KNOWN_ALIAS, .alias_of = x, .source = x "/__init__.py"},          \
      {.name = x "._models", .kind = KNOWN_ALIAS, .alias_of = x, .source = x "/__init__.py"},      \
      {.name = x "._api", .kind = KNOWN_ALIAS, .alias_of = x, .source = x "/__init__.py"},         \
      {.name = x "._transports.default",                                                           \
       .kind = KNOWN_ALIAS,                                                                        \
       .alias_of = x,                                                                              \
       .source = x "/__init__.py"},                                                                \
      {.name = x ".{get,post,put,patch,delete,head,options,request}",                              \
       EXCHANGES,                                                                                  \
       .returns = x ".Response",                                                                   \
       .instead = x ".AsyncClient",                                                                \
       .source = CLIENTS "#helper-functions"},                                                     \
      {.name = x ".{stream,Client.stream}",                                                        \
       EXCHANGES,                                                                                  \
       .enters = x ".Response",                                                                    \
       .instead = x ".AsyncClient and its stream(...)",                                            \
       .source = CLIENTS "#helper-functions"},                                                     \
      {.name = x ".Client",                                                                        \
       .kind = KNOWN_CLASS,                                                                        \
       .usable = USABLE_ENTER,                                                                     \
       READS_CERTIFICATES,                                                                         \
       UNTOLD_HOW_TO_VERIFY,                                                                       \
       .source = CLIENTS "#client"},                                                               \
      {.name = x ".Client.{get,post,put,patch,delete,head,options,request,send}",                  \
       EXCHANGES,                                                                                  \
       .returns = x ".Response",                                                                   \
       .instead = x ".AsyncClient",                                                                \
       .source = CLIENTS "#client"},                                                               \
      {.name = x ".{Client,AsyncClient}.build_request",                                            \
       .returns = x ".Request",                                                                    \
       .source = CLIENTS "#client"},                                                               \
      {.name = x ".{HTTPTransport,AsyncHTTPTransport}",                                            \
       .kind = KNOWN_CLASS,                                                                        \
       READS_CERTIFICATES,                                                                         \
       .only_if = IS_ABSENT(0, "verify"),                                                          \
       .source = SSL},                                                                             \
      {.name = x ".create_ssl_context",                                                            \
       .effect = EFFECT_TLS,                                                                       \
       .tier = TIER_BULK,                                                                          \
       .because = "reads the certificates of all authorities",                                     \
       .instead = "one context, made before the loop runs",                                        \
       .only_if = IS_ABSENT(0, "verify"),                                                          \
       .returns = "ssl.SSLContext",                                                                \
       .source = x "/_config.py: create_ssl_context"},                                             \
      {.name = x ".HTTPTransport.handle_request",                                                  \
       EXCHANGES,                                                                                  \
       .returns = x ".Response",                                                                   \
       .instead = x ".AsyncHTTPTransport",                                                         \
       .source = TRANSPORT},                                                                       \
      {.name = x ".AsyncClient",                                                                   \
       .kind = KNOWN_CLASS,                                                                        \
       .usable = USABLE_ASYNC_ENTER,                                                               \
       READS_CERTIFICATES,                                                                         \
       UNTOLD_HOW_TO_VERIFY,                                                                       \
       .source = CLIENTS "#asyncclient"},                                                          \
      {.name = x ".{Request,Response}", .kind = KNOWN_CLASS, .source = CLIENTS},                   \
      {.name = x ".AsyncClient.{get,post,put,patch,delete,head,options,request,send}",             \
       .result = RESULT_COROUTINE,                                                                 \
       .returns = x ".Response",                                                                   \
       .source = CLIENTS "#asyncclient"},                                                          \
      {.name = x ".AsyncClient.stream",                                                            \
       .result = RESULT_ASYNC_CONTEXT,                                                             \
       .returns = x ".Response",                                                                   \
       .enters = x ".Response",                                                                    \
       .source = ASYNC "#streaming-responses"},                                                    \
      {.name = x ".AsyncClient.aclose",                                                            \
       .result = RESULT_COROUTINE,                                                                 \
       .source = ASYNC "#opening-and-closing-clients"},                                            \
      {.name = x ".AsyncHTTPTransport.handle_async_request",                                       \
       .result = RESULT_COROUTINE,                                                                 \
       .returns = x ".Response",                                                                   \
       .source = TRANSPORT},                                                                       \
      {.name = x ".AsyncHTTPTransport.aclose", .result = RESULT_COROUTINE, .source = TRANSPORT},   \
      {.name = x ".Response.{aread,aclose}",                                                       \
       .result = RESULT_COROUTINE,                                                                 \
       .source = ASYNC "#streaming-responses"},                                                    \
      {.name = x ".Response.{aiter_bytes,aiter_text,aiter_lines,aiter_raw}",                       \
       .result = RESULT_ASYNC_GENERATOR,                                                           \
       .source = ASYNC "#streaming-responses"},                                                    \
  {                                                                                                \
    .name = x ".Response.raise_for_status", .returns = "self", .source = CLIENTS "#response"       \
  }

static const KnowledgeEntry entries[] = {
    CLIENT_LIBRARY("httpx"),
    CLIENT_LIBRARY("httpx2"),
};

KNOWLEDGE_TABLE(httpx)
