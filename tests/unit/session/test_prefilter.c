// The search for words, against a plain one.
#include "session/prefilter.h"
#include "support/test.h"

typedef struct Row {
  const char *name;
  Str words[4];
  const char *text;
  bool want;
} Row;

static const Row rows[] = {
    {"no words find nothing", {{0}}, "async", false},
    {"empty text", {{"async", 5}}, "", false},
    {"text shorter than the words", {{"async", 5}}, "asyn", false},
    {"the whole text", {{"async", 5}}, "async", true},
    {"at the start", {{"async", 5}}, "async def", true},
    {"at the end", {{"async", 5}}, "import async", true},
    {"inside a word", {{"async", 5}}, "import asyncio", true},
    {"not there", {{"async", 5}}, "asinc ansync aasyn c", false},
    {"behind a false start", {{"async", 5}}, "asasync", true},
    {"the second word", {{"async", 5}, {"await", 5}}, "x = await y", true},
    {"a shorter word at the end", {{"tornado", 7}, {"trio", 4}}, "import trio", true},
    {"a longer word at the end", {{"tornado", 7}, {"trio", 4}}, "import tornado", true},
    {"cut off longer word", {{"tornado", 7}, {"trio", 4}}, "import tornad", false},
    {"a word in another", {{"asyncio", 7}, {"async", 5}}, "async", true},
    {"the same word twice", {{"async", 5}, {"async", 5}}, "async", true},
    {"two letters", {{"io", 2}}, "a trio", true},
    {"high bytes", {{"\xc3\xa9t", 3}}, "un \xc3\xa9t\xc3\xa9", true},
};

static size_t count_words(const Row *row) {
  size_t count = 0;
  while (count < COUNT_OF(row->words) && row->words[count].size > 0)
    count++;
  return count;
}

static void finds(const Row *row) {
  Arena arena = {0};
  KnowledgeWords words = {row->words, count_words(row)};
  const Prefilter *prefilter = prefilter_new(&arena, words);
  assert_int_equal(prefilter_matches(prefilter, str_from_c(row->text)), row->want);
  arena_release(&arena);
}
TEST_TABLE("prefilter_matches", rows, finds)

// Every short text over three letters: what str_find says, the prefilter says.
static void agrees_with_plain_search(void) {
  static const Str words[] = {{"ab", 2}, {"bcb", 3}, {"ccaa", 4}};
  Arena arena = {0};
  const Prefilter *prefilter = prefilter_new(&arena, (KnowledgeWords){words, COUNT_OF(words)});
  char text[7] = "";
  for (unsigned number = 0; number < 3 * 3 * 3 * 3 * 3 * 3 * 3; number++) {
    for (unsigned i = 0, rest = number; i < sizeof text; i++, rest /= 3)
      text[i] = (char)('a' + rest % 3);
    Str whole = {text, sizeof text};
    bool want = false;
    for (size_t i = 0; i < COUNT_OF(words); i++)
      want |= str_find(whole, words[i]) != SIZE_MAX;
    assert_int_equal(prefilter_matches(prefilter, whole), want);
  }
  arena_release(&arena);
}
TEST_CASE("prefilter_matches agrees with a plain search", agrees_with_plain_search)

TEST_MAIN(&finds_table, &agrees_with_plain_search_table)
