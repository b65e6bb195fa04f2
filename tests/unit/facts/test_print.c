// The printed form, whole.
#include "facts/facts.h"
#include "sample.h"
#include "support/test.h"

#include "base/array.h"

static void prints(void) {
  Arena arena = {0};
  Summary summary = summary_view(sample_block(&arena));
  assert_golden("facts/sample.txt", summary_print(&arena, &summary));
  arena_release(&arena);
}
TEST_CASE("summary_print", prints)

typedef struct Row {
  const char *name;
  Str text; // a string literal
  const char *want;
} Row;

#define LETTERS_60  "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefgh"
#define LETTERS_240 LETTERS_60 LETTERS_60 LETTERS_60 LETTERS_60

static const Row rows[] = {
    {"empty", {"", 0}, "\"\""},
    {"letters", {"a b", 3}, "\"a b\""},
    {"quotes and backslashes", {"\"\\", 2}, "\"\\\"\\\\\""},
    {"control characters", {"\0\n\x1b\x7f", 4}, "\"\\x00\\x0a\\x1b\\x7f\""},
    {"other alphabets", {"\xc3\xa4", 2}, "\"\xc3\xa4\""},
    {"the longest that is whole", {LETTERS_240, 240}, "\"" LETTERS_240 "\""},
    {"longer", {LETTERS_240 "i", 241}, "\"" LETTERS_240 "\"(241 bytes)"},
};

static void quotes(const Row *row) {
  Arena arena = {0};
  SummaryBuilder builder = {0};
  sample_fill(&builder);
  builder.problems.at[0].text = summary_builder_name(&builder, row->text);
  Str block = summary_builder_finish(&arena, &builder, STR("a.py"), sample_source());
  Summary summary = summary_view(block);
  Str printed = summary_print(&arena, &summary);
  Str want = str_print(&arena, "problems\n  syntax %s @18:1-19:1\n", row->want);
  assert_true(str_has_suffix(printed, want));
  summary_builder_release(&builder);
  arena_release(&arena);
}
TEST_TABLE("texts are printed in quotes", rows, quotes)

TEST_MAIN(&prints_table, &quotes_table)
