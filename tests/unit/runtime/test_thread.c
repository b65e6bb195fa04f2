// Threads, calls from other threads, signals, descriptors.
#define _POSIX_C_SOURCE 200809L
#include "runtime/runtime.h"

#include "support/test.h"

#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

static void doubles(void *arguments) {
  struct timespec rest = {.tv_nsec = 2000000};
  nanosleep(&rest, NULL);
  *(int *)arguments *= 2;
}

static Status offloads(void *arguments, Value *result) {
  (void)arguments;
  int number = 21;
  TRY(thread_run(doubles, &number, sizeof number));
  result->integer = number;
  return STATUS_OK;
}

static Status offloads_many(void *arguments, Value *result) {
  (void)arguments;
  Task *tasks[20];
  for (int i = 0; i < 20; i++)
    tasks[i] = task_spawn(CALL0(offloads), NULL);
  for (int i = 0; i < 20; i++) {
    Value one = {0};
    TRY(future_join(tasks[i], &one));
    result->integer += one.integer;
  }
  return STATUS_OK;
}

// The one who waits is cancelled; the job goes on, on its own copy.
static Status leaves_job(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Task *task = task_spawn(CALL0(offloads), NULL);
  TRY(sleep_for(0));
  future_cancel(task);
  return future_join(task, NULL) == STATUS_CANCELLED ? STATUS_OK : STATUS_INVALID;
}

static void rests(void *arguments) {
  nanosleep(arguments, NULL);
}

struct rests_in_args {
  Pool *pool;
  struct timespec rest;
};
static Status rests_in(void *arguments, Value *result) {
  (void)result;
  struct rests_in_args *args = arguments;
  return pool_run(args->pool, rests, &args->rest, sizeof args->rest);
}

static Status closes_pool(void *arguments, Value *result) {
  (void)arguments;
  Pool *pool = pool_new(2);
  int number = 4;
  TRY(pool_run(pool, doubles, &number, sizeof number));
  TRY(pool_close(pool));
  result->integer = number;
  return pool_run(pool, doubles, &number, sizeof number) == STATUS_INVALID ? STATUS_OK : 1;
}

// The loop stands still meanwhile: a stall, which is reported.
static Status closes_pool_blocking(void *arguments, Value *result) {
  (void)result;
  Pool *pool = pool_new(1);
  struct timespec rest = {.tv_nsec = *(long *)arguments};
  Task *job = task_spawn(CALL(rests_in, .pool = pool, .rest = rest), NULL);
  TRY(sleep_for(0));
  pool_close_blocking(pool);
  return future_join(job, NULL);
}
struct closes_pool_blocking_args {
  long rest_ns;
};

static Status answers(void *arguments, Value *result) {
  (void)arguments;
  TRY(sleep_for(0.001));
  result->integer = 5;
  return STATUS_OK;
}

typedef struct Errand {
  Loop *loop;
  CoroutineFunction asked;
  Status status;
  Value answer;
} Errand;

static void run_errand(void *arguments) {
  Errand *errand = arguments;
  Coroutine *coroutine = coroutine_new(errand->asked, "asked", NULL, 0, HERE);
  errand->status = loop_call(errand->loop, coroutine, &errand->answer);
}

static Status calls_back(void *arguments, Value *result) {
  (void)arguments;
  Errand errand = {.loop = loop_current(), .asked = answers};
  TRY(thread_run(run_errand, &errand, sizeof errand));
  *result = errand.answer;
  return errand.status;
}

// One job waits for a coroutine that sleeps, another one works: time stands for the second.
static Status calls_beside_work(void *arguments, Value *result) {
  (void)arguments;
  Pool *pool = pool_new(2);
  Task *caller = task_spawn(CALL0(calls_back), NULL);
  int number = 1;
  TRY(pool_run(pool, doubles, &number, sizeof number));
  result->integer = time_now() > 0;
  TRY(future_join(caller, NULL));
  return time_now() >= 0.001 ? STATUS_OK : STATUS_INVALID;
}

typedef struct Row {
  const char *name;
  CoroutineFunction main;
  Threads threads;
  Clock clock;
  int64_t want;
} Row;
static const Row rows[] = {
    {"one job in a thread", offloads, THREADS_POOL, REAL_TIME, 42},
    {"one job inline", offloads, THREADS_INLINE, VIRTUAL_TIME, 42},
    {"threads under the virtual clock", offloads_many, THREADS_POOL, VIRTUAL_TIME, 840},
    {"many jobs", offloads_many, THREADS_POOL, REAL_TIME, 840},
    {"a job that is left", leaves_job, THREADS_POOL, REAL_TIME, 0},
    {"a job inline that is left", leaves_job, THREADS_INLINE, VIRTUAL_TIME, 0},
    {"a pool of its own", closes_pool, THREADS_POOL, REAL_TIME, 8},
    {"a job calls a coroutine that sleeps", calls_back, THREADS_POOL, VIRTUAL_TIME, 5},
    {"the same on the real clock", calls_back, THREADS_POOL, REAL_TIME, 5},
    {"a job calls while another works", calls_beside_work, THREADS_POOL, VIRTUAL_TIME, 0},
};

static void offloading(const Row *row) {
  Value result = {0};
  RunOptions options = {.threads = row->threads, .clock = row->clock};
  Coroutine *main = coroutine_new(row->main, "main", NULL, 0, HERE);
  assert_int_equal(runtime_run(main, &result, &options), STATUS_OK);
  assert_int_equal(result.integer, row->want);
}
TEST_TABLE("jobs", rows, offloading)

static void closing_a_pool_may_block(void) {
  Report report = {0};
  RunOptions options = {
      .threads = THREADS_POOL, .clock = REAL_TIME, .slow_s = 0.05, .report = &report};
  Coroutine *main = CALL(closes_pool_blocking, .rest_ns = 120000000);
  assert_int_equal(runtime_run(main, NULL, &options), STATUS_OK);
  assert_int_equal(report_count(&report, OBSERVED_STALL), 1);
  assert_string_equal(report.items[0].call, "pool_close_blocking");
  report_release(&report);
}
TEST_CASE("closing a pool without awaiting stalls the loop", closing_a_pool_may_block)

// ---- From another thread -----------------------------------------------------------------------

static void *asks(void *loop) {
  Value answer = {0};
  Status status = loop_call(loop, CALL0(answers), &answer);
  return (void *)(uintptr_t)(status == STATUS_OK ? answer.integer : 0);
}

static Status is_asked(void *arguments, Value *result) {
  (void)arguments;
  pthread_t thread;
  if (pthread_create(&thread, NULL, asks, loop_current())) return STATUS_NO_MEMORY;
  TRY(sleep_for(0.2));
  void *answer = NULL;
  pthread_join(thread, &answer);
  result->integer = (int64_t)(uintptr_t)answer;
  return STATUS_OK;
}

static void another_thread_calls(void) {
  Value result = {0};
  RunOptions options = {.clock = REAL_TIME};
  assert_int_equal(runtime_run(CALL0(is_asked), &result, &options), STATUS_OK);
  assert_int_equal(result.integer, 5);
}
TEST_CASE("another thread calls a coroutine", another_thread_calls)

static Status waits_in_vain(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Event event = {0};
  return event_wait(&event);
}

static Status calls_in_vain(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Errand errand = {.loop = loop_current(), .asked = waits_in_vain};
  return thread_run(run_errand, &errand, sizeof errand);
}

// The run ends nevertheless: the thread of the pool is let go, or joining it would hang.
static void a_job_that_calls_in_vain(void) {
  for (Clock clock = VIRTUAL_TIME; clock <= REAL_TIME; clock++) {
    RunOptions options = {.threads = THREADS_POOL, .clock = clock};
    assert_int_equal(runtime_run(CALL0(calls_in_vain), NULL, &options), STATUS_DEADLOCK);
  }
}
TEST_CASE("a job that calls what never ends is a deadlock", a_job_that_calls_in_vain)

// The run is over by its budget, before the job calls or while its call is on the way.
typedef struct LateRow {
  const char *name;
  long job_rests_ns, loop_blocks_ns;
} LateRow;
static const LateRow late_rows[] = {
    {"after the run", 60000000, 0},
    {"while nobody listens", 0, 60000000},
};

static Status late_status;

typedef struct LateCall {
  Loop *loop;
  long rests_ns;
} LateCall;

static void calls_late(void *arguments) {
  const LateCall *args = arguments;
  struct timespec rest = {.tv_nsec = args->rests_ns};
  nanosleep(&rest, NULL);
  late_status = loop_call(args->loop, CALL0(answers), NULL);
}

struct ends_early_args {
  const LateRow *row;
};
static Status ends_early(void *arguments, Value *result) {
  (void)result;
  const LateRow *row = ((const struct ends_early_args *)arguments)->row;
  LateCall args = {loop_current(), row->job_rests_ns};
  return thread_run(calls_late, &args, sizeof args);
}

struct hogs_args {
  const LateRow *row;
};
static Status hogs(void *arguments, Value *result) {
  (void)result;
  const LateRow *row = ((const struct hogs_args *)arguments)->row;
  TRY(task_spawn(CALL(ends_early, .row = row), NULL) ? sleep_for(0) : STATUS_NO_MEMORY);
  struct timespec rest = {.tv_nsec = row->loop_blocks_ns};
  nanosleep(&rest, NULL);
  return sleep_for(1);
}

static void a_late_call_is_closed(const LateRow *row) {
  late_status = STATUS_OK;
  RunOptions options = {.threads = THREADS_POOL, .clock = REAL_TIME, .turns_max = 2};
  assert_int_equal(runtime_run(CALL(hogs, .row = row), NULL, &options), STATUS_BUDGET);
  assert_int_equal(late_status, STATUS_CLOSED);
}
TEST_TABLE("a job that calls when the run is over is let go", late_rows, a_late_call_is_closed)

// The same on a thread of its own, whose call is there when no turn comes any more: taken by the
// loop, which has woken for it, and never begun.
typedef struct Caller {
  pthread_t thread;
  Loop *loop;
  Status status;
} Caller;

static atomic_bool is_called;

static void wake_and_tell(void *io) {
  io_poll.wake(io);
  atomic_store(&is_called, true);
}

static void *call_from_outside(void *context) {
  Caller *caller = context;
  caller->status = loop_call(caller->loop, CALL0(answers), NULL);
  return NULL;
}

static void call_at_the_end(const RunMark *mark, void *context) {
  if (mark->kind != RUN_ENDS) return;
  Caller *caller = context;
  caller->loop = loop_current();
  assert_int_equal(pthread_create(&caller->thread, NULL, call_from_outside, caller), 0);
  while (!atomic_load(&is_called))
    sched_yield();
}

static void a_call_after_the_last_turn(void) {
  Caller caller = {.status = STATUS_OK};
  IoBackend io = io_poll;
  io.wake = wake_and_tell;
  atomic_store(&is_called, false);
  RunOptions options = {.io = &io, .mark = call_at_the_end, .mark_context = &caller};
  assert_int_equal(runtime_run(CALL0(answers), NULL, &options), STATUS_OK);
  assert_int_equal(pthread_join(caller.thread, NULL), 0);
  assert_int_equal(caller.status, STATUS_CLOSED);
}
TEST_CASE("a call that comes after the last turn is let go", a_call_after_the_last_turn)

// ---- Signals and descriptors -------------------------------------------------------------------

static void set(void *event) {
  event_set(event);
}

static Status waits_for_signal(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Event event = {0};
  TRY(signal_on(SIGUSR1, set, &event));
  raise(SIGUSR1);
  return event_wait(&event);
}

static void a_signal_becomes_a_call(void) {
  for (Clock clock = VIRTUAL_TIME; clock <= REAL_TIME; clock++) {
    RunOptions options = {.clock = clock};
    assert_int_equal(runtime_run(CALL0(waits_for_signal), NULL, &options), STATUS_OK);
  }
}
TEST_CASE("a signal becomes a call on the loop", a_signal_becomes_a_call)

struct writes_args {
  int fd;
};
static Status writes(void *arguments, Value *result) {
  (void)result;
  const struct writes_args *args = arguments;
  TRY(sleep_for(0.01));
  return write(args->fd, "x", 1) == 1 ? STATUS_OK : STATUS_IO;
}

static Status reads(void *arguments, Value *result) {
  (void)arguments;
  int ends[2];
  if (pipe(ends)) return STATUS_IO;
  Task *writer = task_spawn(CALL(writes, .fd = ends[1]), NULL);
  Status status = io_readable(ends[0]);
  char byte = 0;
  if (!status && read(ends[0], &byte, 1) == 1) result->integer = byte;
  if (!status) status = future_join(writer, NULL);
  close(ends[0]);
  close(ends[1]);
  return status;
}

// A pipe has room, is filled, and has room again when somebody reads.
static Status finds_room(void *arguments, Value *result) {
  (void)arguments;
  int ends[2];
  if (pipe(ends)) return STATUS_IO;
  fcntl(ends[1], F_SETFL, O_NONBLOCK);
  Status status = io_writable(ends[1]);
  static char bytes[4096];
  size_t filled = 0, drained = 0;
  for (ssize_t size = 1; size > 0 && !status; filled += size > 0 ? (size_t)size : 0)
    size = write(ends[1], bytes, sizeof bytes);
  Timeout timeout;
  TIMEOUT(timeout, 0.05) {
    timeout.status = io_writable(ends[1]);
  }
  for (ssize_t size = 1; size > 0 && drained<filled; drained += size> 0 ? (size_t)size : 0)
    size = read(ends[0], bytes, sizeof bytes);
  if (!status) status = io_writable(ends[1]);
  result->integer = timeout.status == STATUS_TIMEOUT ? 'x' : 0;
  close(ends[0]);
  close(ends[1]);
  return status;
}

static void a_descriptor_is_waited_for(void) {
  for (Clock clock = VIRTUAL_TIME; clock <= REAL_TIME; clock++) {
    Value result = {0};
    RunOptions options = {.clock = clock};
    assert_int_equal(runtime_run(CALL0(reads), &result, &options), STATUS_OK);
    assert_int_equal(result.integer, 'x');
    result.integer = 0;
    assert_int_equal(runtime_run(CALL0(finds_room), &result, &options), STATUS_OK);
    assert_int_equal(result.integer, 'x');
  }
}
TEST_CASE("a task waits for a descriptor", a_descriptor_is_waited_for)

// Nothing ever arrives: the deadline comes when the kernel had a moment, which is real.
static Status reads_in_vain(void *arguments, Value *result) {
  (void)arguments, (void)result;
  int ends[2];
  if (pipe(ends)) return STATUS_IO;
  Timeout timeout;
  TIMEOUT(timeout, 3600) {
    timeout.status = io_readable(ends[0]);
  }
  close(ends[0]);
  close(ends[1]);
  return timeout.status;
}

static double monotonic(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void a_descriptor_gets_a_moment(void) {
  double began = monotonic();
  RunOptions options = {.clock = VIRTUAL_TIME};
  assert_int_equal(runtime_run(CALL0(reads_in_vain), NULL, &options), STATUS_TIMEOUT);
  assert_true(monotonic() - began >= 0.019);
}
TEST_CASE("the virtual clock gives a descriptor a moment", a_descriptor_gets_a_moment)

TEST_MAIN(&offloading_table, &another_thread_calls_table, &a_signal_becomes_a_call_table,
          &a_descriptor_is_waited_for_table, &a_job_that_calls_in_vain_table,
          &a_descriptor_gets_a_moment_table, &a_late_call_is_closed_table,
          &a_call_after_the_last_turn_table, &closing_a_pool_may_block_table)
