// Slices of bytes.
#include "base/str.h"
#include "support/test.h"

#include <string.h>

typedef struct SliceRow {
  const char *name;
  const char *text;
  size_t start, end;
  const char *want;
} SliceRow;

static const SliceRow slice_rows[] = {
    {"whole", "abc", 0, 3, "abc"},        {"inside", "abc", 1, 2, "b"},
    {"past the end", "abc", 1, 99, "bc"}, {"from past the end", "abc", 5, 9, ""},
    {"backwards", "abc", 2, 1, ""},       {"of nothing", NULL, 1, 2, ""},
};

static void slices(const SliceRow *row) {
  assert_str_equal(str_slice(str_from_c(row->text), row->start, row->end), str_from_c(row->want));
}
TEST_TABLE("str_slice", slice_rows, slices)

typedef struct TrimRow {
  const char *name;
  const char *text;
  const char *want;
} TrimRow;

static const TrimRow trim_rows[] = {
    {"nothing to do", "a b", "a b"},
    {"both ends", " \t a b\r\n", "a b"},
    {"only space", " \f\v\n", ""},
    {"empty", "", ""},
    {"null", NULL, ""},
};

static void trims(const TrimRow *row) {
  assert_str_equal(str_trim(str_from_c(row->text)), str_from_c(row->want));
}
TEST_TABLE("str_trim", trim_rows, trims)

typedef struct WordRow {
  const char *name;
  const char *text;
  const char *want; // behind the word, NULL where it does not stand there
} WordRow;

static const WordRow word_rows[] = {
    {"as it is", "noqa: E501", ": E501"},  {"in capitals", "NoQA", ""},
    {"behind blanks", " \t noqa x", " x"}, {"another", "nosec", NULL},
    {"its beginning", "noq", NULL},        {"nothing", "", NULL},
};

static void takes_words(const WordRow *row) {
  Str rest = str_skip_blanks(str_from_c(row->text)), before = rest;
  assert_int_equal(str_take_word(&rest, STR("noqa")), row->want != NULL);
  assert_str_equal(rest, row->want ? str_from_c(row->want) : before);
}
TEST_TABLE("str_take_word behind str_skip_blanks", word_rows, takes_words)

typedef struct PairRow {
  const char *name;
  const char *a, *b;
  int order; // sign of str_compare
  bool is_prefix, is_suffix;
  size_t found; // b in a
} PairRow;

static const PairRow pair_rows[] = {
    {"same", "abc", "abc", 0, true, true, 0},
    {"empty in empty", "", "", 0, true, true, 0},
    {"empty in null", NULL, "", 0, true, true, 0},
    {"null in text", "a", NULL, 1, true, true, 0},
    {"text in null", NULL, "a", -1, false, false, SIZE_MAX},
    {"prefix", "abc", "ab", 1, true, false, 0},
    {"suffix", "abc", "bc", -1, false, true, 1},
    {"inside", "abcd", "bc", -1, false, false, 1},
    {"longer", "ab", "abc", -1, false, false, SIZE_MAX},
    {"absent", "abc", "d", -1, false, false, SIZE_MAX},
    {"after false starts", "aaab", "aab", -1, false, true, 1},
    {"at the last place", "xxab", "ab", 1, false, true, 2},
    {"cut off at the end", "xxa", "ab", 1, false, false, SIZE_MAX},
    {"bytes are unsigned", "\xff", "a", 1, false, false, SIZE_MAX},
};

static void compares(const PairRow *row) {
  Str a = str_from_c(row->a);
  Str b = str_from_c(row->b);
  int order = str_compare(a, b);
  assert_int_equal((order > 0) - (order < 0), row->order);
  assert_int_equal(str_equal(a, b), row->order == 0);
  assert_int_equal(str_equal_c(a, row->b), row->order == 0);
  assert_int_equal(str_has_prefix(a, b), row->is_prefix);
  assert_int_equal(str_has_suffix(a, b), row->is_suffix);
  assert_int_equal(str_find(a, b), row->found);
  if (row->order == 0) assert_int_equal(str_hash(a), str_hash(b));
}
TEST_TABLE("str_compare and its kin", pair_rows, compares)

typedef struct CutRow {
  const char *name;
  const char *text;
  const char *want[4]; // up to NULL
} CutRow;

static const CutRow cut_rows[] = {
    {"null has no part", NULL, {NULL}},        {"empty has one", "", {"", NULL}},
    {"no separator", "a", {"a", NULL}},        {"two", "a,b", {"a", "b", NULL}},
    {"separator last", "a,", {"a", "", NULL}}, {"only separators", ",,", {"", "", "", NULL}},
};

static void cuts(const CutRow *row) {
  Str rest = str_from_c(row->text);
  size_t count = 0;
  while (rest.at) {
    Str part = str_cut(&rest, ',');
    assert_non_null(row->want[count]);
    assert_str_equal(part, str_from_c(row->want[count]));
    count++;
  }
  assert_null(row->want[count]);
  assert_str_equal(str_cut(&rest, ','), (Str){0});
}
TEST_TABLE("str_cut", cut_rows, cuts)

typedef struct ListRow {
  const char *name;
  const char *words;
  const char *word;
  bool want;
} ListRow;

static const ListRow list_rows[] = {
    {"null lists nothing", NULL, "a", false},
    {"the only one", "read", "read", true},
    {"the last one", "read write", "write", true},
    {"a part of one is none", "readline", "read", false},
    {"more than one is none", "read", "readline", false},
    {"two are none", "read write", "read write", false},
};

static void lists(const ListRow *row) {
  assert_int_equal(str_lists(row->words, str_from_c(row->word)), row->want);
}
TEST_TABLE("str_lists", list_rows, lists)

typedef struct Utf8Row {
  const char *name;
  const char *text;
  bool is_valid;
} Utf8Row;

static const Utf8Row utf8_rows[] = {
    {"empty", "", true},
    {"letters", "abc", true},
    {"many letters", "a line of more than sixteen letters", true},
    {"two, three and four bytes", "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80", true},
    {"behind letters", "12345678\xc3\xa4", true},
    {"the last code point", "\xf4\x8f\xbf\xbf", true},
    {"past the last code point", "\xf4\x90\x80\x80", false},
    {"last before the surrogates", "\xed\x9f\xbf", true},
    {"a surrogate", "\xed\xa0\x80", false},
    {"overlong in two", "\xc0\xaf", false},
    {"overlong in three", "\xe0\x9f\xbf", false},
    {"overlong in four", "\xf0\x8f\xbf\xbf", false},
    {"a continuation alone", "12345678\x80", false},
    {"cut off", "\xe2\x82", false},
    {"cut off by a letter", "\xe2\x82x", false},
    {"bytes that never occur", "\xff", false},
};

static void validates(const Utf8Row *row) {
  assert_int_equal(str_is_utf8(str_from_c(row->text)), row->is_valid);
}
TEST_TABLE("str_is_utf8", utf8_rows, validates)

typedef struct DistanceRow {
  const char *name;
  const char *a, *b;
  size_t limit;
  size_t want;
} DistanceRow;

#define LETTERS_31 "abcdefghijklmnopqrstuvwxyzabcde"
#define LETTERS_32 LETTERS_31 "f"

static const DistanceRow distance_rows[] = {
    {"same", "select", "select", 2, 0},
    {"replaced", "select", "selact", 2, 1},
    {"inserted", "select", "sellect", 2, 1},
    {"deleted", "select", "selct", 2, 1},
    {"swapped", "select", "sleect", 2, 1},
    {"swapped at the limit", "ab", "ba", 1, 1},
    {"two edits", "ignore", "ignroes", 2, 2},
    {"beyond the limit", "kitten", "sitting", 2, 3},
    {"within it", "kitten", "sitting", 3, 3},
    {"lengths too far apart", "a", "abcdef", 2, 3},
    {"against nothing", "ab", "", 2, 2},
    {"nothing at all", "", NULL, 0, 0},
    {"limit 0", "a", "b", 0, 1},
    {"at the longest", LETTERS_32 LETTERS_32, "_" LETTERS_32 LETTERS_31, 9, 2},
    {"too long", LETTERS_32 LETTERS_32 "a", LETTERS_32 LETTERS_32 "b", 9, 10},
    {"too long but equal", LETTERS_32 LETTERS_32 "a", LETTERS_32 LETTERS_32 "a", 9, 0},
};

static void measures(const DistanceRow *row) {
  Str a = str_from_c(row->a);
  Str b = str_from_c(row->b);
  assert_int_equal(str_distance(a, b, row->limit), row->want);
  assert_int_equal(str_distance(b, a, row->limit), row->want);
}
TEST_TABLE("str_distance", distance_rows, measures)

typedef struct CaseRow {
  const char *name;
  const char *a, *b;
  bool want;
} CaseRow;

static const CaseRow case_rows[] = {
    {"capitals are small ones", "Accept-ENCODING", "accept-encoding", true},
    {"ends of the alphabet", "AZaz", "azAZ", true},
    {"signs beside the letters stay", "[`", "{@", false},
    {"bytes beyond ASCII stay", "\xc3\x84", "\xc3\xa4", false},
    {"longer", "ab", "abc", false},
    {"empty and null", "", NULL, true},
};

static void compares_cases(const CaseRow *row) {
  assert_int_equal(str_equal_any_case(str_from_c(row->a), str_from_c(row->b)), row->want);
}
TEST_TABLE("str_equal_any_case", case_rows, compares_cases)

typedef struct PartRow {
  const char *name;
  const char *text;
  const char *before, *behind;
} PartRow;

static const PartRow part_rows[] = {
    {"at the last one", "a.b.c", "a.b", "c"},
    {"none", "abc", "", "abc"},
    {"first", ".abc", "", "abc"},
    {"last", "abc.", "abc", ""},
    {"alone", ".", "", ""},
    {"empty", "", "", ""},
};

static void parts(const PartRow *row) {
  assert_str_equal(str_before(str_from_c(row->text), '.'), str_from_c(row->before));
  assert_str_equal(str_behind(str_from_c(row->text), '.'), str_from_c(row->behind));
}
TEST_TABLE("str_before and str_behind", part_rows, parts)

static void copies(void) {
  Arena arena = {0};
  Str copy = str_copy(&arena, STR("abc"));
  assert_str_equal(copy, STR("abc"));
  assert_string_equal(str_to_c(&arena, str_slice(STR("abcdef"), 1, 3)), "bc");
  assert_string_equal(str_to_c(&arena, (Str){0}), "");
  assert_str_equal(str_copy(&arena, (Str){0}), STR(""));
  assert_str_equal(str_print(&arena, "%s-%d", "a", 7), STR("a-7"));
  assert_str_equal(str_print(&arena, "%s", ""), STR(""));
  assert_int_equal(str_print(&arena, "%2000d", 1).size, 2000);
  // As vsnprintf has it, whichever way it is printed.
  assert_str_equal(str_print(&arena, "`%.*s` %s, %u%%", 3, "abcd", "e", 4294967295u),
                   STR("`abc` e, 4294967295%"));
  assert_str_equal(str_print(&arena, "%.*s|%.*s", 3, "a\0b", 0, ""), STR("a|"));
  assert_str_equal(str_print(&arena, "%.*s|%u", -1, "abc", 0u), STR("abc|0"));
  assert_str_equal(str_print(&arena, "%5u|%-3s|%.2s", 7u, "a", "bcd"), STR("    7|a  |bc"));
  assert_int_equal(str_print(&arena, "%s%300s", "a", "b").size, 301);
  char longer[400];
  memset(longer, 'x', sizeof longer);
  assert_int_equal(str_print(&arena, "a%.*s", 400, longer).size, 401);
  assert_int_equal(str_print(&arena, "%.*s%.*s", 256, longer, 1, "").size, 256);
  arena_release(&arena);
}
TEST_CASE("str_copy and str_print", copies)

// The values are in caches and reports: they may never change.
static void hashes(void) {
  assert_true(str_hash(STR("")) == 0x2d06800538d394c2u);
  assert_true(str_hash((Str){0}) == 0x2d06800538d394c2u);
  assert_true(str_hash(STR("a")) == 0xe6c632b61e964e1fu);
  assert_true(str_hash(STR("abc")) == 0x78af5f94892f3950u);
}
TEST_CASE("str_hash", hashes)

TEST_MAIN(&slices_table, &trims_table, &takes_words_table, &compares_table, &cuts_table,
          &lists_table, &validates_table, &measures_table, &compares_cases_table, &parts_table,
          &copies_table, &hashes_table)
