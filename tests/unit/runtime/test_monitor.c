// Each kind of mistake is observed, once, with the place where the object was made.
#define _POSIX_C_SOURCE 200809L
#include "runtime/runtime.h"

#include "support/test.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

// The line where the object was made that an observation is about.
static int made_at;
#define MADE(object) (made_at = __LINE__, (object))

static Status nothing(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return STATUS_OK;
}

static Status forgets_await(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Coroutine *forgotten = MADE(CALL0(nothing));
  (void)forgotten;
  return STATUS_OK;
}

struct waits_for_args {
  Event *event;
};
static Status waits_for(void *arguments, Value *result) {
  (void)result;
  const struct waits_for_args *args = arguments;
  Event own = {0};
  return event_wait(args->event ? args->event : &own);
}

static Status loses_task(void *arguments, Value *result) {
  (void)arguments, (void)result;
  future_release(task_spawn(MADE(CALL(waits_for, .event = NULL)), "orphan"));
  TRY(sleep_for(1));
  return runtime_collect() == 1 ? STATUS_OK : STATUS_INVALID;
}

static Status fails(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return FAIL(5, "lost");
}

static Status loses_error(void *arguments, Value *result) {
  (void)arguments, (void)result;
  future_release(task_spawn(MADE(CALL0(fails)), "failing"));
  return sleep_for(1);
}

static Status leaves_task(void *arguments, Value *result) {
  (void)arguments, (void)result;
  static Event event;
  task_spawn(MADE(CALL(waits_for, .event = &event)), "left");
  return sleep_for(1);
}

static Status keeps_lock(void *arguments, Value *result) {
  (void)arguments, (void)result;
  static Lock lock;
  lock = (Lock){0};
  return MADE(lock_acquire(&lock));
}

struct await_one_args {
  Task **task;
};
static Status await_one(void *arguments, Value *result) {
  (void)result;
  const struct await_one_args *args = arguments;
  return future_await(*args->task, NULL);
}

static Status awaits_in_circle(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Task *a = NULL, *b = NULL;
  a = task_spawn(MADE(CALL(await_one, .task = &b)), "a");
  b = task_spawn(CALL(await_one, .task = &a), "b");
  return future_await(a, NULL) == STATUS_DEADLOCK ? STATUS_OK : STATUS_INVALID;
}

static Status one_item(Generator *self, void *arguments) {
  (void)arguments;
  for (;;)
    TRY(generator_yield(self, (Value){.integer = 1}));
}

static Status leaves_generator(void *arguments, Value *result) {
  (void)arguments;
  Generator *generator = MADE(GENERATE0(one_item));
  TRY(generator_next(generator, result));
  generator_release(generator);
  return sleep_for(1);
}

static Status nests_run(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Coroutine *inner = MADE(CALL0(nothing));
  Status status = runtime_run(inner, NULL, NULL);
  coroutine_close(inner);
  return status == STATUS_INVALID ? STATUS_OK : STATUS_INVALID;
}

static Status blocks(void *arguments, Value *result) {
  (void)arguments, (void)result;
  block_for(0.2, "the_call");
  return STATUS_OK;
}

static Status calls_own_loop(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Status status = loop_call(loop_current(), MADE(CALL0(nothing)), NULL);
  return status == STATUS_DEADLOCK ? STATUS_OK : STATUS_INVALID;
}

static Status waits_with_lock(void *arguments, Value *result) {
  (void)arguments, (void)result;
  ThreadLock *lock = thread_lock_new();
  TRY(thread_lock_acquire(lock));
  Status status = sleep_for(1);
  thread_lock_release(lock);
  thread_lock_free(lock);
  return status;
}

static Status ignores_cancel(void *arguments, Value *result) {
  (void)arguments, (void)result;
  for (;;) {
    if (sleep_for(1) == STATUS_CLOSED) return STATUS_CLOSED;
  }
}

static Status leaves_stubborn(void *arguments, Value *result) {
  (void)arguments, (void)result;
  task_spawn(MADE(CALL0(ignores_cancel)), "stubborn");
  return sleep_for(1);
}

static void waits_as_callback(void *context) {
  *(Status *)context = sleep_for(1);
}

static Status has_callback_wait(void *arguments, Value *result) {
  Status status = STATUS_OK;
  (void)arguments, (void)result;
  timer_drop(call_soon(waits_as_callback, &status));
  TRY(sleep_for(1));
  return status == STATUS_INVALID ? STATUS_OK : STATUS_BROKEN;
}

typedef struct Row {
  const char *name;
  CoroutineFunction main;
  ObservationKind kind;
  const char *in_text;
} Row;
static const Row rows[] = {
    {"a coroutine that is never awaited", forgets_await, OBSERVED_NEVER_AWAITED, "nothing"},
    {"a task that nothing can wake", loses_task, OBSERVED_TASK_LOST, "event"},
    {"an error that nobody reads", loses_error, OBSERVED_ERROR_UNREAD, "lost"},
    {"a task that is left behind", leaves_task, OBSERVED_TASK_LEFT, "event"},
    {"a lock that its task does not give back", keeps_lock, OBSERVED_LOCK_HELD, "main"},
    {"two tasks that wait for each other", awaits_in_circle, OBSERVED_AWAIT_CYCLE, "waits for"},
    {"a generator that is left at a yield", leaves_generator, OBSERVED_GENERATOR_OPEN, "one_item"},
    {"a run inside of a run", nests_run, OBSERVED_NESTED_RUN, "inside"},
    {"a step that blocks", blocks, OBSERVED_STALL, "200 ms in the_call"},
    {"a loop that waits for itself", calls_own_loop, OBSERVED_LOOP_WAITS, "nothing"},
    {"a lock of threads held while waiting", waits_with_lock, OBSERVED_LOCK_ACROSS, "sleep"},
    {"a task that does not end", leaves_stubborn, OBSERVED_CANCEL_IGNORED, "sleep"},
};

static void observes(const Row *row) {
  Report report = {0};
  RunOptions options = {.report = &report, .turns_max = 500};
  made_at = 0;
  const int main_made_at = __LINE__ + 1;
  Coroutine *main = coroutine_new(row->main, "main", NULL, 0, HERE);
  assert_int_equal(runtime_run(main, NULL, &options), STATUS_OK);
  assert_int_equal(report_count(&report, row->kind), 1);
  for (size_t i = 0; i < report.count; i++) {
    const Observation *seen = &report.items[i];
    if (seen->kind != row->kind) continue;
    assert_non_null(strstr(seen->text, row->in_text));
    assert_string_equal(seen->site.file, __FILE__);
    // Those without a mark are about the task that `main` is, which is made here.
    assert_int_equal(seen->site.line, made_at ? made_at : main_made_at);
  }
  report_release(&report);
}
TEST_TABLE("observations", rows, observes)

static const Row placeless_rows[] = {
    {"a wait where no task runs", has_callback_wait, OBSERVED_OUTSIDE, "sleep outside"},
};

// Of code that is none of a task's nobody knows where it was made.
static void observes_without_place(const Row *row) {
  Report report = {0};
  RunOptions options = {.report = &report};
  assert_int_equal(runtime_run(coroutine_new(row->main, "main", NULL, 0, HERE), NULL, &options),
                   STATUS_OK);
  assert_int_equal(report.count, 1);
  assert_int_equal(report.items[0].kind, row->kind);
  assert_non_null(strstr(report.items[0].text, row->in_text));
  report_release(&report);
}
TEST_TABLE("observations without a place", placeless_rows, observes_without_place)

typedef struct Seen {
  ObservationKind kind;
  char name[16];
  double time;
  size_t count;
} Seen;

static void note(const Observation *observation, void *context) {
  Seen *seen = context;
  seen->kind = observation->kind;
  seen->time = time_now();
  snprintf(seen->name, sizeof seen->name, "%s", observation->name ? observation->name : "");
  seen->count++;
}

// Without a report, too.
static void observes_at_once(void) {
  Seen seen = {0};
  RunOptions options = {.observe = note, .observe_context = &seen};
  assert_int_equal(runtime_run(CALL0(loses_task), NULL, &options), STATUS_OK);
  assert_int_equal(seen.count, 1);
  assert_int_equal(seen.kind, OBSERVED_TASK_LOST);
  assert_string_equal(seen.name, "waits_for");
  assert_true(seen.time >= 1 && seen.time < 1.1);
}
TEST_CASE("an observer is told at the moment", observes_at_once)

static Status deadlocks(void *arguments, Value *result) {
  (void)arguments, (void)result;
  static Event event;
  return event_wait(&event);
}

static void a_deadlock_names_the_wait(void) {
  Report report = {0};
  RunOptions options = {.report = &report};
  assert_int_equal(runtime_run(CALL0(deadlocks), NULL, &options), STATUS_DEADLOCK);
  assert_int_equal(report_count(&report, OBSERVED_DEADLOCK), 1);
  assert_non_null(strstr(report.items[0].text, "event"));
  assert_int_equal(report.status, STATUS_DEADLOCK);
  report_release(&report);
}
TEST_CASE("a deadlock says what is waited for", a_deadlock_names_the_wait)

// A gather may still end by an error, so the circle is told when nothing else can happen.
static Status gathers_in_circle(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Task *a = NULL;
  Future *all = NULL;
  a = task_spawn(CALL(await_one, .task = &all), "a");
  all = gather(&a, 1, 0);
  return future_await(a, NULL);
}

static void a_circle_over_a_gather_is_a_deadlock(void) {
  Report report = {0};
  RunOptions options = {.report = &report};
  assert_int_equal(runtime_run(CALL0(gathers_in_circle), NULL, &options), STATUS_DEADLOCK);
  assert_int_equal(report_count(&report, OBSERVED_DEADLOCK), 2);
  report_release(&report);
}
TEST_CASE("a circle over a gather is a deadlock", a_circle_over_a_gather_is_a_deadlock)

static Status dumps(void *arguments, Value *result) {
  (void)result;
  FILE *out = *(FILE **)arguments;
  static Event event;
  Task *task = task_spawn(CALL(waits_for, .event = &event), "one");
  TRY(sleep_for(1));
  runtime_dump(out);
  event_set(&event);
  return future_join(task, NULL);
}
struct dumps_args {
  FILE *out;
};

static void a_dump_says_what_each_task_does(void) {
  char text[1000] = "";
  FILE *out = tmpfile();
  assert_non_null(out);
  assert_int_equal(runtime_run(CALL(dumps, .out = out), NULL, NULL), STATUS_OK);
  rewind(out);
  size_t size = fread(text, 1, sizeof text - 1, out);
  fclose(out);
  text[size] = '\0';
  assert_non_null(strstr(text, "task 1 main (" __FILE__ ":"));
  assert_non_null(strstr(text, "): runs\n"));
  assert_non_null(strstr(text, "task 2 one (" __FILE__ ":"));
  assert_non_null(strstr(text, "): waits for a event\n"));
  runtime_dump(stdout); // outside of a run there is nothing to say
}
TEST_CASE("a dump says what each task does", a_dump_says_what_each_task_does)

// ---- Traces ------------------------------------------------------------------------------------

typedef struct Text {
  char bytes[64 * 1024];
  size_t size;
} Text;

static void write_down(const Trace *event, void *context) {
  Text *text = context;
  size_t room = sizeof text->bytes - text->size;
  int size = snprintf(text->bytes + text->size, room, "%d %.9f %llu %u %u %s %g\n", event->kind,
                      event->time, (unsigned long long)event->turn, event->task, event->other,
                      event->name, event->number);
  assert_true(size > 0 && (size_t)size < room);
  text->size += (size_t)size;
}

static void doubles(void *arguments) {
  *(int *)arguments *= 2;
}

struct offloads_args {
  int number;
};
static Status offloads(void *arguments, Value *result) {
  struct offloads_args *args = arguments;
  TRY(sleep_for(args->number % 3 * 0.1));
  TRY(thread_run(doubles, &args->number, sizeof args->number));
  result->integer = args->number;
  return STATUS_OK;
}

static Status works_in_jobs(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Group group;
  GROUP(group) {
    for (int i = 0; i < 20; i++)
      group_spawn(&group, CALL(offloads, .number = i), NULL);
  }
  return group.status;
}

static void two_runs_are_the_same(void) {
  static Text texts[2];
  for (int i = 0; i < 2; i++) {
    RunOptions options = {.trace = write_down, .trace_context = &texts[i]};
    texts[i].size = 0;
    assert_int_equal(runtime_run(CALL0(works_in_jobs), NULL, &options), STATUS_OK);
  }
  assert_true(texts[0].size > 1000);
  assert_string_equal(texts[0].bytes, texts[1].bytes);
}
TEST_CASE("two runs on the virtual clock have the same trace, jobs inline included",
          two_runs_are_the_same)

static void kinds_have_names(void) {
  for (ObservationKind kind = OBSERVED_STALL; kind <= OBSERVED_OUTSIDE; kind++) {
    assert_true(strlen(observation_name(kind)) > 5);
    for (ObservationKind other = OBSERVED_STALL; other < kind; other++) {
      assert_string_not_equal(observation_name(kind), observation_name(other));
    }
  }
}
TEST_CASE("each kind of observation has a name of its own", kinds_have_names)

static Status innocent(void *arguments, Value *result) {
  (void)arguments, (void)result;
  static Lock lock;
  lock = (Lock){0};
  TRY(lock_acquire(&lock));
  Task *task = task_spawn(CALL0(nothing), NULL);
  Status status = future_join(task, NULL);
  lock_release(&lock);
  return status;
}

static void an_innocent_program_is_not_observed(void) {
  Report report = {0};
  RunOptions options = {.report = &report};
  assert_int_equal(runtime_run(CALL0(innocent), NULL, &options), STATUS_OK);
  assert_int_equal(report.count, 0);
  assert_int_equal(report.peak_tasks, 2);
  report_release(&report);
}
TEST_CASE("nothing is observed where nothing is wrong", an_innocent_program_is_not_observed)

static Status really_blocks(void *arguments, Value *result) {
  (void)arguments, (void)result;
  struct timespec rest = {.tv_nsec = 120000000};
  nanosleep(&rest, NULL);
  return STATUS_OK;
}

static void the_watchdog_names_the_call(void) {
  Report report = {0};
  RunOptions options = {.report = &report, .clock = REAL_TIME, .slow_s = 0.05};
  assert_int_equal(runtime_run(CALL0(really_blocks), NULL, &options), STATUS_OK);
  assert_int_equal(report_count(&report, OBSERVED_STALL), 1);
#ifdef __linux__
  assert_non_null(report.items[0].call);
  // An emulator makes the calls of another processor, whose numbers are others.
  bool emulated = getenv("RUNTIME_EMULATED");
  assert_string_equal(report.items[0].call, emulated ? "a system call" : "nanosleep");
#endif
  report_release(&report);
}
TEST_CASE("on the real clock the blocking call is seen from outside", the_watchdog_names_the_call)

TEST_MAIN(&observes_table, &observes_without_place_table, &observes_at_once_table,
          &a_deadlock_names_the_wait_table, &a_circle_over_a_gather_is_a_deadlock_table,
          &a_dump_says_what_each_task_does_table, &two_runs_are_the_same_table,
          &kinds_have_names_table, &an_innocent_program_is_not_observed_table,
          &the_watchdog_names_the_call_table)
