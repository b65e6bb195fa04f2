// Waiting for futures without taking over their errors: wait_until, completed_next and wait_for.
//
// Whoever waits here leaves when cancelled, but its call may already be queued by then. What that
// call writes to is therefore counted, never a variable of the waiting function.
#include "runtime/core.h"

#include <stdlib.h>

static void release(void *context) {
  Future *waiter = context;
  if (waiter->state == FUTURE_PENDING) future_finish(waiter, STATUS_OK, (Value){0}, NULL);
}

// Cancels and waits for the end, however long that takes.
static Status cancel_and_wait(Future *future) {
  Future *waiter = future_internal(HERE);
  if (!waiter) return STATUS_NO_MEMORY;
  Status status = STATUS_NO_MEMORY;
  if (future_on_done_for(future, waiter_wake, future_reference(waiter), waiter_drop, waiter)) {
    future_cancel(future);
    status = fiber_suspend(waiter, "cancelled", waiter);
    future_remove(future, waiter_wake, waiter);
  }
  future_unreference(waiter);
  return status;
}

// ---- wait_until ---------------------------------------------------------------------------------

typedef struct Waiting {
  unsigned references;
  size_t missing;
  WaitUntil what;
  Future *waiter;
  Timer *timer;
} Waiting;

static void waiting_drop(void *context) {
  Waiting *waiting = context;
  if (--waiting->references) return;
  future_unreference(waiting->waiter);
  free(waiting);
}

static void one_done(Future *future, void *context) {
  Waiting *waiting = context;
  waiting->missing--;
  bool enough = !waiting->missing || waiting->what == WAIT_FIRST ||
                (waiting->what == WAIT_FIRST_ERROR && future_has_error(future));
  if (!enough) return;
  timer_cancel(waiting->timer);
  waiting->timer = NULL;
  release(waiting->waiter);
}

static bool is_first(Future *const *futures, size_t index) {
  for (size_t i = 0; i < index; i++) {
    if (futures[i] == futures[index]) return false;
  }
  return true;
}

static Status wait_on(Waiting *waiting, Future *const *futures, size_t count, double timeout) {
  if (timeout < NO_TIMEOUT) {
    waiting->timer = call_later(timeout, release, waiting->waiter);
    if (!waiting->timer) return STATUS_NO_MEMORY;
    waiting->timer->target = waiting->waiter;
  }
  Status status = STATUS_OK;
  for (size_t i = 0; i < count && !status; i++) {
    if (!is_first(futures, i)) continue;
    waiting->missing++;
    waiting->references++;
    if (!future_on_done_for(futures[i], one_done, waiting, waiting_drop, waiting->waiter)) {
      status = STATUS_NO_MEMORY;
    }
  }
  if (!status) status = fiber_suspend(waiting->waiter, "wait", waiting->waiter);
  timer_cancel(waiting->timer);
  waiting->timer = NULL;
  for (size_t i = 0; i < count; i++)
    future_remove(futures[i], one_done, waiting);
  return status;
}

Status wait_until(Future *const *futures, size_t count, double timeout, WaitUntil what) {
  if (!count) return FAIL(STATUS_INVALID, "a wait for nothing");
  for (size_t i = 0; i < count; i++) {
    if (!futures[i]) return STATUS_NO_MEMORY;
  }
  Waiting *waiting = memory_new(sizeof *waiting);
  if (!waiting) return STATUS_NO_MEMORY;
  waiting->references = 1;
  waiting->what = what;
  waiting->waiter = future_internal(HERE);
  Status status = waiting->waiter ? wait_on(waiting, futures, count, timeout) : STATUS_NO_MEMORY;
  waiting_drop(waiting);
  return status;
}

// ---- completed_next ----------------------------------------------------------------------------

struct Completed {
  unsigned references;
  Queue done;
  Future **missing; // NULL where one was done
  size_t missing_count, count, left;
  Timer *timer;
};

static void completed_drop(void *context) {
  Completed *completed = context;
  if (--completed->references) return;
  while (completed->done.count) {
    Value value = {0};
    if (!queue_get_now(&completed->done, &value)) future_unreference(value.pointer);
  }
  queue_release(&completed->done);
  free(completed->missing);
  free(completed);
}

static void deliver(Completed *completed, Future *future) {
  // The queue has room for all from the start, so this cannot fail.
  Status status = queue_put_now(&completed->done, (Value){.pointer = future});
  (void)status;
}

// After the deadline nothing is missing any more, and nothing is found.
static void completion(Future *future, void *context) {
  Completed *completed = context;
  for (size_t i = 0; i < completed->count; i++) {
    if (completed->missing[i] != future) continue;
    completed->missing[i] = NULL;
    completed->missing_count--;
    future_reference(future);
    deliver(completed, future);
    break;
  }
  if (completed->missing_count) return;
  if (!completed->timer) return;
  timer_cancel(completed->timer);
  completed->timer = NULL;
  completed->references--; // the deadline's; the caller has another
}

// Has a reference of its own.
static void deadline(void *context) {
  Completed *completed = context;
  timer_drop(completed->timer);
  completed->timer = NULL;
  for (size_t i = 0; i < completed->count; i++) {
    if (!completed->missing[i]) continue;
    future_remove(completed->missing[i], completion, completed);
    completed->missing[i] = NULL;
    deliver(completed, NULL);
  }
  completed->missing_count = 0;
  completed_drop(completed);
}

static bool watch_all(Completed *completed, Future *const *futures, size_t count, double timeout) {
  for (size_t i = 0; i < count; i++) {
    if (!futures[i]) return false;
    if (!is_first(futures, i)) continue;
    completed->missing[completed->count++] = futures[i];
    completed->references++;
    if (!future_on_done(futures[i], completion, completed, completed_drop)) return false;
  }
  completed->missing_count = completed->left = completed->count;
  if (!completed->count || !(timeout < NO_TIMEOUT)) return true;
  completed->timer = call_later(timeout, deadline, completed);
  if (completed->timer) completed->references++;
  return completed->timer;
}

Completed *completed_new(Future *const *futures, size_t count, double timeout) {
  Completed *completed = memory_new(sizeof *completed);
  if (!completed) return NULL;
  completed->references = 1;
  queue_init(&completed->done, QUEUE_FIFO, 0);
  completed->missing = memory_new(count * sizeof(Future *));
  if (completed->missing && queue_reserve(&completed->done, count) &&
      watch_all(completed, futures, count, timeout)) {
    return completed;
  }
  completed_free(completed);
  return NULL;
}

Status completed_next(Completed *completed, Future **out) {
  if (!completed) return STATUS_NO_MEMORY;
  if (!completed->left) return STATUS_STOP;
  completed->left--;
  Value value = {0};
  TRY(queue_get(&completed->done, &value));
  if (!value.pointer) return FAIL(STATUS_TIMEOUT, "not all were done in time");
  *out = value.pointer;
  // Its handle is the caller's; the reference was for the way through the queue.
  future_unreference(value.pointer);
  return STATUS_OK;
}

// As with asyncio's iterator, the deadline stays: it keeps the loop waiting, and does nothing.
void completed_free(Completed *completed) {
  if (completed) completed_drop(completed);
}

// ---- wait_for ----------------------------------------------------------------------------------

// A limit that is over before it began.
static Status expired(Future *future, Value *result) {
  if (future->state != FUTURE_PENDING) return future_result(future, result);
  TRY(cancel_and_wait(future));
  Status status = future_result(future, result);
  if (status != STATUS_CANCELLED) return status;
  return FAIL(STATUS_TIMEOUT, "no time was left");
}

// 3.11: the waiting goes on until the cancelled one has ended, and a result that came meanwhile
// wins.
static Status outwait(Future *future, Future *waiter, Value *result) {
  Status status = fiber_suspend(waiter, "wait_for", waiter);
  if (status == STATUS_CANCELLED) {
    if (future->state != FUTURE_PENDING) return future_result(future, result);
    future_remove(future, waiter_wake, waiter);
    TRY(cancel_and_wait(future));
    return STATUS_CANCELLED;
  }
  if (status) return status;
  if (future->state != FUTURE_PENDING) return future_result(future, result);
  future_remove(future, waiter_wake, waiter);
  TRY(cancel_and_wait(future));
  status = future_result(future, result);
  return status == STATUS_CANCELLED ? FAIL(STATUS_TIMEOUT, "not done in time") : status;
}

static Status wait_for_311(Future *future, double timeout, Value *result) {
  Future *waiter = future_internal(HERE);
  if (!waiter) return STATUS_NO_MEMORY;
  Timer *timer = call_later(timeout, release, waiter);
  Status status = STATUS_NO_MEMORY;
  if (timer) timer->target = waiter;
  if (timer &&
      future_on_done_for(future, waiter_wake, future_reference(waiter), waiter_drop, waiter)) {
    status = outwait(future, waiter, result);
  }
  timer_cancel(timer);
  future_unreference(waiter);
  return status;
}

Status wait_for_future(Future *future, double timeout, Value *result) {
  if (!future) return STATUS_NO_MEMORY;
  if (timeout <= 0) return expired(future, result);
  if (loop_current()->options.profile == PROFILE_311) {
    if (!(timeout < NO_TIMEOUT)) return future_await(future, result);
    return wait_for_311(future, timeout, result);
  }
  Timeout scope;
  TIMEOUT(scope, timeout) {
    scope.status = future_await(future, result);
  }
  return scope.status;
}

static Status wait_for_task(Coroutine *coroutine, double timeout, Value *result) {
  Fiber *fiber = fiber_new(coroutine, NULL);
  if (!fiber) return STATUS_NO_MEMORY;
  Status status = wait_for_future(&fiber->task, timeout, result);
  future_unreference(&fiber->task);
  return status;
}

Status wait_for(Coroutine *coroutine, double timeout, Value *result) {
  if (!coroutine) return STATUS_NO_MEMORY;
  bool own_task = loop_current()->options.profile == PROFILE_311 && timeout < NO_TIMEOUT;
  if (timeout <= 0 || own_task) return wait_for_task(coroutine, timeout, result);
  Timeout scope;
  TIMEOUT(scope, timeout) {
    scope.status = coroutine_await(coroutine, result);
  }
  return scope.status;
}
