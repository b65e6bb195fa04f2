// Comments that silence: which codes name a rule, and which places a comment covers.
#include "engine/suppress.h"

#include "support/test.h"

static const Rule rule = {
    .id = "blocking-sleep", .family = "blocking", .aliases = "ASYNC251 S7488"};

#define CODES_MAX 3

typedef struct SuppressRow {
  const char *name;
  SuppressionKind kind;
  const char *codes[CODES_MAX];
  Span covers;
  Span finding;
  bool want;
} SuppressRow;

static const SuppressRow rows[] = {
    {"ours without codes", SUPPRESSION_IGNORE, {NULL}, {10, 20}, {12, 15}, true},
    {"ours by id", SUPPRESSION_IGNORE, {"blocking-sleep"}, {10, 20}, {12, 15}, true},
    {"ours by family", SUPPRESSION_IGNORE, {"blocking"}, {10, 20}, {12, 15}, true},
    {"ours by code", SUPPRESSION_IGNORE, {"S7488"}, {10, 20}, {12, 15}, true},
    {"ours by the beginning of a code", SUPPRESSION_IGNORE, {"ASYNC2"}, {10, 20}, {12, 15}, true},
    {"ours for another rule", SUPPRESSION_IGNORE, {"blocking-open"}, {10, 20}, {12, 15}, false},
    {"the last of several codes",
     SUPPRESSION_IGNORE,
     {"task", "await", "blocking-sleep"},
     {10, 20},
     {12, 15},
     true},
    {"noqa without codes", SUPPRESSION_NOQA, {NULL}, {10, 20}, {12, 15}, true},
    {"noqa by code", SUPPRESSION_NOQA, {"ASYNC251"}, {10, 20}, {12, 15}, true},
    {"noqa in small letters", SUPPRESSION_NOQA, {"async251"}, {10, 20}, {12, 15}, true},
    {"noqa by id", SUPPRESSION_NOQA, {"blocking-sleep"}, {10, 20}, {12, 15}, true},
    {"noqa of another linter", SUPPRESSION_NOQA, {"E501", "S310"}, {10, 20}, {12, 15}, false},
    {"noqa by the letters of a code", SUPPRESSION_NOQA, {"S"}, {10, 20}, {12, 15}, false},
    {"noqa by ruff's name",
     SUPPRESSION_NOQA,
     {"blocking-sleep-in-async-function"},
     {10, 20},
     {12, 15},
     true},
    {"noqa by the beginning of ruff's name",
     SUPPRESSION_NOQA,
     {"blocking-sleep-in"},
     {10, 20},
     {12, 15},
     false},
    {"noqa by ruff's name of another",
     SUPPRESSION_NOQA,
     {"asyncio-dangling-task"},
     {10, 20},
     {12, 15},
     false},
    {"before the lines", SUPPRESSION_NOQA, {NULL}, {10, 20}, {5, 9}, false},
    {"behind the lines", SUPPRESSION_NOQA, {NULL}, {10, 20}, {20, 25}, false},
    {"begins in the lines", SUPPRESSION_NOQA, {NULL}, {10, 20}, {12, 45}, true},
    {"ends in the lines", SUPPRESSION_NOQA, {NULL}, {10, 20}, {2, 12}, true},
    {"goes on around the lines", SUPPRESSION_NOQA, {NULL}, {10, 20}, {2, 45}, false},
    {"an empty place", SUPPRESSION_NOQA, {NULL}, {10, 20}, {12, 12}, true},
};

// A Summary with nothing in it but one comment.
static Summary summary_with(const SuppressRow *row, const Suppression *suppression,
                            const NameId *codes, const uint16_t *names, Str text) {
  return (Summary){.text = text,
                   .names = names,
                   .names_count = CODES_MAX + 1,
                   .codes = codes,
                   .codes_count = suppression->code_count,
                   .suppressions = suppression,
                   .suppressions_count = 1,
                   .suppression_covers = &row->covers,
                   .suppression_spans = &row->covers,
                   .suppression_covers_count = 1};
}

static void silences(const SuppressRow *row) {
  Arena arena = {0};
  Str text = STR("");
  uint16_t names[CODES_MAX + 1] = {0};
  NameId codes[CODES_MAX] = {0};
  Suppression suppression = {.kind = (uint8_t)row->kind};
  for (uint32_t i = 0; i < CODES_MAX && row->codes[i]; i++) {
    Str code = str_from_c(row->codes[i]);
    codes[i] = i + 1;
    text = str_print(&arena, "%.*s%.*s", STR_ARG(text), STR_ARG(code));
    names[i + 1] = (uint16_t)text.size;
    suppression.code_count++;
  }
  Summary summary = summary_with(row, &suppression, codes, names, text);
  SuppressIndex index = suppress_index(&arena, &summary);
  assert_int_equal(suppress_silences(&summary, &index, &rule, row->finding), row->want);
  arena_release(&arena);
}
TEST_TABLE("suppress_silences", rows, silences)

TEST_MAIN(&silences_table)
