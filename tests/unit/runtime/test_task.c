// What the random programs cannot show: stories with an exact result, one test each.
#define _POSIX_C_SOURCE 200809L
#include "runtime/context.h"
#include "runtime/runtime.h"

#include "support/test.h"

#include <string.h>
#include <time.h>

static Status run(Coroutine *main, Value *result) {
  return runtime_run(main, result, NULL);
}

// ---- Coroutines and tasks -----------------------------------------------------------------------

struct add_args {
  int64_t a, b;
  double after;
};
static Status add(void *arguments, Value *result) {
  const struct add_args *args = arguments;
  if (args->after > 0) TRY(sleep_for(args->after));
  result->integer = args->a + args->b;
  return STATUS_OK;
}

static Status gathers(void *arguments, Value *result) {
  (void)arguments;
  Task *tasks[3];
  for (int i = 0; i < 3; i++)
    tasks[i] = task_spawn(CALL(add, .a = i, .b = 10, .after = 3 - i), NULL);
  Value all = {0};
  TRY(future_join(gather(tasks, 3, 0), &all));
  for (int i = 0; i < 3; i++) {
    Value one = {0};
    TRY(future_join(tasks[i], &one));
    result->integer = result->integer * 100 + one.integer;
  }
  result->integer += (int64_t)time_now() * 1000000;
  return STATUS_OK;
}

static void gather_keeps_order_and_overlaps(void) {
  Value result = {0};
  assert_int_equal(run(CALL0(gathers), &result), STATUS_OK);
  assert_int_equal(result.integer, 3101112);
}
TEST_CASE("gather keeps the order of its arguments and takes as long as the slowest",
          gather_keeps_order_and_overlaps)

static Status fails(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return FAIL(404, "no page %s", "x");
}

static Status reads_failure(void *arguments, Value *result) {
  (void)arguments;
  Status status = future_join(task_spawn(CALL0(fails), NULL), NULL);
  const Failure *failure = failure_last();
  result->integer = failure && failure->status == 404 && !strcmp(failure->text, "no page x");
  return status == 404 ? STATUS_OK : STATUS_INVALID;
}

static void errors_carry_their_text(void) {
  Value result = {0};
  assert_int_equal(run(CALL0(reads_failure), &result), STATUS_OK);
  assert_int_equal(result.integer, 1);
}
TEST_CASE("an error reaches the one who awaits with text and place", errors_carry_their_text)

static Status fails_bare(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return 404;
}
static Status fails_without_words(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return FAIL(STATUS_TIMEOUT, "%s", "");
}

struct notes_text_args {
  CoroutineFunction function;
  char *text;
};
static Status notes_text(void *arguments, Value *result) {
  (void)result;
  const struct notes_text_args *args = arguments;
  Coroutine *coroutine = coroutine_new(args->function, "function", NULL, 0, HERE);
  if (!coroutine_await(coroutine, NULL)) return STATUS_INVALID;
  snprintf(args->text, 100, "%s", failure_text());
  return STATUS_OK;
}

typedef struct TextRow {
  const char *name;
  CoroutineFunction function;
  const char *want;
} TextRow;
static const TextRow text_rows[] = {
    {"of an error with a text", fails, "no page x"},
    {"of an error without one", fails_without_words, "timeout"},
    {"of a status alone", fails_bare, "error"},
};

static void an_error_has_a_text(const TextRow *row) {
  char text[100] = "";
  Coroutine *main = CALL(notes_text, .function = row->function, .text = text);
  assert_int_equal(run(main, NULL), STATUS_OK);
  assert_string_equal(text, row->want);
  assert_string_equal(failure_text(), "error"); // outside of a run
}
TEST_TABLE("the text of an error", text_rows, an_error_has_a_text)

static void an_error_has_a_text_without_memory(void) {
  bool ended_well = false, without = false;
  for (size_t i = 1; i < 100; i++) {
    char text[100] = "";
    RunOptions options = {.fail_allocation = i};
    Coroutine *main = CALL(notes_text, .function = fails, .text = text);
    ended_well = !runtime_run(main, NULL, &options);
    without = without || (ended_well && !strcmp(text, "error"));
  }
  assert_true(ended_well && without);
}
TEST_CASE("an error has a text when there is no memory for it", an_error_has_a_text_without_memory)

// ---- Time --------------------------------------------------------------------------------------

static Status sleeps_an_hour(void *arguments, Value *result) {
  (void)arguments;
  for (int i = 0; i < 3600; i++)
    TRY(sleep_for(1));
  result->number = time_now();
  return STATUS_OK;
}

static void virtual_time_is_exact(void) {
  Value result = {0};
  assert_int_equal(run(CALL0(sleeps_an_hour), &result), STATUS_OK);
  assert_true(result.number == 3600.0);
}
TEST_CASE("an hour on the virtual clock", virtual_time_is_exact)

static Status real_sleep(void *arguments, Value *result) {
  (void)arguments;
  double began = time_now();
  TRY(sleep_for(0.02));
  result->number = time_now() - began;
  return STATUS_OK;
}

static void real_time_passes(void) {
  Value result = {0};
  RunOptions options = {.clock = REAL_TIME};
  assert_int_equal(runtime_run(CALL0(real_sleep), &result, &options), STATUS_OK);
  assert_true(result.number >= 0.0199);
}
TEST_CASE("the real clock waits", real_time_passes)

static Status late(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Timeout timeout;
  TIMEOUT(timeout, 1.5) {
    timeout.status = sleep_for(10);
  }
  return timeout.status;
}

static void timeout_is_a_status(void) {
  assert_int_equal(run(CALL0(late), NULL), STATUS_TIMEOUT);
}
TEST_CASE("a timeout turns its own cancellation into STATUS_TIMEOUT", timeout_is_a_status)

// ---- The four that random programs hit seldom --------------------------------------------------

static Status getter(void *arguments, Value *result) {
  return queue_get(*(Queue **)arguments, result);
}
struct getter_args {
  Queue *queue;
};

static Status passes_item_on(void *arguments, Value *result) {
  (void)arguments;
  Queue queue;
  queue_init(&queue, QUEUE_FIFO, 0);
  Task *first = task_spawn(CALL(getter, .queue = &queue), "first");
  Task *second = task_spawn(CALL(getter, .queue = &queue), "second");
  TRY(sleep_for(1));
  TRY(queue_put_now(&queue, (Value){.integer = 7}));
  future_cancel(first); // in the turn in which it was woken
  Status status = future_join(second, result);
  queue_release(&queue);
  return status;
}

static void a_cancelled_getter_wakes_the_next(void) {
  Value result = {0};
  assert_int_equal(run(CALL0(passes_item_on), &result), STATUS_OK);
  assert_int_equal(result.integer, 7);
}
TEST_CASE("a getter that is woken and cancelled leaves the item to the next",
          a_cancelled_getter_wakes_the_next)

struct putter_args {
  Queue *queue;
};
static Status putter(void *arguments, Value *result) {
  (void)result;
  const struct putter_args *args = arguments;
  return queue_put(args->queue, (Value){.integer = 2});
}

static Status passes_room_on(void *arguments, Value *result) {
  (void)arguments;
  Queue queue;
  queue_init(&queue, QUEUE_FIFO, 1);
  TRY(queue_put_now(&queue, (Value){.integer = 1}));
  Task *first = task_spawn(CALL(putter, .queue = &queue), "first");
  Task *second = task_spawn(CALL(putter, .queue = &queue), "second");
  TRY(sleep_for(1));
  TRY(queue_get_now(&queue, result));
  future_cancel(first);
  Status status = future_join(second, NULL);
  result->integer = (int64_t)queue_size(&queue);
  queue_release(&queue);
  return status;
}

static void a_cancelled_putter_wakes_the_next(void) {
  Value result = {0};
  assert_int_equal(run(CALL0(passes_room_on), &result), STATUS_OK);
  assert_int_equal(result.integer, 1);
}
TEST_CASE("a putter that is woken and cancelled leaves the room to the next",
          a_cancelled_putter_wakes_the_next)

struct condition_waiter_args {
  Condition *condition;
  int *cancelled;
};
static Status condition_waiter(void *arguments, Value *result) {
  (void)result;
  const struct condition_waiter_args *args = arguments;
  TRY(condition_acquire(args->condition));
  Status status = condition_wait(args->condition);
  *args->cancelled = status == STATUS_CANCELLED && args->condition->lock->locked;
  condition_release(args->condition);
  return status;
}

static Status cancels_retaking(void *arguments, Value *result) {
  (void)arguments;
  Condition condition;
  condition_init(&condition, NULL);
  int cancelled = 0;
  Task *task = task_spawn(CALL(condition_waiter, .condition = &condition, .cancelled = &cancelled),
                          "waiter");
  TRY(sleep_for(1));
  TRY(condition_acquire(&condition));
  future_cancel(task); // leaves the condition, wants the lock that we hold
  TRY(sleep_for(1));
  future_cancel(task); // while it waits for the lock
  TRY(sleep_for(1));
  bool still_waits = !future_is_done(task);
  TRY(condition_release(&condition));
  Status status = future_join(task, NULL);
  result->integer = still_waits && cancelled && status == STATUS_CANCELLED;
  return STATUS_OK;
}

static void the_lock_is_retaken_under_two_cancels(void) {
  Value result = {0};
  assert_int_equal(run(CALL0(cancels_retaking), &result), STATUS_OK);
  assert_int_equal(result.integer, 1);
}
TEST_CASE("a condition takes its lock again, cancelled twice",
          the_lock_is_retaken_under_two_cancels)

static Status waits_for_error(void *arguments, Value *result) {
  (void)arguments;
  Task *tasks[] = {task_spawn(CALL(add, .after = 5), NULL), task_spawn(CALL0(fails), NULL)};
  TRY(wait_until(tasks, 2, NO_TIMEOUT, WAIT_FIRST_ERROR));
  result->integer = !future_is_done(tasks[0]) && future_is_done(tasks[1]) && time_now() == 0;
  return future_result(tasks[1], NULL) == 404 ? STATUS_OK : STATUS_INVALID;
}

static void the_first_error_ends_a_wait(void) {
  Value result = {0};
  assert_int_equal(run(CALL0(waits_for_error), &result), STATUS_OK);
  assert_int_equal(result.integer, 1);
}
TEST_CASE("wait_until ends with the first error", the_first_error_ends_a_wait)

// As asyncio's as_completed, which makes a set of them.
static Status completes_one_twice(void *arguments, Value *result) {
  (void)arguments;
  Task *slow = task_spawn(CALL(add, .a = 1, .after = 2), NULL);
  Task *quick = task_spawn(CALL(add, .a = 2, .after = 1), NULL);
  Task *tasks[] = {slow, quick, slow};
  Completed *each = completed_new(tasks, 3, NO_TIMEOUT);
  Status status = STATUS_OK;
  Future *done = NULL;
  while (!(status = completed_next(each, &done)))
    result->integer = result->integer * 10 + (done == quick ? 2 : 1);
  completed_free(each);
  return status == STATUS_STOP ? STATUS_OK : status;
}

static void a_future_completes_once(void) {
  Value result = {0};
  assert_int_equal(run(CALL0(completes_one_twice), &result), STATUS_OK);
  assert_int_equal(result.integer, 21);
}
TEST_CASE("completed_next gives a future once, however often it was asked for",
          a_future_completes_once)

static Status shields_cancelled(void *arguments, Value *result) {
  (void)arguments;
  Task *inner = task_spawn(CALL(add, .after = 5), NULL);
  Future *outer = shield(inner);
  TRY(sleep_for(1));
  future_cancel(inner);
  Status status = future_join(outer, NULL);
  result->integer = future_is_cancelled(inner);
  return status == STATUS_CANCELLED ? STATUS_OK : STATUS_INVALID;
}

static void a_cancelled_inner_cancels_its_shield(void) {
  Value result = {0};
  assert_int_equal(run(CALL0(shields_cancelled), &result), STATUS_OK);
  assert_int_equal(result.integer, 1);
}
TEST_CASE("a shield of a cancelled task is cancelled", a_cancelled_inner_cancels_its_shield)

// ---- Many --------------------------------------------------------------------------------------

struct holder_args {
  Semaphore *semaphore;
};
static Status holder(void *arguments, Value *result) {
  (void)result;
  const struct holder_args *args = arguments;
  TRY(semaphore_acquire(args->semaphore));
  Status status = sleep_for(0);
  semaphore_release(args->semaphore);
  return status;
}

struct many_waiters_args {
  int count;
};
static Status many_waiters(void *arguments, Value *result) {
  (void)result;
  const struct many_waiters_args *args = arguments;
  Semaphore semaphore;
  semaphore_init(&semaphore, 1);
  Group group;
  GROUP(group) {
    for (int i = 0; i < args->count; i++)
      group_spawn(&group, CALL(holder, .semaphore = &semaphore), NULL);
  }
  return group.status;
}

static double processor_s(void) {
  struct timespec now = {0};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

// The least that so many waiters took of the processor.
static double cost_of_waiters(int count) {
  double least = INFINITY;
  for (int i = 0; i < 3; i++) {
    double began = processor_s();
    assert_int_equal(run(CALL(many_waiters, .count = count), NULL), STATUS_OK);
    double cost = processor_s() - began;
    if (cost < least) least = cost;
  }
  return least;
}

// Eight times as many waiters cost eight times as much, not sixty-four times. The thread sanitizer
// knows 8,000 stacks.
static void fifty_thousand_wait_for_one_semaphore(void) {
  const int many = CONTEXT_TSAN ? 6000 : 50000;
  double few_s = cost_of_waiters(many / 8);
  double many_s = cost_of_waiters(many);
  printf("%d waiters: %.0f ns each, %d: %.0f ns\n", many / 8, few_s * 8e9 / many, many,
         many_s * 1e9 / many);
  assert_true(many_s < 24 * few_s);
}
TEST_CASE("the time of 50,000 waiters for one semaphore is linear",
          fifty_thousand_wait_for_one_semaphore)

// ---- Timers and callbacks ----------------------------------------------------------------------

typedef struct Calls {
  double at[4];
  int count;
} Calls;

static void note_time(void *context) {
  Calls *calls = context;
  calls->at[calls->count++] = time_now();
}

static Status calls_at_times(void *arguments, Value *result) {
  (void)arguments;
  Calls calls = {0};
  timer_drop(call_at(2, note_time, &calls));
  timer_drop(call_at(1, note_time, &calls));
  timer_cancel(call_at(1.5, note_time, &calls));
  timer_drop(call_at(-1, note_time, &calls)); // over: the next turn
  TRY(sleep_for(3));
  result->integer = calls.count == 3 && calls.at[0] == 0 && calls.at[1] == 1 && calls.at[2] == 2;
  return STATUS_OK;
}

static void calls_come_at_their_time(void) {
  Value result = {0};
  assert_int_equal(run(CALL0(calls_at_times), &result), STATUS_OK);
  assert_int_equal(result.integer, 1);
}
TEST_CASE("a call comes at its time", calls_come_at_their_time)

static void count_one(Future *future, void *context) {
  (void)future;
  ++*(int *)context;
}

// A call that is removed does not come, unless it was queued already.
static Status removes_calls(void *arguments, Value *result) {
  (void)arguments;
  int early = 0, late = 0, kept = 0;
  Future *future = future_new();
  future_on_done(future, count_one, &early, NULL);
  future_on_done(future, count_one, &kept, NULL);
  future_on_done(future, count_one, &late, NULL);
  future_remove(future, count_one, &early);
  future_set_result(future, (Value){.integer = 1});
  future_remove(future, count_one, &late);
  TRY(sleep_for(0));
  result->integer = early == 0 && kept == 1 && late == 1;
  return STATUS_OK;
}

static void a_removed_call_does_not_come(void) {
  Value result = {0};
  assert_int_equal(run(CALL0(removes_calls), &result), STATUS_OK);
  assert_int_equal(result.integer, 1);
}
TEST_CASE("a call that is removed does not come", a_removed_call_does_not_come)

// Inside the block, and behind it, it is known whether the deadline has come.
static Status expires(void *arguments, Value *result) {
  (void)arguments;
  bool before = true, inside = false;
  Timeout timeout;
  TIMEOUT(timeout, 1) {
    before = timeout_is_expired(&timeout);
    timeout.status = sleep_for(2);
    inside = timeout_is_expired(&timeout);
  }
  bool behind = timeout_is_expired(&timeout);
  Timeout in_time;
  TIMEOUT(in_time, 1) {
    in_time.status = sleep_for(0.5);
  }
  result->integer = !before && inside && behind && !timeout_is_expired(&in_time);
  return timeout.status == STATUS_TIMEOUT ? in_time.status : STATUS_INVALID;
}

static void a_timeout_knows_its_state(void) {
  Value result = {0};
  assert_int_equal(run(CALL0(expires), &result), STATUS_OK);
  assert_int_equal(result.integer, 1);
}
TEST_CASE("a timeout knows whether it expired", a_timeout_knows_its_state)

static void statuses_have_names(void) {
  assert_string_equal(status_name(STATUS_OK), "ok");
  assert_string_equal(status_name(STATUS_CANCELLED), "cancelled");
  assert_string_equal(status_name(STATUS_OPEN), "open");
  assert_string_equal(status_name(404), "error");
  assert_string_equal(status_name(-1000), "unknown");
}
TEST_CASE("each status has a name", statuses_have_names)

// ---- The run -----------------------------------------------------------------------------------

static Status waits_for_ever(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Event event = {0};
  return event_wait(&event);
}

static void nothing_more_can_happen(void) {
  assert_int_equal(run(CALL0(waits_for_ever), NULL), STATUS_DEADLOCK);
}
TEST_CASE("a run ends when nothing can ever happen again", nothing_more_can_happen)

static Status spins(void *arguments, Value *result) {
  (void)arguments, (void)result;
  for (;;)
    TRY(sleep_for(0));
}

static void budget_ends_a_livelock(void) {
  RunOptions options = {.turns_max = 1000};
  assert_int_equal(runtime_run(CALL0(spins), NULL, &options), STATUS_BUDGET);
}
TEST_CASE("a budget of turns ends a busy wait", budget_ends_a_livelock)

static Status local_child(void *arguments, Value *result) {
  static const char key;
  (void)arguments;
  result->integer = local_get(&key).integer;
  TRY(local_set(&key, (Value){.integer = 2}));
  result->integer = result->integer * 10 + local_get(&key).integer;
  return STATUS_OK;
}

static void locals_start_empty(void) {
  Value result = {0};
  assert_int_equal(run(CALL0(local_child), &result), STATUS_OK);
  assert_int_equal(result.integer, 2);
}
TEST_CASE("a task local is zero until it is set", locals_start_empty)

TEST_MAIN(&gather_keeps_order_and_overlaps_table, &errors_carry_their_text_table,
          &an_error_has_a_text_table, &an_error_has_a_text_without_memory_table,
          &virtual_time_is_exact_table, &real_time_passes_table, &timeout_is_a_status_table,
          &a_cancelled_getter_wakes_the_next_table, &a_cancelled_putter_wakes_the_next_table,
          &the_lock_is_retaken_under_two_cancels_table, &the_first_error_ends_a_wait_table,
          &a_future_completes_once_table, &a_cancelled_inner_cancels_its_shield_table,
          &fifty_thousand_wait_for_one_semaphore_table, &calls_come_at_their_time_table,
          &a_removed_call_does_not_come_table, &a_timeout_knows_its_state_table,
          &statuses_have_names_table, &nothing_more_can_happen_table, &budget_ends_a_livelock_table,
          &locals_start_empty_table)
