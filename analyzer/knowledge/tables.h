// How a library's table is written down and found. Private to this layer.
//
// A table is a file named after the library, `python_time.c` or `requests.c`: an array of entries
// called `entries`, then KNOWLEDGE_TABLE(python_time), and one line in the list below. Entries that
// share all but the name share braces, entries that share the source stand together.
#pragma once

#include "knowledge/knowledge.h"

#define KNOWLEDGE_TABLES(TABLE)                                                                    \
  TABLE(python_builtins)                                                                           \
  TABLE(python_asyncio)                                                                            \
  TABLE(python_io)                                                                                 \
  TABLE(python_pathlib)                                                                            \
  TABLE(python_files)                                                                              \
  TABLE(python_formats)                                                                            \
  TABLE(python_process)                                                                            \
  TABLE(python_multiprocessing)                                                                    \
  TABLE(python_threads)                                                                            \
  TABLE(python_network)                                                                            \
  TABLE(python_protocols)                                                                          \
  TABLE(python_database)                                                                           \
  TABLE(python_cpu)                                                                                \
  TABLE(python_tools)                                                                              \
  TABLE(python_system)                                                                             \
  TABLE(requests)                                                                                  \
  TABLE(httpx)                                                                                     \
  TABLE(urllib3)                                                                                   \
  TABLE(aiohttp)                                                                                   \
  TABLE(anyio)                                                                                     \
  TABLE(trio)                                                                                      \
  TABLE(sqlalchemy)                                                                                \
  TABLE(psycopg)                                                                                   \
  TABLE(asyncpg)                                                                                   \
  TABLE(redis)                                                                                     \
  TABLE(pymongo)                                                                                   \
  TABLE(boto3)                                                                                     \
  TABLE(starlette)                                                                                 \
  TABLE(django)                                                                                    \
  TABLE(sql_drivers)                                                                               \
  TABLE(data_stores)                                                                               \
  TABLE(network_clients)                                                                           \
  TABLE(browsers)                                                                                  \
  TABLE(cloud)                                                                                     \
  TABLE(services)                                                                                  \
  TABLE(messaging)                                                                                 \
  TABLE(llm)                                                                                       \
  TABLE(web_frameworks)                                                                            \
  TABLE(app_frameworks)                                                                            \
  TABLE(bots)                                                                                      \
  TABLE(computing)                                                                                 \
  TABLE(aiofiles)                                                                                  \
  TABLE(utilities)                                                                                 \
  TABLE(web_services)                                                                              \
  TABLE(twisted)                                                                                   \
  TABLE(interfaces)                                                                                \
  TABLE(schedulers)                                                                                \
  TABLE(command_lines)                                                                             \
  TABLE(async_clients)                                                                             \
  TABLE(async_stores)                                                                              \
  TABLE(async_work)                                                                                \
  TABLE(prompts)                                                                                   \
  TABLE(documents)                                                                                 \
  TABLE(chat_clients)                                                                              \
  TABLE(key_stores)                                                                                \
  TABLE(formats)                                                                                   \
  TABLE(warehouses)                                                                                \
  TABLE(workers)                                                                                   \
  TABLE(devices)                                                                                   \
  TABLE(vector_stores)                                                                             \
  TABLE(more_services)                                                                             \
  TABLE(web_search)                                                                                \
  TABLE(models)                                                                                    \
  TABLE(long_tail)                                                                                 \
  TABLE(agents)                                                                                    \
  TABLE(async_tools)                                                                               \
  TABLE(service_objects)                                                                           \
  TABLE(signals)

typedef struct KnowledgeTable {
  const char *name;
  const KnowledgeEntry *entries;
  size_t count;
  AsyncLibrary library; // see knowledge_library_c
} KnowledgeTable;

#define TABLE(name) extern const KnowledgeTable knowledge_##name;
KNOWLEDGE_TABLES(TABLE)
#undef TABLE

#define KNOWLEDGE_TABLE(table)                                                                     \
  const KnowledgeTable knowledge_##table = {                                                       \
      .name = #table, .entries = entries, .count = COUNT_OF(entries)};

// Conditions: `.unless = {IS_FALSE(0, "blocking"), IS_ZERO(1, "timeout")}`.
// clang-format off
#define IS_FALSE(place, keyword)           {ARGUMENT_FALSE, place, keyword, NULL, 0}
#define IS_ZERO(place, keyword)            {ARGUMENT_ZERO, place, keyword, NULL, 0}
// A derivation of a key that is told to do this little takes less than a millisecond.
#define FEW_ROUNDS(place)                  {ARGUMENT_AT_MOST, place, "iterations", NULL, 1000}
#define IS_NONE(place, keyword)            {ARGUMENT_NONE, place, keyword, NULL, 0}
#define IS_GIVEN(place, keyword)           {ARGUMENT_GIVEN, place, keyword, NULL, 0}
#define IS_ABSENT(place, keyword)          {ARGUMENT_ABSENT, place, keyword, NULL, 0}
#define IS_CHOSEN(place, keyword)          {ARGUMENT_CHOSEN, place, keyword, NULL, 0}
#define IS_UNCHOSEN(place, keyword)        {ARGUMENT_UNCHOSEN, place, keyword, NULL, 0}
#define BEGINS_WITH(place, keyword, words) {ARGUMENT_BEGINS, place, keyword, words, 0}
#define IS_AMONG(place, keyword, words)    {ARGUMENT_AMONG, place, keyword, words, 0}
#define HAS_FLAG(place, keyword, flag)     {ARGUMENT_HAS_FLAG, place, keyword, flag, 0}
#define IS_NAMED(place, keyword, name)     {ARGUMENT_IS_NAMED, place, keyword, name, 0}
#define STARTS_WITH(place, keyword, start) {ARGUMENT_STARTS, place, keyword, start, 0}
#define IS_TEXT(place, keyword, literal)   {ARGUMENT_IS, place, keyword, literal, 0}
#define IS_INSTANCE(place, keyword, type)  {ARGUMENT_INSTANCE, place, keyword, type, 0}
// A network address in numbers, which nobody has to look up.
#define IS_NUMERIC(place, keyword)                                                                 \
  {ARGUMENT_IS_ADDRESS, place, keyword, "ipaddress.IPv4Address ipaddress.IPv6Address", 0}

// `.unless = {IN_MEMORY(0, "fp")}`: a file that is none, two conditions.
#define IN_MEMORY(place, keyword)                                                                  \
  IS_INSTANCE(place, keyword, "io.BytesIO"), IS_INSTANCE(place, keyword, "io.StringIO")

// Files that the kernel makes when they are read, and those of a pod's account, a file system in
// memory: https://kubernetes.io/docs/concepts/configuration/secret/#information-security-for-secrets
#define KERNEL_FILES                                                                               \
  "/proc/ /sys/ /var/run/secrets/kubernetes.io/ /run/secrets/kubernetes.io/"

// The class of a file by its mode, where that is a constant; a text file else.
#define FILE_BY_MODE(place)                                                                        \
  .returns = "io.TextIOWrapper",                                                                   \
  .returns_where = {                                                                               \
      {IS_AMONG(place, "mode", "rb br"), "io.BufferedReader"},                                     \
      {IS_AMONG(place, "mode", "wb bw ab ba xb bx"), "io.BufferedWriter"},                         \
      {IS_AMONG(place, "mode", "rb+ r+b wb+ w+b ab+ a+b xb+ x+b"), "io.BufferedRandom"}}

// Roles: `.roles = {ROLE(OFF_LOOP, 0, "func")}`; ROLES is for this argument and all behind it, HANDS
// for one that is called with those behind it.
#define ROLE(role, place, keyword)         {ROLE_##role, place, keyword, false, HANDS_UNKNOWN}
#define ROLES(role, place)                 {ROLE_##role, place, NULL, true, HANDS_UNKNOWN}
#define HANDS(role, place, keyword, what)  {ROLE_##role, place, keyword, false, HANDS_##what}
// clang-format on

// Beside advice that only asyncio can follow: `.instead = "redis.asyncio.Redis", OR_A_THREAD`.
#define OR_A_THREAD                                                                                \
  .instead_trio = "await trio.to_thread.run_sync(...)",                                            \
  .instead_anyio = "await anyio.to_thread.run_sync(...)"

// Pages of Python's documentation: PYTHON_DOC("time.html#time.sleep").
#define PYTHON_DOC(page) "https://docs.python.org/3/library/" page
