// The driver of a C example: what is included, what is run.
#include "verify/driver.h"

#include "support/test.h"

typedef struct Row {
  const char *name;
  const char *run; // NULL: none
  const char *clock;
  bool cancels, has_slow_disk;
  const char *has, *lacks; // parts of the driver
} Row;

static const Row rows[] = {
    {"includes the example", "CALL0(f)", "real", false, false, "#include \"bad.c\"\n",
     "probe_example_main"},
    {"a run is what a function returns", "CALL(f, .a = 1)", "real", false, false,
     "  return CALL(f, .a = 1);\n", ".main"},
    {"runs are listed", "CALL0(f)", "real", false, false, "{probe_make_0, NULL}", "probe_make_1"},
    {"a program keeps its main by another name", NULL, "real", false, false,
     "#define main probe_example_main\n#include \"bad.c\"\n#undef main\n", "probe_makers"},
    {"the real clock", NULL, "real", false, false, ".is_virtual = 0", ".is_cancelled = 1"},
    {"the virtual clock", NULL, "virtual", true, false, ".is_virtual = 1, .is_cancelled = 1",
     "= 0"},
    {"a disk like any other", NULL, "real", false, false, ".is_cancelled = 0, .main",
     "has_slow_disk"},
    {"a slow disk", NULL, "real", false, true, ".has_slow_disk = true", "probe_makers"},
};

static void prints(const Row *row) {
  Arena arena = {0};
  ProofSide side = {.file = STR("bad.c")};
  if (row->run) array_push(&arena, &side.runs, str_from_c(row->run));
  Proof proof = {.clock = str_from_c(row->clock),
                 .cancels = row->cancels,
                 .has_slow_disk = row->has_slow_disk};
  Str text = driver_print(&arena, &proof, &side);
  if (str_find(text, str_from_c(row->has)) == SIZE_MAX)
    fail_msg("%s\n%.*s", row->has, STR_ARG(text));
  if (str_find(text, str_from_c(row->lacks)) != SIZE_MAX)
    fail_msg("%s\n%.*s", row->lacks, STR_ARG(text));
  arena_release(&arena);
}
TEST_TABLE("driver_print", rows, prints)

TEST_MAIN(&prints_table)
