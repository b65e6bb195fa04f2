// Searches: clients of services that look through the web, encyclopedias, papers and videos.
#include "knowledge/tables.h"

#define TAVILY    "https://docs.tavily.com/sdk/python/reference"
#define EXA       "https://docs.exa.ai/sdks/python-sdk-specification"
#define FIRECRAWL "https://docs.firecrawl.dev/sdks/python"
#define DDGS      "https://github.com/deedy5/ddgs#readme"
#define WIKIPEDIA "https://wikipedia.readthedocs.io/en/latest/code.html"
#define ARXIV     "https://lukasschwab.me/arxiv.py/arxiv.html"
#define YOUTUBE   "https://github.com/jdepoix/youtube-transcript-api#api"

#define COROUTINE .result = RESULT_COROUTINE
#define THREAD    "await asyncio.to_thread(...)"
#define ASKS(async_way)                                                                            \
  .effect = EFFECT_CLOUD_SDK, .tier = TIER_UNBOUNDED,                                              \
  .because = "waits for the service to answer", .instead = async_way, OR_A_THREAD

// What the clients of Firecrawl have in common; those of version 1 spell what is scraped
// differently.
#define FIRECRAWL_METHODS                                                                          \
  "{scrape,search,map,crawl,start_crawl,get_crawl_status,cancel_crawl,get_crawl_errors,"           \
  "batch_scrape,start_batch_scrape,get_batch_scrape_status,extract,start_extract,"                 \
  "get_extract_status,agent}"
#define FIRECRAWL_OLD_METHODS                                                                      \
  "{scrape_url,crawl_url,map_url,batch_scrape_urls,deep_research,check_crawl_status,"              \
  "generate_llms_text}"

static const KnowledgeEntry entries[] = {
    {.name = "{tavily.tavily.TavilyClient,tavily.tavily.Client,tavily.Client}",
     .kind = KNOWN_ALIAS,
     .alias_of = "tavily.TavilyClient",
     .source = "tavily/__init__.py"},
    {.name = "tavily.async_tavily.AsyncTavilyClient",
     .kind = KNOWN_ALIAS,
     .alias_of = "tavily.AsyncTavilyClient",
     .source = "tavily/__init__.py"},
    {.name = "tavily.{TavilyClient,AsyncTavilyClient}", .kind = KNOWN_CLASS, .source = TAVILY},
    {.name = "tavily.TavilyClient.{search,extract,crawl,map,research,get_research,"
             "get_search_context,qna_search}",
     ASKS("tavily.AsyncTavilyClient"),
     .source = TAVILY},
    {.name = "tavily.AsyncTavilyClient.{search,extract,crawl,map,research,get_research,"
             "get_search_context,qna_search,get_company_info,close}",
     COROUTINE,
     .source = TAVILY},

    {.name = "exa_py.api.{Exa,AsyncExa}",
     .kind = KNOWN_ALIAS,
     .alias_of = "exa_py.*",
     .source = "exa_py/__init__.py"},
    {.name = "exa_py.{Exa,AsyncExa}", .kind = KNOWN_CLASS, .source = EXA},
    {.name = "exa_py.Exa.{search,search_and_contents,get_contents,find_similar,"
             "find_similar_and_contents,answer,stream_answer}",
     ASKS("exa_py.AsyncExa"),
     .source = EXA},
    {.name = "exa_py.AsyncExa.{search,search_and_contents,get_contents,find_similar,"
             "find_similar_and_contents,answer,stream_answer}",
     COROUTINE,
     .source = EXA},

    {.name = "{firecrawl.FirecrawlApp,firecrawl.client.Firecrawl,firecrawl.client.FirecrawlApp}",
     .kind = KNOWN_ALIAS,
     .alias_of = "firecrawl.Firecrawl",
     .source = "firecrawl/client.py"},
    {.name = "{firecrawl.AsyncFirecrawlApp,firecrawl.client.AsyncFirecrawl,"
             "firecrawl.client.AsyncFirecrawlApp}",
     .kind = KNOWN_ALIAS,
     .alias_of = "firecrawl.AsyncFirecrawl",
     .source = "firecrawl/client.py"},
    {.name = "firecrawl.{Firecrawl,AsyncFirecrawl}", .kind = KNOWN_CLASS, .source = FIRECRAWL},
    {.name = "firecrawl.Firecrawl." FIRECRAWL_METHODS,
     ASKS("firecrawl.AsyncFirecrawl"),
     .source = FIRECRAWL},
    {.name = "firecrawl.AsyncFirecrawl." FIRECRAWL_METHODS, COROUTINE, .source = FIRECRAWL},
    {.name = "firecrawl.Firecrawl." FIRECRAWL_OLD_METHODS,
     ASKS("firecrawl.AsyncFirecrawl"),
     .source = "firecrawl/v1/client.py: V1FirecrawlApp"},
    {.name = "firecrawl.AsyncFirecrawl." FIRECRAWL_OLD_METHODS,
     COROUTINE,
     .source = "firecrawl/v1/client.py: AsyncV1FirecrawlApp"},

    {.name = "duckduckgo_search.duckduckgo_search.DDGS",
     .kind = KNOWN_ALIAS,
     .alias_of = "duckduckgo_search.DDGS",
     .source = "duckduckgo_search/__init__.py"},
    {.name = "duckduckgo_search.DDGS",
     .kind = KNOWN_CLASS,
     .source = "duckduckgo_search/duckduckgo_search.py"},
    {.name = "duckduckgo_search.DDGS.{text,images,videos,news}",
     ASKS(THREAD),
     .source = "duckduckgo_search/duckduckgo_search.py: DDGS._get_url"},
    {.name = "ddgs.DDGS",
     .kind = KNOWN_ALIAS,
     .alias_of = "ddgs.ddgs.DDGS",
     .source = "ddgs/__init__.py"},
    {.name = "ddgs.ddgs.DDGS", .kind = KNOWN_CLASS, .source = DDGS},
    {.name = "ddgs.ddgs.DDGS.{text,images,news,videos,books,extract}",
     ASKS(THREAD),
     .source = "ddgs/ddgs.py: DDGS._search_sync"},

    {.name = "wikipedia.{search,geosearch,suggest,random,summary,page,languages}",
     ASKS(THREAD),
     .source = WIKIPEDIA},
    {.name = "arxiv.{Client,Search}", .kind = KNOWN_CLASS, .source = ARXIV},
    {.name = "arxiv.Client.results",
     .effect = EFFECT_CLOUD_SDK,
     .tier = TIER_UNBOUNDED,
     .when = WHEN_ITERATED,
     .because = "asks for the next page, and waits between two, as it is iterated",
     .instead = THREAD,
     OR_A_THREAD,
     .source = ARXIV "#Client.results"},
    {.name = "youtube_transcript_api._api.YouTubeTranscriptApi",
     .kind = KNOWN_ALIAS,
     .alias_of = "youtube_transcript_api.YouTubeTranscriptApi",
     .source = "youtube_transcript_api/__init__.py"},
    {.name = "youtube_transcript_api.YouTubeTranscriptApi", .kind = KNOWN_CLASS, .source = YOUTUBE},
    {.name = "youtube_transcript_api.YouTubeTranscriptApi.{fetch,list}",
     ASKS(THREAD),
     .source = YOUTUBE},
    {.name = "youtube_transcript_api.YouTubeTranscriptApi."
             "{get_transcript,get_transcripts,list_transcripts}",
     ASKS(THREAD),
     .source = "youtube_transcript_api/_api.py of version 1.0"},
};

KNOWLEDGE_TABLE(web_search)
