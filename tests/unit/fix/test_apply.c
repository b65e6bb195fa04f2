// Edits of several fixes in one text: which are made together, and what comes out.
#include "fix/fix.h"
#include "support/test.h"

#include <string.h>

#define MAX_EDITS 3
#define MAX_FIXES 3

typedef struct EditRow {
  uint32_t start, end;
  const char *text; // NULL ends the list
} EditRow;

typedef struct Row {
  const char *name;
  const char *text;
  EditRow fixes[MAX_FIXES][MAX_EDITS]; // the first without edits ends the list
  const char *want;
  bool is_applied[MAX_FIXES];
} Row;

static const Row rows[] = {
    {"nothing to do", "abc", {{{0, 0, NULL}}}, "abc", {0}},
    {"one replaces", "f()", {{{0, 1, "await g"}}}, "await g()", {true}},
    {"inserts at both ends", "abc", {{{0, 0, "<"}, {3, 3, ">"}}}, "<abc>", {true}},
    {"deletes", "a, b", {{{1, 4, ""}}}, "a", {true}},
    {"two apart", "a b", {{{0, 1, "x"}}, {{2, 3, "y"}}}, "x y", {true, true}},
    {"neighbours are apart", "ab", {{{0, 1, "x"}}, {{1, 2, "y"}}}, "xy", {true, true}},
    {"the second overlaps", "abc", {{{0, 2, "x"}}, {{1, 3, "y"}}}, "xc", {true, false}},
    {"an equal edit counts as made",
     "a b",
     {{{0, 0, "import x\n"}, {0, 1, "A"}}, {{0, 0, "import x\n"}, {2, 3, "B"}}},
     "import x\nA B",
     {true, true}},
    {"two insertions at one place have no order",
     "ab",
     {{{1, 1, "x"}}, {{1, 1, "y"}}},
     "axb",
     {true, false}},
    {"an insertion at the edge of what goes",
     "abc",
     {{{0, 1, ""}}, {{1, 1, "x"}}},
     "bc",
     {true, false}},
    {"all of a fix or nothing",
     "abcd",
     {{{0, 1, "x"}}, {{3, 4, "z"}, {0, 1, "y"}}},
     "xbcd",
     {true, false}},
    {"behind one that was left",
     "abcd",
     {{{0, 2, "x"}}, {{1, 2, "y"}}, {{3, 4, "z"}}},
     "xcz",
     {true, false, true}},
};

static size_t make_fixes(Arena *arena, const Row *row, const Finding **out) {
  size_t count = 0;
  while (count < MAX_FIXES && row->fixes[count][0].text) {
    FixEdit *edits = arena_push(arena, FixEdit, MAX_EDITS);
    Fix *fix = arena_push(arena, Fix, 1);
    fix->edits = edits;
    for (const EditRow *edit = row->fixes[count]; fix->edit_count < MAX_EDITS && edit->text; edit++)
      edits[fix->edit_count++] = (FixEdit){{edit->start, edit->end}, str_from_c(edit->text)};
    Finding *finding = arena_push(arena, Finding, 1);
    finding->fix = fix;
    out[count++] = finding;
  }
  return count;
}

static void applies(const Row *row) {
  Arena arena = {0};
  const Finding *findings[MAX_FIXES] = {0};
  bool is_applied[MAX_FIXES] = {0};
  size_t count = make_fixes(&arena, row, findings);
  Str text = fix_apply(&arena, str_from_c(row->text), findings, count, is_applied);
  assert_str_equal(text, str_from_c(row->want));
  assert_memory_equal(is_applied, row->is_applied, sizeof is_applied);
  arena_release(&arena);
}
TEST_TABLE("fix_apply", rows, applies)

TEST_MAIN(&applies_table)
