// Unified diffs, as `diff -u` and `patch` know them.
#include "fix/fix.h"
#include "support/test.h"

typedef struct Row {
  const char *name;
  const char *before;
  const char *after;
  const char *want;
} Row;

#define HEAD "--- a.py\n+++ a.py\n"

static const Row rows[] = {
    {"no change", "a\nb\n", "a\nb\n", ""},
    {"both empty", "", "", ""},
    {"a line changes", "a\nb\nc\n", "a\nx\nc\n", HEAD "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"},
    {"the only line", "a\n", "b\n", HEAD "@@ -1 +1 @@\n-a\n+b\n"},
    {"from nothing", "", "a\n", HEAD "@@ -0,0 +1 @@\n+a\n"},
    {"to nothing", "a\n", "", HEAD "@@ -1 +0,0 @@\n-a\n"},
    {"a line more", "a\nb\n", "a\nx\nb\n", HEAD "@@ -1,2 +1,3 @@\n a\n+x\n b\n"},
    {"a line less", "a\nx\nb\n", "a\nb\n", HEAD "@@ -1,3 +1,2 @@\n a\n-x\n b\n"},
    {"three lines around", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n",
     HEAD "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n"},
    {"two hunks", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n2\n3\n4\n5\n6\n7\n8\ny\n",
     HEAD "@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+y\n"},
    {"near changes are one hunk", "1\n2\n3\n4\n5\n6\n7\n8\n", "x\n2\n3\n4\n5\n6\n7\ny\n",
     HEAD "@@ -1,8 +1,8 @@\n-1\n+x\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+y\n"},
    {"no line end at the end", "a\nb", "a\nc",
     HEAD
     "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n"},
    {"a line end is added", "a", "a\n", HEAD "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"},
    {"line ends are part of lines", "a\r\nb\r\n", "a\nb\r\n",
     HEAD "@@ -1,2 +1,2 @@\n-a\r\n+a\n b\r\n"},
    {"what moves", "a\nb\nc\nd\n", "b\nc\nd\na\n", HEAD "@@ -1,4 +1,4 @@\n-a\n b\n c\n d\n+a\n"},
};

static void prints(const Row *row) {
  Arena arena = {0};
  Str diff = fix_diff(&arena, STR("a.py"), str_from_c(row->before), str_from_c(row->after));
  assert_str_equal(diff, str_from_c(row->want));
  arena_release(&arena);
}
TEST_TABLE("fix_diff", rows, prints)

// More lines than are compared one by one count as changed, all of them.
static void stays_short(void) {
  Arena arena = {0};
  enum { LINES = 5000 };
  char *before = arena_push(&arena, char, 2 * LINES);
  char *after = arena_push(&arena, char, 2 * LINES);
  for (size_t i = 0; i < LINES; i++) {
    before[2 * i] = (char)('a' + i % 2);
    after[2 * i] = (char)('c' + i % 3);
    before[2 * i + 1] = after[2 * i + 1] = '\n';
  }
  Str diff = fix_diff(&arena, STR("a.py"), (Str){before, 2 * LINES}, (Str){after, 2 * LINES});
  size_t heads = STR("--- a.py\n+++ a.py\n@@ -1,5000 +1,5000 @@\n").size;
  assert_int_equal(diff.size, heads + 2 * 3 * LINES);
  arena_release(&arena);
}
TEST_CASE("fix_diff of much", stays_short)

TEST_MAIN(&prints_table, &stays_short_table)
