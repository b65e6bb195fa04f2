// How wide characters are, and what is made of those that must not reach a terminal.
#include "report/paint.h"
#include "report/width.h"
#include "support/test.h"

typedef struct DecodeRow {
  const char *name;
  Str text;
  uint32_t point;
  size_t size;
  unsigned width;
} DecodeRow;

static const DecodeRow decode_rows[] = {
    {"ascii", {"a", 1}, 'a', 1, 1},
    {"two bytes", {"\xc3\xa9", 2}, 0xe9, 2, 1},
    {"three bytes, wide", {"\xe6\x97\xa5", 3}, 0x65e5, 3, 2},
    {"four bytes, wide", {"\xf0\x9f\x9a\x80", 4}, 0x1f680, 4, 2},
    {"combining accent", {"\xcc\x81", 2}, 0x301, 2, 0},
    {"joiner", {"\xe2\x80\x8d", 3}, 0x200d, 3, 0},
    {"soft hyphen is shown", {"\xc2\xad", 2}, 0xad, 2, 1},
    {"fullwidth letter", {"\xef\xbc\xa1", 3}, 0xff21, 3, 2},
    {"last code point", {"\xf4\x8f\xbf\xbf", 4}, 0x10ffff, 4, 1},
    {"continuation alone", {"\x80", 1}, WIDTH_INVALID, 1, 1},
    {"cut off", {"\xe6\x97", 2}, WIDTH_INVALID, 1, 1},
    {"too long", {"\xc0\xaf", 2}, WIDTH_INVALID, 1, 1},
    {"too long, three bytes", {"\xe0\x80\xaf", 3}, WIDTH_INVALID, 1, 1},
    {"surrogate", {"\xed\xa0\x80", 3}, WIDTH_INVALID, 1, 1},
    {"beyond the last", {"\xf4\x90\x80\x80", 4}, WIDTH_INVALID, 1, 1},
    {"never a lead", {"\xff", 1}, WIDTH_INVALID, 1, 1},
};

static void decodes(const DecodeRow *row) {
  size_t size = 0;
  uint32_t point = width_decode(row->text, &size);
  assert_int_equal(point, row->point);
  assert_int_equal(size, row->size);
  if (point != WIDTH_INVALID) assert_int_equal(width_of(point), row->width);
}
TEST_TABLE("width_decode and width_of", decode_rows, decodes)

typedef struct RepairRow {
  const char *name;
  Str text;
  Str want;
} RepairRow;

static const RepairRow repair_rows[] = {
    {"nothing to do", {"caf\xc3\xa9", 5}, {"caf\xc3\xa9", 5}},
    {"empty", {"", 0}, {"", 0}},
    {"Latin-1", {"caf\xe9.py", 7}, {"caf\xef\xbf\xbd.py", 9}},
    {"two in a row", {"\xff\xfe", 2}, {"\xef\xbf\xbd\xef\xbf\xbd", 6}},
};

static void repairs(const RepairRow *row) {
  Arena arena = {0};
  assert_str_equal(width_repair(&arena, row->text), row->want);
  arena_release(&arena);
}
TEST_TABLE("width_repair", repair_rows, repairs)

typedef struct CellRow {
  const char *name;
  Str text;
  size_t column;
  Str shown;
  unsigned columns;
} CellRow;

// Byte by byte: as a string it would mislead whoever reads this file.
static const char override[] = {'\xe2', '\x80', '\xae'};

static const CellRow cell_rows[] = {
    {"a letter", {"ab", 2}, 0, {"a", 1}, 1},
    {"a tab at the start", {"\t", 1}, 0, {"    ", 4}, 4},
    {"a tab fills up", {"\t", 1}, 3, {" ", 1}, 1},
    {"escape", {"\x1b[0m", 4}, 0, {"\xe2\x90\x9b", 3}, 1},
    {"NUL", {"\0", 1}, 0, {"\xe2\x90\x80", 3}, 1},
    {"delete", {"\x7f", 1}, 0, {"\xe2\x90\xa1", 3}, 1},
    {"a C1 control", {"\xc2\x9b", 2}, 0, {"\xef\xbf\xbd", 3}, 1},
    {"right to left override", {override, sizeof override}, 0, {"\xef\xbf\xbd", 3}, 1},
    {"no UTF-8", {"\xff", 1}, 0, {"\xef\xbf\xbd", 3}, 1},
};

static void shows(const CellRow *row) {
  Cell cell = cell_next(row->text, row->column);
  assert_str_equal(cell.shown, row->shown);
  assert_int_equal(cell.columns, row->columns);
}
TEST_TABLE("cell_next", cell_rows, shows)

TEST_MAIN(&decodes_table, &repairs_table, &shows_table)
