// Every allocation of a run fails once: the run ends with a status, nothing crashes or leaks.
#include "runtime/runtime.h"

#include "support/test.h"

static Status one(void *arguments, Value *result) {
  (void)arguments;
  TRY(sleep_for(0.5));
  result->integer = 1;
  return STATUS_OK;
}

static Status items(Generator *self, void *arguments) {
  (void)arguments;
  for (int i = 0; i < 3; i++)
    TRY(generator_yield(self, (Value){.integer = i}));
  return STATUS_OK;
}

static void work(void *arguments) {
  *(int *)arguments += 1;
}

static Status iterate(void) {
  Generator *generator = GENERATE0(items);
  Value item = {0};
  Status status = STATUS_OK;
  while (!status)
    status = generator_next(generator, &item);
  generator_release(generator);
  return status == STATUS_STOP ? STATUS_OK : status;
}

static Status in_queue(void) {
  Queue queue;
  queue_init(&queue, QUEUE_PRIORITY, 0);
  Status status = queue_put(&queue, (Value){.integer = 1});
  Value item = {0};
  if (!status) status = queue_get(&queue, &item);
  queue_release(&queue);
  return status;
}

static Status in_group(void) {
  Group group;
  GROUP(group) {
    for (int i = 0; i < 2; i++)
      group_spawn(&group, CALL0(one), "member");
    group.status = sleep_for(0.1);
  }
  return group.status;
}

static Status completed(void) {
  Task *tasks[] = {task_spawn(CALL0(one), NULL), task_spawn(CALL0(one), NULL)};
  Completed *each = completed_new(tasks, 2, 5);
  Future *done = NULL;
  Status status = STATUS_OK;
  while (!status)
    status = completed_next(each, &done);
  completed_free(each);
  return status == STATUS_STOP ? STATUS_OK : status;
}

static Status everything(void *arguments, Value *result) {
  (void)arguments;
  static const char key;
  Task *tasks[] = {task_spawn(CALL0(one), "a"), task_spawn(CALL0(one), "b")};
  TRY(future_join(gather(tasks, 2, 0), NULL));
  TRY(wait_until(tasks, 2, 1, WAIT_ALL));
  TRY(future_await(shield(tasks[0]), NULL));
  TRY(wait_for(CALL0(one), 5, result));
  TRY(wait_for_future(task_spawn(CALL0(one), NULL), 5, NULL));
  TRY(iterate());
  TRY(in_queue());
  TRY(in_group());
  TRY(completed());
  TRY(local_set(&key, (Value){.integer = 1}));
  int number = 0;
  TRY(thread_run(work, &number, sizeof number));
  return number == 1 ? STATUS_OK : STATUS_INVALID;
}

static void run_with_failure(Profile profile) {
  bool failed = true;
  for (size_t at = 1; failed; at++) {
    RunOptions options = {.profile = profile, .fail_allocation = at, .turns_max = 10000};
    Value result = {0};
    Status status = runtime_run(CALL0(everything), &result, &options);
    failed = status != STATUS_OK;
    assert_true(at < 1000);
  }
}

typedef struct Row {
  const char *name;
  Profile profile;
} Row;
static const Row rows[] = {{"3.11", PROFILE_311}, {"3.12", PROFILE_312}, {"3.13", PROFILE_313}};

static void fails_cleanly(const Row *row) {
  run_with_failure(row->profile);
}
TEST_TABLE("each allocation fails in turn", rows, fails_cleanly)

TEST_MAIN(&fails_cleanly_table)
