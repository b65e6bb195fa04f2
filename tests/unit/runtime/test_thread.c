// Threads, calls from other threads, signals, descriptors.
#define _POSIX_C_SOURCE 200809L
#include "runtime/runtime.h"

#include "support/test.h"

#include <pthread.h>
#include <signal.h>
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

static Status closes_pool(void *arguments, Value *result) {
  (void)arguments;
  Pool *pool = pool_new(2);
  int number = 4;
  TRY(pool_run(pool, doubles, &number, sizeof number));
  TRY(pool_close(pool));
  result->integer = number;
  return pool_run(pool, doubles, &number, sizeof number) == STATUS_INVALID ? STATUS_OK : 1;
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
};

static void offloading(const Row *row) {
  Value result = {0};
  RunOptions options = {.threads = row->threads, .clock = row->clock};
  Coroutine *main = coroutine_new(row->main, "main", NULL, 0, HERE);
  assert_int_equal(runtime_run(main, &result, &options), STATUS_OK);
  assert_int_equal(result.integer, row->want);
}
TEST_TABLE("jobs", rows, offloading)

// ---- From another thread
// ---------------------------------------------------------------------------

static Status answers(void *arguments, Value *result) {
  (void)arguments;
  TRY(sleep_for(0.001));
  result->integer = 5;
  return STATUS_OK;
}

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

// ---- Signals and descriptors
// -----------------------------------------------------------------------

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

static void a_descriptor_is_waited_for(void) {
  for (Clock clock = VIRTUAL_TIME; clock <= REAL_TIME; clock++) {
    Value result = {0};
    RunOptions options = {.clock = clock};
    assert_int_equal(runtime_run(CALL0(reads), &result, &options), STATUS_OK);
    assert_int_equal(result.integer, 'x');
  }
}
TEST_CASE("a task waits for a descriptor", a_descriptor_is_waited_for)

TEST_MAIN(&offloading_table, &another_thread_calls_table, &a_signal_becomes_a_call_table,
          &a_descriptor_is_waited_for_table)
