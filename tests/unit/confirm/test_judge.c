// What becomes of a finding, by what was on the stack.
#include "support/test.h"

#include "confirm/judge.h"

#define STALLS (1u << CONFIRM_STALL)
#define LOSSES (1u << CONFIRM_NEVER_AWAITED | 1u << CONFIRM_TASK_DESTROYED)
#define FRAMES 4

typedef struct Row {
  const char *name;
  unsigned kinds;
  ConfirmKind kind;
  const char *coroutine;
  struct {
    const char *path;
    uint32_t line;
  } stack[FRAMES]; // innermost first
  const char *reached[2];
  bool can_tell;
  ConfirmStatus want;
  bool is_missed;
} Row;

// The finding stands at app.py:10, its way ends at lib.py:5 to 7, and its text is `run(work())`.
static const Row rows[] = {
    {.name = "both on the stack",
     .kinds = STALLS,
     .stack = {{"std.py", 1}, {"lib.py", 6}, {"mid.py", 2}, {"app.py", 10}},
     .want = CONFIRM_OBSERVED},
    {.name = "the end alone",
     .kinds = STALLS,
     .stack = {{"lib.py", 5}, {"app.py", 11}},
     .want = CONFIRM_OTHER_WAY},
    {.name = "the place alone",
     .kinds = STALLS,
     .stack = {{"lib.py", 8}, {"app.py", 10}},
     .want = CONFIRM_OTHER_WAY},
    {.name = "the wrong way round is not its way",
     .kinds = STALLS,
     .stack = {{"app.py", 10}, {"lib.py", 5}},
     .want = CONFIRM_OTHER_WAY},
    {.name = "neither",
     .kinds = STALLS,
     .stack = {{"lib.py", 9}, {"app.py", 9}},
     .can_tell = true,
     .want = CONFIRM_NOT_REACHED,
     .is_missed = true},
    {.name = "the same lines of another file",
     .kinds = STALLS,
     .stack = {{"other.py", 5}, {"other.py", 10}},
     .can_tell = true,
     .want = CONFIRM_NOT_REACHED,
     .is_missed = true},
    {.name = "a stall shows nothing of a loss",
     .kinds = LOSSES,
     .stack = {{"lib.py", 5}, {"app.py", 10}},
     .can_tell = true,
     .want = CONFIRM_NOT_REACHED,
     .is_missed = true},
    {.name = "both ran",
     .kinds = STALLS,
     .reached = {"app.py:10", "lib.py:5"},
     .can_tell = true,
     .want = CONFIRM_FAST,
     .is_missed = true},
    {.name = "one ran",
     .kinds = STALLS,
     .reached = {"app.py:10"},
     .can_tell = true,
     .want = CONFIRM_NOT_REACHED,
     .is_missed = true},
    {.name = "nobody could tell", .kinds = STALLS, .want = CONFIRM_UNKNOWN, .is_missed = true},
    {.name = "both ran, of a rule that nothing shows",
     .reached = {"app.py:10", "lib.py:5"},
     .can_tell = true,
     .want = CONFIRM_UNKNOWN,
     .is_missed = true},
    {.name = "a coroutine by its name, in its file",
     .kinds = LOSSES,
     .kind = CONFIRM_NEVER_AWAITED,
     .coroutine = "Job.work",
     .stack = {{"app.py", 12}},
     .want = CONFIRM_OBSERVED},
    {.name = "a coroutine of that name in another file",
     .kinds = LOSSES,
     .kind = CONFIRM_NEVER_AWAITED,
     .coroutine = "work",
     .stack = {{"lib.py", 12}},
     .can_tell = true,
     .want = CONFIRM_NOT_REACHED,
     .is_missed = true},
    {.name = "a part of the name is none",
     .kinds = LOSSES,
     .kind = CONFIRM_TASK_DESTROYED,
     .coroutine = "wor",
     .can_tell = true,
     .want = CONFIRM_NOT_REACHED,
     .is_missed = true},
    {.name = "a task, wherever it waited",
     .kinds = LOSSES,
     .kind = CONFIRM_TASK_DESTROYED,
     .coroutine = "work",
     .stack = {{"lib.py", 12}},
     .want = CONFIRM_OBSERVED},
};

static void judges(const Row *row) {
  Arena arena = {0};
  ConfirmFinding finding = {.text = STR("run(work())"),
                            .place = {.path = STR("app.py"), .line = 10, .end_line = 10},
                            .sink = {.path = STR("lib.py"), .line = 5, .end_line = 7},
                            .kinds = row->kinds};
  ConfirmOptions options = {.findings = &finding, .finding_count = 1};
  ConfirmResult result = {.options = &options};
  ConfirmProcess process = {.pid = 1, .has_loop = true, .has_reach = row->can_tell};
  array_push(&arena, &result.processes, process);
  Sightings all = {.result = &result};
  ConfirmSeen seen = {.kind = row->kind,
                      .coroutine = str_from_c(row->coroutine),
                      .tally = {.count = 1, .total_ms = 150, .longest_ms = 150}};
  for (size_t i = 0; i < FRAMES && row->stack[i].path; i++) {
    ConfirmFrame frame = {.path = str_from_c(row->stack[i].path), .line = row->stack[i].line};
    array_push(&arena, &seen.stack, frame);
  }
  for (size_t i = 0; i < COUNT_OF(row->reached) && row->reached[i]; i++)
    (void)interner_add(&arena, &all.reached, str_from_c(row->reached[i]));
  (void)seen_add(&arena, &all, &seen);
  judge(&arena, &all);
  assert_int_equal(result.verdicts[0].status, row->want);
  assert_int_equal(result.misses.count, row->is_missed);
  arena_release(&arena);
}
TEST_TABLE("judge", rows, judges)

static void add_stall(Arena *arena, Sightings *all, double ms, const char *test) {
  ConfirmSeen seen = {.tally = {.count = 1, .total_ms = ms, .longest_ms = ms}};
  ConfirmFrame frame = {.path = STR("app.py"), .line = 3};
  array_push(arena, &seen.stack, frame);
  array_push(arena, &seen.tally.tests, str_from_c(test));
  (void)seen_add(arena, all, &seen);
}

static void the_same_stack_is_one_observation(void) {
  Arena arena = {0};
  ConfirmOptions options = {0};
  ConfirmResult result = {.options = &options};
  Sightings all = {.result = &result};
  add_stall(&arena, &all, 120, "test_a");
  add_stall(&arena, &all, 300, "test_b");
  add_stall(&arena, &all, 200, "test_a");
  assert_int_equal(result.seen.count, 1);
  const ConfirmTally *tally = &result.seen.at[0]->tally;
  assert_int_equal(tally->count, 3);
  assert_true(tally->total_ms > 619 && tally->total_ms < 621);
  assert_true(tally->longest_ms > 299 && tally->longest_ms < 301);
  assert_int_equal(tally->tests.count, 2);
  arena_release(&arena);
}
TEST_CASE("the same stack is one observation", the_same_stack_is_one_observation)

TEST_MAIN(&judges_table, &the_same_stack_is_one_observation_table)
