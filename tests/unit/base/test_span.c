// Spans, and offsets turned into lines and columns.
#include "base/span.h"
#include "support/test.h"

typedef struct JoinRow {
  const char *name;
  Span a, b, want;
  bool is_inside; // b in a
} JoinRow;

static const JoinRow join_rows[] = {
    {"apart keeps the gap", {0, 2}, {5, 9}, {0, 9}, false},
    {"inside changes nothing", {0, 9}, {2, 3}, {0, 9}, true},
    {"same", {1, 4}, {1, 4}, {1, 4}, true},
    {"overlap", {1, 4}, {3, 6}, {1, 6}, false},
    {"in reverse", {5, 9}, {0, 2}, {0, 9}, false},
    {"empty at the end", {1, 4}, {4, 4}, {1, 4}, true},
};

static void joins(const JoinRow *row) {
  assert_span_equal(span_join(row->a, row->b), row->want);
  assert_int_equal(span_contains(row->a, row->b), row->is_inside);
}
TEST_TABLE("span_join and span_contains", join_rows, joins)

// What is looked at together ends behind 64 bytes.
#define X31 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
#define X63 X31 "x" X31
#define X64 X63 "x"

typedef struct LineRow {
  const char *name;
  Str text;
  uint32_t count;
  const char *lines[5]; // without their ends
} LineRow;

static const LineRow line_rows[] = {
    {"empty", {"", 0}, 1, {""}},
    {"no bytes at all", {NULL, 0}, 1, {""}},
    {"no end", {"ab", 2}, 1, {"ab"}},
    {"one end", {"ab\n", 3}, 2, {"ab", ""}},
    {"unix", {"a\n\nb", 4}, 3, {"a", "", "b"}},
    {"windows", {"a\r\nb\r\n", 6}, 3, {"a", "b", ""}},
    {"old mac", {"a\rb\r", 4}, 3, {"a", "b", ""}},
    {"all of them", {"a\nb\r\nc\rd", 8}, 4, {"a", "b", "c", "d"}},
    {"a lone return before a pair", {"a\r\r\nb", 5}, 3, {"a", "", "b"}},
    {"ends the wrong way round", {"a\n\rb", 4}, 3, {"a", "", "b"}},
    {"an end in the last of 64 bytes", {X63 "\na", 65}, 2, {X63, "a"}},
    {"an end behind 64 bytes", {X64 "\na", 66}, 2, {X64, "a"}},
    {"many in 64 bytes", {"a\n\nb\n" X63 "\n", 69}, 5, {"a", "", "b", X63, ""}},
    {"64 bytes without an end", {X64, 64}, 1, {X64}},
    {"a pair around the last of 64 bytes", {X63 "\r\na", 66}, 2, {X63, "a"}},
    {"form feeds end nothing", {"a\fb\v", 4}, 1, {"a\fb\v"}},
};

static void makes_lines(const LineRow *row) {
  Arena arena = {0};
  LineTable lines = line_table_make(&arena, row->text);
  assert_int_equal(lines.count, row->count);
  assert_int_equal(lines.starts[0], 0);
  for (uint32_t i = 0; i < row->count; i++) {
    assert_str_equal(line_table_text(lines, row->text, i), str_from_c(row->lines[i]));
  }
  assert_str_equal(line_table_text(lines, row->text, row->count), (Str){0});
  uint32_t line = 0;
  for (uint32_t offset = 0; offset <= row->text.size; offset++) {
    while (line + 1 < lines.count && lines.starts[line + 1] <= offset)
      line++;
    assert_int_equal(line_table_line(lines, offset), line);
  }
  assert_int_equal(line_table_line(lines, UINT32_MAX), row->count - 1);
  arena_release(&arena);
}
TEST_TABLE("line_table", line_rows, makes_lines)

typedef struct ColumnRow {
  const char *name;
  Str text;
  uint32_t offset;
  uint32_t want;
} ColumnRow;

static const ColumnRow column_rows[] = {
    {"no text", {NULL, 0}, 0, 0},
    {"start", {"abc", 3}, 0, 0},
    {"inside", {"abc", 3}, 2, 2},
    {"end", {"abc", 3}, 3, 3},
    {"past the end", {"abc", 3}, 9, 3},
    {"on the second line", {"abc\nde", 6}, 5, 1},
    {"behind two bytes", {"\xc3\xa4x", 3}, 2, 1},
    {"behind three bytes", {"\xe2\x82\xacx", 4}, 3, 1},
    {"behind four bytes", {"\xf0\x9f\x98\x80x", 5}, 4, 1},
    {"inside a code point", {"x\xf0\x9f\x98\x80", 5}, 3, 1},
    {"behind a byte that starts nothing", {"\x80x", 2}, 1, 1},
    {"behind a cut code point", {"\xe2\x82", 2}, 2, 2},
    {"behind a broken code point", {"\xe2xy", 3}, 2, 2},
    {"behind bytes that never occur", {"\xff\xc0x", 3}, 2, 2},
};

static void counts_columns(const ColumnRow *row) {
  Arena arena = {0};
  LineTable lines = line_table_make(&arena, row->text);
  assert_int_equal(line_table_column(lines, row->text, row->offset), row->want);
  arena_release(&arena);
}
TEST_TABLE("line_table_column", column_rows, counts_columns)

TEST_MAIN(&joins_table, &makes_lines_table, &counts_columns_table)
