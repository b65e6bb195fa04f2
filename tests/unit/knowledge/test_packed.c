// What the program carries is what the tables say, entry by entry.
#include "knowledge/fields.h"
#include "knowledge/pack/tables.h"
#include "knowledge/packed.h"
#include "support/test.h"

#include <pthread.h>
#include <string.h>

// Takes the text at a place out of a copy of an entry.
static const char *take_text(KnowledgeEntry *entry, size_t place) {
  const char *text = NULL;
  memcpy(&text, (char *)entry + place, sizeof text);
  memset((char *)entry + place, 0, sizeof text);
  return text;
}

static void assert_entry_equal(const KnowledgeEntry *is, const KnowledgeEntry *want) {
  KnowledgeEntry a, b;
  memcpy(&a, is, sizeof a);
  memcpy(&b, want, sizeof b);
  TextPlaces places = knowledge_text_places();
  for (size_t i = 0; i < places.count; i++) {
    const char *text = take_text(&a, places.at[i]), *wanted = take_text(&b, places.at[i]);
    assert_int_equal(text == NULL, wanted == NULL);
    if (text) assert_string_equal(text, wanted);
  }
  assert_int_equal(a.otherwise == NULL, b.otherwise == NULL);
  if (a.otherwise) assert_entry_equal(a.otherwise, b.otherwise);
  a.otherwise = b.otherwise = NULL;
  b.library = a.library;
  assert_memory_equal(&a, &b, sizeof a);
}

static void assert_tables_equal(const Packed *packed, Tables tables) {
  Arena arena = {0};
  Unpacked *unpacked = unpacked_new(&arena, packed);
  uint32_t number = 0;
  assert_int_equal(packed->table_count, tables.count);
  for (size_t i = 0; i < tables.count; i++) {
    const KnowledgeTable *table = tables.at[i];
    assert_string_equal(packed_text(packed, packed->tables[i].name), table->name);
    for (size_t k = 0; k < table->count; k++, number++) {
      const KnowledgeEntry *entry = unpacked_entry(unpacked, number);
      assert_entry_equal(entry, &table->entries[k]);
      assert_int_equal(entry->library, table->library);
      assert_ptr_equal(entry, unpacked_entry(unpacked, number));
    }
    assert_int_equal(packed->tables[i].end, number);
  }
  assert_int_equal(packed->entry_count, number);
  arena_release(&arena);
}

static void has_python(void) {
  assert_tables_equal(&packed_python, tables_python());
}
TEST_CASE("what is packed of Python is what the tables say", has_python)

static void has_c(void) {
  assert_tables_equal(&packed_c, tables_c());
}
TEST_CASE("what is packed of C is what the tables say", has_c)

// ---- Threads ------------------------------------------------------------------------------------

#define THREADS 4

typedef struct Reading {
  Unpacked *unpacked;
  uint32_t from; // begins here, so that threads meet in different orders
  size_t whole;  // entries that are
} Reading;

static void *read_all(void *context) {
  Reading *reading = context;
  for (uint32_t i = 0; i < packed_c.entry_count; i++) {
    uint32_t number = (reading->from + i) % packed_c.entry_count;
    const KnowledgeEntry *entry = unpacked_entry(reading->unpacked, number);
    bool is_whole = entry->name && entry->source;
    if (entry->otherwise) is_whole &= entry->otherwise->effect != EFFECT_NONE;
    reading->whole += is_whole;
  }
  return NULL;
}

static void serves_threads(void) {
  Arena arena = {0};
  Unpacked *unpacked = unpacked_new(&arena, &packed_c);
  Reading readings[THREADS] = {{0}};
  pthread_t threads[THREADS];
  for (uint32_t i = 0; i < THREADS; i++) {
    readings[i] = (Reading){.unpacked = unpacked, .from = i * 7};
    assert_int_equal(pthread_create(&threads[i], NULL, read_all, &readings[i]), 0);
  }
  for (size_t i = 0; i < THREADS; i++) {
    assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(readings[i].whole, packed_c.entry_count);
  }
  arena_release(&arena);
}
TEST_CASE("any number of threads may ask", serves_threads)

TEST_MAIN(&has_python_table, &has_c_table, &serves_threads_table)
