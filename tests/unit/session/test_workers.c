// Tasks on threads: each done once, whatever the number of threads.
#include "session/workers.h"
#include "support/test.h"

#include <pthread.h>
#include <stdatomic.h>

#define TASKS 1000

typedef struct Row {
  const char *name;
  unsigned threads;
  size_t tasks;
  bool is_light;
  bool is_here; // on the calling thread
} Row;

static const Row rows[] = {
    {"nothing to do", 4, 0, false, true},
    {"one thread", 1, TASKS, false, false},
    {"several threads", 8, TASKS, false, false},
    {"more threads than tasks", 8, 3, false, false},
    {"as many as there are processors", 0, TASKS, false, false},
    {"light, one thread", 1, TASKS, true, true},
    {"light and few", 8, 3, true, true},
    {"light and many", 8, TASKS, true, false},
};

typedef struct Tally {
  atomic_uint done[TASKS];
  size_t last_progress; // on the calling thread alone
  pthread_t caller;
  atomic_bool is_elsewhere; // a task was done on another thread
} Tally;

static void count_task(void *context, Worker *worker, size_t task) {
  Tally *tally = context;
  (void)arena_push(&worker->arena, char, 100);
  atomic_fetch_add(&tally->done[task], 1);
  if (!pthread_equal(pthread_self(), tally->caller)) atomic_store(&tally->is_elsewhere, true);
}

static void note_progress(void *context, size_t done, size_t total) {
  Tally *tally = context;
  assert_true(done >= tally->last_progress && done <= total);
  tally->last_progress = done;
}

static void does_each_once(const Row *row) {
  Arena arena = {0};
  Workers workers = workers_make(&arena, row->threads);
  assert_true(workers.count > 0);
  Tally *tally = arena_push(&arena, Tally, 1);
  tally->caller = pthread_self();
  Work work = {.count = row->tasks,
               .is_light = row->is_light,
               .do_task = count_task,
               .context = tally,
               .on_progress = note_progress,
               .progress_context = tally};
  workers_run(&workers, &work);
  for (size_t i = 0; i < TASKS; i++)
    assert_int_equal(atomic_load(&tally->done[i]), i < row->tasks ? 1 : 0);
  assert_int_equal(tally->last_progress, row->tasks);
  assert_int_equal(!atomic_load(&tally->is_elsewhere), row->is_here);
  workers_release(&workers);
  arena_release(&arena);
}
TEST_TABLE("workers_run", rows, does_each_once)

// What they made stays; they start again without what they have given back.
static void keep_task(void *context, Worker *worker, size_t task) {
  uint32_t **kept = context;
  (void)arena_push(&worker->kept, char, 100);
  if (!worker->python) worker->python = python_reader_new();
  worker->largest_bytes = (size_t)1 << 30;
  kept[task] = arena_push(&worker->arena, uint32_t, 1);
  *kept[task] = (uint32_t)task;
}

static void rests(void) {
  Arena arena = {0};
  Workers workers = workers_make(&arena, 3);
  uint32_t **kept = arena_push(&arena, uint32_t *, TASKS);
  Work work = {.count = TASKS, .do_task = keep_task, .context = kept};
  for (int round = 0; round < 2; round++) {
    workers_run(&workers, &work);
    workers_rest(&workers);
    for (unsigned i = 0; i < workers.count; i++)
      assert_null(workers.at[i].python);
    workers_forget(&workers);
    for (unsigned i = 0; i < workers.count; i++)
      assert_int_equal(workers.at[i].kept.used_bytes, 0);
    for (uint32_t i = 0; i < TASKS; i++)
      assert_int_equal(*kept[i], i);
  }
  workers_release(&workers);
  arena_release(&arena);
}
TEST_CASE("workers_rest", rests)

TEST_MAIN(&does_each_once_table, &rests_table)
