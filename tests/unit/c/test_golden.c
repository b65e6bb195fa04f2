// Whole files and all of their facts.
#include "reading.h"
#include "support/test.h"

typedef struct Row {
  const char *name;
} Row;

static const Row rows[] = {{"slots"}, {"parameters"}, {"macros"},  {"statics"}, {"constants"},
                           {"marks"}, {"comments"},   {"flow"},    {"forks"},   {"dead"},
                           {"forms"}, {"broken"},     {"pointers"}};

static void prints(const Row *row) {
  Arena arena = {0};
  Str root = str_from_c(GOLDEN_SUMMARY_DIR);
  Str path = str_print(&arena, "%s/c_%s.c", GOLDEN_SUMMARY_DIR, row->name);
  CCommand command = reading_command(&arena, root, path, "-std=gnu2x");
  Str printed = {0};
  Error err = {0};
  assert_success(reading_print(&arena, &command, root, &printed, &err), &err);
  const char *golden = str_print(&arena, "summary/c_%s.txt%c", row->name, '\0').at;
  assert_golden(golden, printed);
  arena_release(&arena);
}
TEST_TABLE("whole files", rows, prints)

TEST_MAIN(&prints_table)
