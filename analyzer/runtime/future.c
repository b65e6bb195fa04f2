// Futures: finished once, and every call that waits for one is queued for the next turn.
#include "runtime/core.h"

#include <stdlib.h>

void future_init(Future *future, FutureKind kind, Site site) {
  *future = (Future){.kind = kind, .references = 1, .site = site};
}

Future *future_internal(Site site) {
  Future *future = memory_new(sizeof *future);
  if (future) future_init(future, FUTURE_PLAIN, site);
  return future;
}

Future *future_new_at(Site site) {
  Future *future = future_internal(site);
  if (future) future_own(future, loop_current()->current);
  return future;
}

Future *future_reference(Future *future) {
  if (future && future->references) future->references++;
  return future;
}

void callback_free(Callback *callback) {
  Future *future = callback->future;
  if (callback->drop) callback->drop(callback->context);
  free(callback);
  future_unreference(future);
}

static void drop_callbacks(Future *future) {
  while (future->first) {
    Callback *callback = future->first;
    future->first = callback->next;
    if (!callback->run) continue; // part of a fiber
    if (callback->drop) callback->drop(callback->context);
    free(callback);
  }
}

void future_unreference(Future *future) {
  if (!future || !future->references || --future->references) return;
  monitor_future_freed(future);
  drop_callbacks(future);
  failure_unreference(future->failure);
  switch (future->kind) {
  case FUTURE_PLAIN:
    free(future);
    break;
  case FUTURE_TASK:
    fiber_free((Fiber *)(void *)future);
    break;
  case FUTURE_GATHER:
    gather_free(future);
    break;
  }
}

// ---- Who holds the handle -----------------------------------------------------------------------

void future_own(Future *future, Fiber *owner) {
  Future **list = owner ? &owner->handles : &loop_current()->handles;
  future->owned = true;
  future->owner = owner;
  future->owned_previous = NULL;
  future->owned_next = *list;
  if (*list) (*list)->owned_previous = future;
  *list = future;
}

static void unlink_handle(Future *future) {
  Future **list = future->owner ? &future->owner->handles : &loop_current()->handles;
  if (future->owned_previous) {
    future->owned_previous->owned_next = future->owned_next;
  } else {
    *list = future->owned_next;
  }
  if (future->owned_next) future->owned_next->owned_previous = future->owned_previous;
  future->owned_next = future->owned_previous = NULL;
  future->owned = false;
  future->owner = NULL;
}

void future_disown(Future *future) {
  if (!future || !future->owned) return;
  unlink_handle(future);
  future_unreference(future);
}

void future_release(Future *future) {
  future_disown(future);
}

void future_give(Future *future, Task *owner) {
  if (!future || !future->owned) return;
  unlink_handle(future);
  future_own(future, fiber_of(owner));
}

void future_release_all(Future **list) {
  while (*list)
    future_disown(*list);
}

// ---- Being done ---------------------------------------------------------------------------------

void callback_run(Handle *handle) {
  Callback *callback = (Callback *)(void *)handle;
  callback->run(callback->future, callback->context);
  callback_free(callback);
}

static void queue_callbacks(Future *future) {
  Loop *loop = loop_current();
  Callback *callback = future->first;
  future->first = future->last = NULL;
  while (callback) {
    Callback *next = callback->next;
    // A fiber that waits has a reference of its own, and its callback is part of it.
    if (callback->run) future_reference(callback->future);
    loop_ready(loop, &callback->handle);
    callback = next;
  }
}

bool future_finish(Future *future, Status status, Value value, Failure *failure) {
  if (future->state != FUTURE_PENDING) return false;
  future->state = FUTURE_FINISHED;
  future->status = status;
  future->value = value;
  future->failure = failure_reference(failure);
  future->unread = status != STATUS_OK;
  queue_callbacks(future);
  return true;
}

bool future_cancel_plain(Future *future) {
  if (future->state != FUTURE_PENDING) return false;
  future->state = FUTURE_CANCELLED;
  future->status = STATUS_CANCELLED;
  queue_callbacks(future);
  return true;
}

bool future_set_result(Future *future, Value result) {
  return future && future->kind == FUTURE_PLAIN && future_finish(future, STATUS_OK, result, NULL);
}

bool future_set_error(Future *future, Status status) {
  if (!future || future->kind != FUTURE_PLAIN || status == STATUS_OK) return false;
  Loop *loop = loop_current();
  Failure *failure = loop->current ? loop->current->failure : loop->failure;
  if (failure && failure->status != status) failure = NULL;
  return future_finish(future, status, (Value){0}, failure);
}

bool future_cancel(Future *future) {
  if (!future) return false;
  switch (future->kind) {
  case FUTURE_PLAIN:
    return future_cancel_plain(future);
  case FUTURE_TASK:
    return fiber_cancel((Fiber *)(void *)future);
  case FUTURE_GATHER:
    return gather_cancel(future);
  }
  return false;
}

bool future_is_done(const Future *future) {
  return !future || future->state != FUTURE_PENDING;
}

bool future_is_cancelled(const Future *future) {
  return future && future->state == FUTURE_CANCELLED;
}

bool future_has_error(const Future *future) {
  return future->state == FUTURE_FINISHED && future->status != STATUS_OK;
}

Failure *future_failure(Future *future) {
  future->unread = false;
  return future->failure;
}

Status future_result(Future *future, Value *result) {
  if (!future) return STATUS_NO_MEMORY;
  if (future->state == FUTURE_PENDING) return STATUS_INVALID;
  future->unread = false;
  if (future->status) return fiber_fail(future->status, failure_reference(future->failure));
  if (result) *result = future->value;
  return STATUS_OK;
}

// ---- Callbacks ---------------------------------------------------------------------------------

void callback_add(Future *future, Callback *callback) {
  callback->next = NULL;
  callback->future = future;
  if (future->state != FUTURE_PENDING) {
    if (callback->run) future_reference(future);
    loop_ready(loop_current(), &callback->handle);
    return;
  }
  if (future->first) {
    future->last->next = callback;
  } else {
    future->first = callback;
  }
  future->last = callback;
}

bool future_on_done_for(Future *future, FutureFunction *run, void *context, void (*drop)(void *),
                        Future *target) {
  Callback *callback = future ? memory_new(sizeof *callback) : NULL;
  if (!callback) {
    if (drop) drop(context);
    return false;
  }
  *callback = (Callback){.handle = {.run = callback_run},
                         .run = run,
                         .context = context,
                         .drop = drop,
                         .target = target};
  callback_add(future, callback);
  return true;
}

bool future_on_done(Future *future, FutureFunction *run, void *context, void (*drop)(void *)) {
  return future_on_done_for(future, run, context, drop, NULL);
}

void future_remove(Future *future, FutureFunction *run, const void *context) {
  if (!future) return;
  Callback *previous = NULL;
  for (Callback *callback = future->first, *next = NULL; callback; callback = next) {
    next = callback->next;
    if (callback->run != run || callback->context != context) {
      previous = callback;
      continue;
    }
    if (previous) {
      previous->next = next;
    } else {
      future->first = next;
    }
    if (future->last == callback) future->last = previous;
    if (callback->drop) callback->drop(callback->context);
    free(callback);
  }
}

void waiter_wake(Future *future, void *context) {
  (void)future;
  future_finish(context, STATUS_OK, (Value){0}, NULL);
}

void waiter_drop(void *context) {
  future_unreference(context);
}

// ---- Lists of waiters --------------------------------------------------------------------------

void waiters_add(Waiters *waiters, Future *future) {
  future->next = NULL;
  future->previous = waiters->last;
  if (waiters->last) {
    waiters->last->next = future;
  } else {
    waiters->first = future;
  }
  waiters->last = future;
  future->waiting = true;
}

void waiters_remove(Waiters *waiters, Future *future) {
  if (!future->waiting) return;
  if (future->previous) {
    future->previous->next = future->next;
  } else {
    waiters->first = future->next;
  }
  if (future->next) {
    future->next->previous = future->previous;
  } else {
    waiters->last = future->previous;
  }
  future->waiting = false;
}

Future *waiters_take(Waiters *waiters) {
  Future *future = waiters->first;
  if (future) waiters_remove(waiters, future);
  return future;
}

// ---- Waiting for one ---------------------------------------------------------------------------

// A task that waits for itself, over others, waits for ever; the second of the awaits is told. Not
// over a gather, which an error of another child may still end.
static bool closes_cycle(const Future *future) {
  enum { CYCLE_MAX = 1000 };
  const Future *self = task_current();
  for (int i = 0; future && i < CYCLE_MAX; i++) {
    if (future == self) return true;
    if (future->kind != FUTURE_TASK) return false;
    future = ((const Fiber *)(const void *)future)->waiting;
  }
  return false;
}

Status future_await(Future *future, Value *result) {
  if (!future) return STATUS_NO_MEMORY;
  if (future->state == FUTURE_PENDING) {
    if (closes_cycle(future)) return monitor_cycle(future);
    future_reference(future);
    Status status = fiber_suspend(future, future->kind == FUTURE_TASK ? "task" : "future", future);
    if (!status) status = future_result(future, result);
    future_unreference(future);
    return status;
  }
  return future_result(future, result);
}

Status future_join(Future *future, Value *result) {
  Status status = future_await(future, result);
  if (!future_is_done(future)) return status;
  future_release(future);
  return status;
}
