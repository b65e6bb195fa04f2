// Whole files and all of their facts.
#include "query.h"
#include "support/test.h"

#include "base/array.h"
#include "facts/facts.h"

#include <stdio.h>

typedef struct Row {
  const char *name;
} Row;

static const Row rows[] = {{"service"}, {"broken"}};

static Str read_source(Arena *arena, const char *name) {
  const char *path = str_print(arena, "%s/%s.py%c", GOLDEN_SUMMARY_DIR, name, '\0').at;
  FILE *file = fopen(path, "rb");
  if (!file) base_fatal("cannot read %s", path);
  Array(char) text = {0};
  for (int byte = fgetc(file); byte != EOF; byte = fgetc(file))
    array_push(arena, &text, (char)byte);
  fclose(file);
  return (Str){text.at, text.count};
}

static void prints(const Row *row) {
  Arena arena = {0};
  Str path = str_print(&arena, "%s.py", row->name);
  Str block = query_block(&arena, path, read_source(&arena, row->name));
  Summary summary = {0};
  Error err = {0};
  assert_success(summary_open(block, &summary, &err), &err);
  const char *golden = str_print(&arena, "summary/%s.txt%c", row->name, '\0').at;
  assert_golden(golden, summary_print(&arena, &summary));
  arena_release(&arena);
}
TEST_TABLE("whole files", rows, prints)

TEST_MAIN(&prints_table)
