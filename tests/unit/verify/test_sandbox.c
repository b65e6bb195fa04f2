// Programs that behave and programs that do not, behind every set of walls that this kernel gives.
#include "support/test.h"
#include "verify/run.h"

#include <string.h>

typedef struct Row {
  const char *name;
  const char *script;
  SandboxEnd end;
  int code;
  const char *evidence;
} Row;

#define LIMIT_MS 1500

static const Row rows[] = {
    {"writes evidence", "printf yes >&3", SANDBOX_EXITED, 0, "yes"},
    {"fails", "printf some >&3; exit 7", SANDBOX_EXITED, 7, "some"},
    {"is killed", "kill -9 $$", SANDBOX_EXITED, 128 + 9, ""},
    {"hangs", "sleep 600", SANDBOX_LATE, 128 + 9, ""},
    {"leaves children behind", "sleep 600 & sleep 600 & printf yes >&3", SANDBOX_EXITED, 0, "yes"},
    {"leaves a session behind", "setsid sleep 600 & printf yes >&3", SANDBOX_EXITED, 0, "yes"},
    {"finds its files", "cat ../example/a.txt >&3", SANDBOX_EXITED, 0, "text"},
    {"has a small environment", "printf %s \"${NOSTALL_SECRET-none}\" >&3", SANDBOX_EXITED, 0,
     "none"},
    {"cannot leave a core or eat descriptors", "ulimit -c >&3; ulimit -n >&3", SANDBOX_EXITED, 0,
     "0\n256\n"},
};

static void run_with(const Row *row, SandboxWalls walls) {
  const char *const arguments[] = {"-c", row->script, NULL};
  const SandboxFile files[] = {{STR("example/a.txt"), STR("text")}};
  SandboxJob job = {.program = "/bin/sh",
                    .arguments = arguments,
                    .files = files,
                    .file_count = COUNT_OF(files),
                    .walls = walls,
                    .limit_ms = LIMIT_MS};
  Arena arena = {0};
  Error error = {0};
  Run run = {0};
  Run *const runs[] = {&run};
  assert_success(run_start(&job, &run, &error), &error);
  while (!run.is_over)
    runs_wait(&arena, runs, 1, 100);
  assert_int_equal(run.status.end, row->end);
  if (row->end == SANDBOX_EXITED) assert_int_equal(run.status.code, row->code);
  assert_str_equal(((Str){run.evidence.at, run.evidence.count}), str_from_c(row->evidence));
  arena_release(&arena);
}

static void behind_no_walls(const Row *row) {
  run_with(row, (SandboxWalls){0});
}
static void behind_all_walls(const Row *row) {
  run_with(row, sandbox_walls());
}
TEST_TABLE("without namespaces", rows, behind_no_walls)
TEST_TABLE("with those that the kernel gives", rows, behind_all_walls)

static void stops(void) {
  const Row row = {.name = "", .script = "sleep 600 & sleep 600"};
  const char *const arguments[] = {"-c", row.script, NULL};
  SandboxJob job = {.program = "/bin/sh", .arguments = arguments, .limit_ms = 600000};
  Arena arena = {0};
  Error error = {0};
  Run one = {0}, two = {0};
  Run *const runs[] = {&one, &two};
  assert_success(run_start(&job, &one, &error), &error);
  assert_success(run_start(&job, &two, &error), &error);
  runs_stop(&arena, runs, 2);
  assert_true(one.is_over && two.is_over);
  assert_int_equal(one.status.end, SANDBOX_LATE);
  arena_release(&arena);
}
TEST_CASE("runs_stop waits until nothing is left", stops)

static void misses(void) {
  const char *const arguments[] = {NULL};
  SandboxJob job = {.program = "/nowhere/program", .arguments = arguments, .limit_ms = LIMIT_MS};
  Arena arena = {0};
  Error error = {0};
  Run run = {0};
  Run *const runs[] = {&run};
  assert_success(run_start(&job, &run, &error), &error);
  while (!run.is_over)
    runs_wait(&arena, runs, 1, 100);
  assert_int_equal(run.status.code, 125);
  arena_release(&arena);
}
TEST_CASE("a program that is not there", misses)

typedef struct Prepared {
  const char *name;
  const char *step, *script;
  const char *sends;
  SandboxEnd end;
  int code;
  const char *evidence;
} Prepared;

static const Prepared prepared[] = {
    {"a step prepares", "printf made > made", "cat made >&3", NULL, SANDBOX_EXITED, 0, "made"},
    {"a step that fails", "exit 3", "printf never >&3", NULL, SANDBOX_UNPREPARED, 3, ""},
    {"a step that is killed", "kill -9 $$", "printf never >&3", NULL, SANDBOX_UNPREPARED, 128 + 9,
     ""},
    {"a step that hangs", "sleep 600", "printf never >&3", NULL, SANDBOX_LATE, 128 + 9, ""},
    {"a step writes no evidence", "printf a >&3 || true", "printf b >&3", NULL, SANDBOX_EXITED, 0,
     "b"},
    {"a file is sent", "printf a > a", "printf b >> a", "@/work/a", SANDBOX_EXITED, 0, "ab"},
    {"no file is sent when it fails", "printf a > a", "exit 4", "@/work/a", SANDBOX_EXITED, 4, ""},
    {"no file to send", "true", "true", "@/work/none", SANDBOX_EXITED, 125, ""},
};

static void prepares(const Prepared *row) {
  const char *const step_arguments[] = {"-c", row->step, NULL};
  const char *const arguments[] = {"-c", row->script, NULL};
  SandboxStep step = {"/bin/sh", step_arguments};
  const SandboxWalls walls[] = {{0}, sandbox_walls()};
  for (size_t i = 0; i < COUNT_OF(walls); i++) {
    SandboxJob job = {.program = "/bin/sh",
                      .arguments = arguments,
                      .steps = &step,
                      .step_count = 1,
                      .sends = row->sends,
                      .walls = walls[i],
                      .limit_ms = LIMIT_MS};
    Arena arena = {0};
    Error error = {0};
    Run run = {0};
    assert_success(run_whole(&arena, &job, &run, &error), &error);
    assert_int_equal(run.status.end, row->end);
    if (row->end != SANDBOX_LATE) assert_int_equal(run.status.code, row->code);
    assert_str_equal(((Str){run.evidence.at, run.evidence.count}), str_from_c(row->evidence));
    arena_release(&arena);
  }
}
TEST_TABLE("steps before the program", prepared, prepares)

TEST_MAIN(&behind_no_walls_table, &behind_all_walls_table, &stops_table, &misses_table,
          &prepares_table)
