// What people are told: advice in the words of their library, reasons, rule names; and the words by
// which files are chosen.
#include "knowledge/knowledge.h"
#include "support/test.h"

typedef struct AdviceRow {
  const char *name, *dotted;
  AsyncLibrary library;
  const char *want;
} AdviceRow;

static const AdviceRow advice_rows[] = {
    {"sleep in asyncio", "time.sleep", LIBRARY_ASYNCIO, "await asyncio.sleep(...)"},
    {"sleep in trio", "time.sleep", LIBRARY_TRIO, "await trio.sleep(...)"},
    {"sleep in anyio", "time.sleep", LIBRARY_ANYIO, "await anyio.sleep(...)"},
    {"any work in asyncio", "os.stat", LIBRARY_ASYNCIO, "await asyncio.to_thread(...)"},
    {"any work in trio", "os.stat", LIBRARY_TRIO, "await trio.to_thread.run_sync(...)"},
    {"any work in anyio", "os.stat", LIBRARY_ANYIO, "await anyio.to_thread.run_sync(...)"},
    {"lazy work in asyncio", "os.walk", LIBRARY_ASYNCIO, "await asyncio.to_thread(list, ...)"},
    {"lazy work in anyio", "pathlib.Path.glob", LIBRARY_ANYIO,
     "await anyio.to_thread.run_sync(list, ...)"},
    {"opening in trio", "builtins.open", LIBRARY_TRIO, "await trio.open_file(...)"},
    {"subprocess in anyio", "subprocess.run", LIBRARY_ANYIO, "await anyio.run_process(...)"},
    {"its own, in asyncio", "socket.getaddrinfo", LIBRARY_ASYNCIO, "await loop.getaddrinfo(...)"},
    {"its own, in trio", "socket.getaddrinfo", LIBRARY_TRIO, "await trio.socket.getaddrinfo(...)"},
    {"one for all, in trio", "importlib.import_module", LIBRARY_TRIO,
     "an import at the top of the module"},
    {"only anyio differs", "tempfile.TemporaryDirectory", LIBRARY_ANYIO,
     "anyio.TemporaryDirectory(...)"},
    {"only anyio differs, in trio", "tempfile.TemporaryDirectory", LIBRARY_TRIO,
     "await trio.to_thread.run_sync(...)"},
    {"any work in Twisted", "os.stat", LIBRARY_TWISTED,
     "twisted.internet.threads.deferToThread(...)"},
    {"lazy work in Twisted", "os.walk", LIBRARY_TWISTED,
     "twisted.internet.threads.deferToThread(list, ...)"},
    {"sleep in Twisted", "time.sleep", LIBRARY_TWISTED,
     "twisted.internet.task.deferLater(reactor, ...)"},
    {"only asyncio can follow it, in Twisted", "socket.getaddrinfo", LIBRARY_TWISTED,
     "twisted.internet.threads.deferToThread(...)"},
    {"one for all, in Twisted", "importlib.import_module", LIBRARY_TWISTED,
     "an import at the top of the module"},
    {"loop in a loop", "asyncio.run", LIBRARY_ASYNCIO, "await"},
};

static void advises(const AdviceRow *row) {
  Arena arena = {0};
  const KnowledgeEntry *entry = knowledge_find(knowledge_new(&arena), str_from_c(row->dotted));
  assert_non_null(entry);
  assert_string_equal(knowledge_advice(entry, row->library), row->want);
  arena_release(&arena);
}
TEST_TABLE("knowledge_advice", advice_rows, advises)

static void keeps_asyncio_to_itself(void) {
  KnowledgeEntry entry = {.effect = EFFECT_DATABASE, .instead = "aiothing or asyncio.thing"};
  assert_string_equal(knowledge_advice(&entry, LIBRARY_ASYNCIO), "aiothing or asyncio.thing");
  assert_string_equal(knowledge_advice(&entry, LIBRARY_TRIO), "await trio.to_thread.run_sync(...)");
  entry.instead = "the async client";
  assert_string_equal(knowledge_advice(&entry, LIBRARY_TRIO), "the async client");
  assert_string_equal(knowledge_advice(&entry, LIBRARY_TWISTED),
                      "twisted.internet.threads.deferToThread(...)");
}
TEST_CASE("what names asyncio is not given to others", keeps_asyncio_to_itself)

static void advises_on_every_effect(void) {
  for (int effect = EFFECT_NONE; effect < EFFECT_COUNT; effect++) {
    KnowledgeEntry entry = {.name = "a.b", .effect = (Effect)effect};
    assert_non_null(knowledge_advice(&entry, LIBRARY_ASYNCIO));
    assert_non_null(knowledge_advice(&entry, LIBRARY_TRIO));
    assert_non_null(knowledge_advice(&entry, LIBRARY_ANYIO));
    assert_non_null(knowledge_advice(&entry, LIBRARY_TWISTED));
    assert_string_not_equal(knowledge_because(&entry), "");
  }
}
TEST_CASE("there is advice and a reason for every effect", advises_on_every_effect)

static void names_effects(void) {
  assert_string_equal(effect_id(EFFECT_NONE), "");
  assert_string_equal(effect_id(EFFECT_SLEEP), "blocking-sleep");
  assert_string_equal(effect_id(EFFECT_NESTED_LOOP), "nested-event-loop");
  assert_string_equal(effect_phrase(EFFECT_SLEEP), "sleeps");
}
TEST_CASE("effects have the names of their rules", names_effects)

static void gives_reasons(void) {
  KnowledgeEntry entry = {.name = "a.b", .effect = EFFECT_HTTP};
  assert_string_equal(knowledge_because(&entry), effect_phrase(EFFECT_HTTP));
  entry.because = "rings a bell";
  assert_string_equal(knowledge_because(&entry), "rings a bell");
}
TEST_CASE("the reason is the entry's own, else the effect's", gives_reasons)

static size_t count_word(KnowledgeWords words, Str word) {
  size_t count = 0;
  for (size_t i = 0; i < words.count; i++)
    count += str_equal(words.at[i], word);
  return count;
}

static void has_loop_words(void) {
  static const KnowledgeEntry own[] = {
      {.name = "gadget.on_tick", .decoration = DECORATION_ON_LOOP, .source = "test"},
      {.name = "gadget.call", .roles = {{ROLE_ON_LOOP, 0, NULL, false}}, .source = "test"},
      {.name = "widget.Base", .kind = KNOWN_CLASS, .loop_methods = "draw", .source = "test"},
      {.name = "sprocket.run", .roles = {{ROLE_OFF_LOOP, 0, NULL, false}}, .source = "test"},
  };
  Arena arena = {0};
  KnowledgeWords words = knowledge_loop_words(knowledge_new_with(&arena, own, COUNT_OF(own)));
  assert_int_equal(count_word(words, STR("async")), 1);
  assert_int_equal(count_word(words, STR("await")), 1);
  assert_int_equal(count_word(words, STR("asyncio")), 1);
  assert_int_equal(count_word(words, STR("gadget")), 1);
  assert_int_equal(count_word(words, STR("widget")), 1);
  assert_int_equal(count_word(words, STR("sprocket")), 0);
  assert_int_equal(count_word(words, STR("os")), 0);
  assert_int_equal(count_word(words, STR("types")), 0); // a part of many words
  assert_int_equal(count_word(words, STR("coroutine")), 1);
  arena_release(&arena);
}
TEST_CASE("knowledge_loop_words names the libraries that call back on the loop", has_loop_words)

TEST_MAIN(&advises_table, &keeps_asyncio_to_itself_table, &advises_on_every_effect_table,
          &names_effects_table, &gives_reasons_table, &has_loop_words_table)
