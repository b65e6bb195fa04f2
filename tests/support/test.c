// The rows of all tables become cmocka tests; the assertions print what differs before they fail.
#include "support/test.h"

#include "base/array.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Row {
  const TestTable *table;
  size_t index;
} Row;

static void run_row(void **state) {
  const Row *row = *state;
  row->table->run(row->index);
}

static int run_table(const TestTable *table) {
  struct CMUnitTest *tests = calloc(table->count, sizeof *tests);
  Row *rows = calloc(table->count, sizeof *rows);
  if (!tests || !rows) base_fatal("out of memory");
  for (size_t i = 0; i < table->count; i++) {
    rows[i] = (Row){table, i};
    tests[i] = (struct CMUnitTest){table->name(i), run_row, NULL, NULL, &rows[i]};
  }
  int failed = _cmocka_run_group_tests(table->title, tests, table->count, NULL, NULL);
  free(rows);
  free(tests);
  return failed;
}

int test_main(const TestTable *const *tables, size_t count, int argc, char **argv) {
  if (argc > 1) cmocka_set_test_filter(argv[1]);
  int failed = 0;
  for (size_t i = 0; i < count; i++)
    failed += run_table(tables[i]) != 0;
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

void test_str_equal(Str got, Str want, const char *file, int line) {
  if (str_equal(got, want)) return;
  print_error("got:  \"%.*s\"\nwant: \"%.*s\"\n", STR_ARG(got), STR_ARG(want));
  _fail(file, line);
}

void test_span_equal(Span got, Span want, const char *file, int line) {
  if (got.start == want.start && got.end == want.end) return;
  print_error("got:  {%u, %u}\nwant: {%u, %u}\n", got.start, got.end, want.start, want.end);
  _fail(file, line);
}

void test_success(bool ok, const Error *err, const char *file, int line) {
  if (ok) return;
  print_error("failed: %s\n", err->text);
  _fail(file, line);
}

static void write_golden(const char *path, Str got) {
  FILE *file = fopen(path, "wb");
  if (!file) base_fatal("cannot write %s", path);
  size_t written = fwrite(got.at, 1, got.size, file);
  if (fclose(file) != 0 || written != got.size) base_fatal("cannot write %s", path);
}

// An absent file reads as empty, which is then what differs.
static Str read_golden(Arena *arena, const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) return (Str){0};
  Array(char) text = {0};
  for (int byte = fgetc(file); byte != EOF; byte = fgetc(file))
    array_push(arena, &text, (char)byte);
  fclose(file);
  return (Str){text.at, text.count};
}

static void print_first_difference(Str got, Str want) {
  for (size_t line = 1; got.at || want.at; line++) {
    Str got_line = str_cut(&got, '\n');
    Str want_line = str_cut(&want, '\n');
    if (str_equal(got_line, want_line) && !got.at == !want.at) continue;
    print_error("line %zu\n  got:  %.*s\n  want: %.*s\n", line, STR_ARG(got_line),
                STR_ARG(want_line));
    return;
  }
}

void test_golden(const char *path, Str got, const char *file, int line) {
  Arena arena = {0};
  const char *full_path = str_print(&arena, "%s/%s%c", TEST_GOLDEN_DIR, path, '\0').at;
  const char *bless = getenv("ANALYZER_BLESS");
  if (bless && strcmp(bless, "1") == 0) write_golden(full_path, got);
  Str want = read_golden(&arena, full_path);
  bool is_equal = str_equal(got, want);
  if (!is_equal) {
    print_error("differs from tests/golden/%s:\n", path);
    print_first_difference(got, want);
    print_error("ANALYZER_BLESS=1 ctest writes what is printed now; review the diff.\n");
  }
  arena_release(&arena);
  if (!is_equal) _fail(file, line);
}
