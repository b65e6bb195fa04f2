// When an example that fails has failed for good, when it may yet hold, and when nobody can say.
#include "support/test.h"
#include "verify/tries.h"

// A try is the letters of what failed in it: capital ones are sure. A busy machine: '~' before it.
typedef struct Row {
  const char *name;
  const char *tries[7];
  bool is_refuted;
  const char *failure; // that is told at the end, "" when it holds
} Row;

static const Row rows[] = {
    {"holds", {""}, false, ""},
    {"holds on a busy machine", {"~"}, false, ""},
    {"holds when tried again", {"a", ""}, false, ""},
    {"the same twice", {"a", "a"}, true, "a"},
    {"the same twice, among others", {"ab", "bc"}, true, "b"},
    {"the same, with another between", {"a", "b", "a"}, true, "a"},
    {"another each time", {"a", "b", "c"}, false, "c"},
    {"the same, first busy", {"~a", "a"}, true, "a"},
    {"the same, then busy", {"a", "~a"}, true, "a"},
    {"the same, always busy", {"~a", "~a", "~a", "~a", "~a", "~a"}, false, "a"},
    {"busy ones do not count as another way", {"~a", "~b", "~c", "d", "e", "e"}, true, "e"},
    {"sure, however busy", {"~A", "~A"}, true, "A"},
    {"sure once, however busy", {"~a", "~bA"}, true, "a"},
    {"sure of one alone", {"~aB", "~a", "~a", "~B"}, true, "B"},
};

static Failures read_failures(Arena *arena, const char *letters) {
  Failures failures = {0};
  for (; *letters; letters++) {
    char lower = (char)(*letters | 0x20);
    Failure failure = {.what = str_copy(arena, (Str){&lower, 1}), .is_sure = lower != *letters};
    array_push(arena, &failures, failure);
  }
  return failures;
}

static void decides(const Row *row) {
  Arena arena = {0};
  Tries tries = {0};
  bool is_decided = false;
  for (size_t i = 0; row->tries[i]; i++) {
    assert_false(is_decided);
    bool is_busy = row->tries[i][0] == '~';
    Failures failures = read_failures(&arena, row->tries[i] + is_busy);
    is_decided = tries_add(&arena, &tries, &failures, is_busy);
    assert_int_equal(tries.count, i + 1);
  }
  assert_true(is_decided);
  assert_int_equal(tries.is_refuted, row->is_refuted);
  Failures told = read_failures(&arena, row->failure);
  assert_str_equal(tries.failure.what, told.count > 0 ? told.at[0].what : STR(""));
  arena_release(&arena);
}
TEST_TABLE("tries_add", rows, decides)

TEST_MAIN(&decides_table)
