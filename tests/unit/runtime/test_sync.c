// Locks, conditions, semaphores, queues and timers at their edges: each story is one that a
// deliberate mistake (tests/runtime/mutants.py) survived without it.
#include "runtime/runtime.h"

#include "support/test.h"

// ---- A turn that is passed on -------------------------------------------------------------------

typedef struct Things {
  Lock lock;
  Condition condition;
  Semaphore semaphore;
  Queue queue;
  int done;
} Things;

struct take_args {
  Things *things;
};
static Status take_lock(void *arguments, Value *result) {
  (void)result;
  Things *things = ((const struct take_args *)arguments)->things;
  TRY(lock_acquire(&things->lock));
  things->done++;
  return lock_release(&things->lock);
}
#define take_lock_args take_args

static Status lock_passes(void *arguments, Value *result) {
  (void)arguments;
  Things things = {0};
  TRY(lock_acquire(&things.lock));
  Task *first = task_spawn(CALL(take_lock, .things = &things), NULL);
  Task *second = task_spawn(CALL(take_lock, .things = &things), NULL);
  TRY(sleep_for(1));
  TRY(lock_release(&things.lock));
  future_cancel(first); // woken, and cancelled before it ran
  TRY(future_join(second, NULL));
  result->integer = things.done;
  return STATUS_OK;
}

static Status take_semaphore(void *arguments, Value *result) {
  (void)result;
  Things *things = ((const struct take_args *)arguments)->things;
  TRY(semaphore_acquire(&things->semaphore));
  things->done++;
  return semaphore_release(&things->semaphore);
}
#define take_semaphore_args take_args

static Status semaphore_passes(void *arguments, Value *result) {
  (void)arguments;
  Things things = {0};
  Task *first = task_spawn(CALL(take_semaphore, .things = &things), NULL);
  Task *second = task_spawn(CALL(take_semaphore, .things = &things), NULL);
  TRY(sleep_for(1));
  TRY(semaphore_release(&things.semaphore));
  future_cancel(first);
  TRY(future_join(second, NULL));
  result->integer = things.done;
  return STATUS_OK;
}

struct note_turn_args {
  Semaphore *semaphore;
  int64_t *turn;
};
static Status note_turn(void *arguments, Value *result) {
  (void)result;
  const struct note_turn_args *args = arguments;
  TRY(semaphore_acquire(args->semaphore));
  *args->turn = (int64_t)loop_turns();
  return STATUS_OK;
}

// Three units come while one task waits; two more queue up behind it before it runs.
static Status releases_three(void *arguments, Value *result) {
  (void)arguments;
  Semaphore semaphore = {0};
  int64_t turns[3] = {0};
  Task *tasks[3];
  tasks[0] = task_spawn(CALL(note_turn, .semaphore = &semaphore, .turn = &turns[0]), NULL);
  TRY(sleep_for(1));
  for (int i = 1; i < 3; i++) {
    tasks[i] = task_spawn(CALL(note_turn, .semaphore = &semaphore, .turn = &turns[i]), NULL);
  }
  for (int i = 0; i < 3; i++)
    TRY(semaphore_release(&semaphore));
  for (int i = 0; i < 3; i++)
    TRY(future_join(tasks[i], NULL));
  result->integer = turns[2] - turns[1];
  return STATUS_OK;
}

static Status semaphore_is_bounded(void *arguments, Value *result) {
  (void)arguments;
  Semaphore semaphore;
  semaphore_init_bounded(&semaphore, 1);
  TRY(semaphore_acquire(&semaphore));
  TRY(semaphore_release(&semaphore));
  result->integer = semaphore_release(&semaphore) == STATUS_INVALID;
  return STATUS_OK;
}

static Status wait_notified(void *arguments, Value *result) {
  (void)result;
  Things *things = ((const struct take_args *)arguments)->things;
  TRY(condition_acquire(&things->condition));
  Status status = condition_wait(&things->condition);
  things->done++;
  condition_release(&things->condition);
  return status;
}
#define wait_notified_args take_args

// Two notifications in one turn wake two, not the same one twice.
static Status notifies_two(void *arguments, Value *result) {
  (void)arguments;
  Things things = {0};
  condition_init(&things.condition, NULL);
  Task *tasks[2];
  for (int i = 0; i < 2; i++)
    tasks[i] = task_spawn(CALL(wait_notified, .things = &things), NULL);
  TRY(sleep_for(1));
  TRY(condition_acquire(&things.condition));
  TRY(condition_notify(&things.condition, 1));
  TRY(condition_notify(&things.condition, 1));
  TRY(condition_release(&things.condition));
  for (int i = 0; i < 2; i++)
    TRY(future_join(tasks[i], NULL));
  result->integer = things.done - 1;
  return STATUS_OK;
}

// ---- Queues ------------------------------------------------------------------------------------

static Status get_one(void *arguments, Value *result) {
  return queue_get(&((const struct take_args *)arguments)->things->queue, result);
}
#define get_one_args take_args

static Status join_queue(void *arguments, Value *result) {
  (void)result;
  return queue_join(&((const struct take_args *)arguments)->things->queue);
}
#define join_queue_args take_args

// The first getter is cancelled and still in line when the item comes.
static Status skips_cancelled(void *arguments, Value *result) {
  (void)arguments;
  Things things = {0};
  queue_init(&things.queue, QUEUE_FIFO, 0);
  Task *first = task_spawn(CALL(get_one, .things = &things), NULL);
  Task *second = task_spawn(CALL(get_one, .things = &things), NULL);
  TRY(sleep_for(1));
  future_cancel(first);
  TRY(queue_put_now(&things.queue, (Value){.integer = 1}));
  Status status = future_join(second, result);
  queue_release(&things.queue);
  return status;
}

static Status joins_at_zero(void *arguments, Value *result) {
  (void)arguments;
  Things things = {0};
  Value item = {0};
  queue_init(&things.queue, QUEUE_FIFO, 0);
  for (int i = 0; i < 2; i++)
    TRY(queue_put_now(&things.queue, item));
  Task *join = task_spawn(CALL(join_queue, .things = &things), NULL);
  TRY(queue_task_done(&things.queue));
  TRY(sleep_for(1));
  bool early = future_is_done(join);
  TRY(queue_task_done(&things.queue));
  TRY(future_join(join, NULL));
  result->integer = !early && queue_task_done(&things.queue) == STATUS_INVALID;
  queue_release(&things.queue);
  return STATUS_OK;
}

static Status shutting_ends_join(void *arguments, Value *result) {
  (void)arguments;
  Things things = {0};
  queue_init(&things.queue, QUEUE_FIFO, 0);
  TRY(queue_put_now(&things.queue, *result));
  Task *join = task_spawn(CALL(join_queue, .things = &things), NULL);
  TRY(sleep_for(1));
  queue_shut(&things.queue, true);
  TRY(future_join(join, NULL));
  result->integer = queue_size(&things.queue) == 0;
  queue_release(&things.queue);
  return STATUS_OK;
}

// ---- Cancellation counts -----------------------------------------------------------------------

// 3.13 takes the pending cancellation back with the last request.
static Status uncancels(void *arguments, Value *result) {
  (void)arguments;
  future_cancel(task_current());
  task_uncancel(task_current());
  result->integer = sleep_for(1) == STATUS_OK;
  return STATUS_OK;
}

static Status fails(void *arguments, Value *result) {
  (void)arguments, (void)result;
  TRY(sleep_for(1));
  return FAIL(5, "member");
}

static void cancel(Future *member, void *parent) {
  (void)member;
  future_cancel(parent);
}

// A group takes back its own request, not the one from outside.
static Status keeps_count(void *arguments, Value *result) {
  (void)arguments;
  Group group;
  GROUP(group) {
    Task *member = group_spawn(&group, CALL0(fails), NULL);
    future_on_done(member, cancel, task_current(), NULL); // in the turn in which the group aborts
    group.status = sleep_for(5);
  }
  result->integer = group.status == STATUS_GROUP && task_cancelling(task_current()) == 1;
  task_uncancel(task_current());
  return STATUS_OK;
}

// ---- Locals and timers -------------------------------------------------------------------------

static Status two_locals(void *arguments, Value *result) {
  (void)arguments;
  static const char keys[2];
  TRY(local_set(&keys[0], (Value){.integer = 3}));
  TRY(local_set(&keys[1], (Value){.integer = 4}));
  result->integer = local_get(&keys[0]).integer == 3 && local_get(&keys[1]).integer == 4;
  return STATUS_OK;
}

typedef struct Order {
  int64_t sum;
  struct Call {
    struct Order *order;
    int number;
  } calls[150];
} Order;

static void note(void *context) {
  const struct Call *call = context;
  call->order->sum = (call->order->sum * 31 + call->number + 1) % 1000003;
}

// The order of CPython's loop among timers of equal time, with a share of them cancelled: above a
// half the heap is rebuilt, which changes that order.
static Status timers_in_order(int cancelled_of_five, int64_t want, Value *result) {
  static Order order;
  Timer *timers[150];
  order.sum = 0;
  for (int i = 0; i < 150; i++) {
    order.calls[i] = (struct Call){&order, i};
    timers[i] = call_later(1 + (i * 7 % 10) * 0.1, note, &order.calls[i]);
  }
  for (int i = 0; i < 150; i++) {
    (i % 5 < cancelled_of_five ? timer_cancel : timer_drop)(timers[i]);
  }
  TRY(sleep_for(3));
  result->integer = order.sum == want;
  return STATUS_OK;
}

static Status few_are_dead(void *arguments, Value *result) {
  (void)arguments;
  return timers_in_order(2, 583270, result);
}

static Status many_are_dead(void *arguments, Value *result) {
  (void)arguments;
  return timers_in_order(3, 907584, result);
}

static Status peaks(void *arguments, Value *result) {
  (void)arguments;
  Queue queue;
  queue_init(&queue, QUEUE_FIFO, 0);
  Status status = STATUS_OK;
  Value item = {0};
  for (int i = 0; i < 3 && !status; i++)
    status = queue_put(&queue, item);
  for (int i = 0; i < 2 && !status; i++)
    status = queue_get(&queue, &item);
  if (!status) status = queue_put(&queue, item);
  result->integer = queue_peak(&queue) == 3 && queue_size(&queue) == 2;
  queue_release(&queue);
  return status;
}

typedef struct Row {
  const char *name;
  CoroutineFunction main;
} Row;
static const Row rows[] = {
    {"a lock passes the turn of a cancelled waiter on", lock_passes},
    {"a semaphore passes the turn of a cancelled waiter on", semaphore_passes},
    {"a bounded semaphore refuses one release too many", semaphore_is_bounded},
    {"two notifications wake two", notifies_two},
    {"a cancelled getter in line is skipped", skips_cancelled},
    {"a queue knows how full it was", peaks},
    {"a queue is joined when the last item is done", joins_at_zero},
    {"shutting a queue down ends its join", shutting_ends_join},
    {"a group keeps the count of requests from outside", keeps_count},
    {"two task locals", two_locals},
    {"timers of equal time, few of them dead", few_are_dead},
    {"timers of equal time, most of them dead", many_are_dead},
};

static void holds(const Row *row) {
  for (Profile profile = PROFILE_313; profile <= PROFILE_311; profile++) {
    // Older groups forget a request from outside that comes while they end.
    if (row->main == keeps_count && profile != PROFILE_313) continue;
    Value result = {0};
    RunOptions options = {.profile = profile};
    Coroutine *main = coroutine_new(row->main, "main", NULL, 0, HERE);
    assert_int_equal(runtime_run(main, &result, &options), STATUS_OK);
    assert_int_equal(result.integer, 1);
  }
}
TEST_TABLE("edges", rows, holds)

static void uncancel_depends_on_the_release(void) {
  Value newest = {0}, older = {0};
  RunOptions options = {.profile = PROFILE_312};
  assert_int_equal(runtime_run(CALL0(uncancels), &newest, NULL), STATUS_OK);
  assert_int_equal(runtime_run(CALL0(uncancels), &older, &options), STATUS_OK);
  assert_int_equal(newest.integer, 1);
  assert_int_equal(older.integer, 0);
}
TEST_CASE("3.13 takes a pending cancellation back", uncancel_depends_on_the_release)

static void a_semaphore_wakes_as_many_as_it_can(void) {
  Value newest = {0}, older = {0};
  RunOptions options = {.profile = PROFILE_312};
  assert_int_equal(runtime_run(CALL0(releases_three), &newest, NULL), STATUS_OK);
  assert_int_equal(runtime_run(CALL0(releases_three), &older, &options), STATUS_OK);
  assert_int_equal(newest.integer, 0);
  assert_int_equal(older.integer, 1);
}
TEST_CASE("3.13 wakes all that a semaphore has units for", a_semaphore_wakes_as_many_as_it_can)

TEST_MAIN(&holds_table, &a_semaphore_wakes_as_many_as_it_can_table,
          &uncancel_depends_on_the_release_table)
