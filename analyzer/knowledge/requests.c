// requests, and the libraries that extend its Session: each call is a whole HTTP exchange. The body
// is read by then, unless `stream=True` left it to the iterators of the response.
#include "knowledge/tables.h"

#define API "https://requests.readthedocs.io/en/latest/api/"

#define EXCHANGES                                                                                  \
  .effect = EFFECT_HTTP, .tier = TIER_UNBOUNDED, .because = "waits for the server's answer",       \
  .returns = "requests.Response"
#define FETCHES_TOKEN                                                                              \
  .effect = EFFECT_HTTP, .tier = TIER_UNBOUNDED, .because = "asks a server for a token"

static const KnowledgeEntry entries[] = {
    {.name = "requests.{api,sessions,models}",
     .kind = KNOWN_ALIAS,
     .alias_of = "requests",
     .source = "requests/__init__.py"},
    {.name = "requests.{get,post,put,patch,delete,head,options,request}",
     EXCHANGES,
     .inert_if = IS_UNCHOSEN(KEYWORD_ONLY, "stream"),
     .source = API "#main-interface"},

    // Sessions.
    {.name = "requests.Session",
     .kind = KNOWN_CLASS,
     .usable = USABLE_ENTER,
     .source = API "#requests.Session"},
    {.name = "requests.session", .returns = "requests.Session", .source = API "#requests.Session"},
    {.name = "requests.Session.{get,post,put,patch,delete,head,options,request,send}",
     EXCHANGES,
     .inert_if = IS_UNCHOSEN(KEYWORD_ONLY, "stream"),
     .source = API "#requests.Session"},
    {.name = "requests.Session.get_adapter",
     .returns = "requests.adapters.HTTPAdapter",
     .source = API "#requests.Session.get_adapter"},
    {.name = "requests.adapters.HTTPAdapter",
     .kind = KNOWN_CLASS,
     .source = API "#requests.adapters.HTTPAdapter"},
    {.name = "requests.adapters.HTTPAdapter.send",
     EXCHANGES,
     .source = API "#requests.adapters.HTTPAdapter.send"},

    // Responses.
    {.name = "requests.Response", .kind = KNOWN_CLASS, .source = API "#requests.Response"},
    {.name = "requests.Response.{iter_content,iter_lines,__iter__}",
     .effect = EFFECT_HTTP,
     .tier = TIER_UNBOUNDED,
     .when = WHEN_ITERATED,
     .because = "reads the body from the network piece by piece",
     .source = API "#requests.Response.iter_content"},

    // Sessions of other libraries that are sessions of this one.
    {.name = "requests_oauthlib.{oauth1_session,oauth2_session}",
     .kind = KNOWN_ALIAS,
     .alias_of = "requests_oauthlib",
     .source = "requests_oauthlib/__init__.py"},
    {.name = "requests_oauthlib.{OAuth1Session,OAuth2Session}",
     .kind = KNOWN_CLASS,
     .bases = "requests.Session",
     .source = "https://requests-oauthlib.readthedocs.io/en/latest/api.html"},
    {.name = "requests_oauthlib.OAuth1Session.{fetch_request_token,fetch_access_token}",
     FETCHES_TOKEN,
     .source = "https://requests-oauthlib.readthedocs.io/en/latest/api.html"},
    {.name = "requests_oauthlib.OAuth2Session.{fetch_token,refresh_token}",
     FETCHES_TOKEN,
     .source = "https://requests-oauthlib.readthedocs.io/en/latest/api.html"},
    {.name = "requests_cache.session",
     .kind = KNOWN_ALIAS,
     .alias_of = "requests_cache",
     .source = "requests_cache/__init__.py"},
    {.name = "requests_cache.CachedSession",
     .kind = KNOWN_CLASS,
     .bases = "requests.Session",
     .source = "https://requests-cache.readthedocs.io/en/stable/session.html"},
    {.name = "cachecontrol.CacheControl",
     .returns = "requests.Session",
     .source = "https://cachecontrol.readthedocs.io/en/latest/usage.html"},
    {.name = "requests_toolbelt.sessions.BaseUrlSession",
     .kind = KNOWN_CLASS,
     .bases = "requests.Session",
     .source = "https://toolbelt.readthedocs.io/en/latest/sessions.html"},
    {.name = "requests_toolbelt.threaded.map",
     .effect = EFFECT_HTTP,
     .tier = TIER_UNBOUNDED,
     .because = "waits until all its threads have their answers",
     .source = "requests_toolbelt/threaded/__init__.py: map"},
    {.name = "cloudscraper.{create_scraper,session}",
     .returns = "cloudscraper.CloudScraper",
     .source = "cloudscraper/__init__.py"},
    {.name = "cloudscraper.CloudScraper",
     .kind = KNOWN_CLASS,
     .bases = "requests.Session",
     .source = "cloudscraper/__init__.py"},
};

KNOWLEDGE_TABLE(requests)
