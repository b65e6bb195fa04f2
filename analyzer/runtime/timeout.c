// A limit for a block: at the deadline the task is cancelled once, and the block's end tells that
// cancellation from any other by the count of requests.
#include "runtime/core.h"

static void expire(void *context) {
  Timeout *timeout = context;
  timer_drop(timeout->timer);
  timeout->timer = NULL;
  future_cancel(timeout->task);
  timeout->state = TIMEOUT_EXPIRING;
}

Status timeout_reschedule(Timeout *timeout, double when) {
  if (timeout->state != TIMEOUT_ACTIVE) return FAIL(STATUS_INVALID, "the timeout is over");
  timer_cancel(timeout->timer);
  timeout->timer = NULL;
  timeout->when = when;
  if (!(when < NO_TIMEOUT)) return STATUS_OK;
  bool is_over = when <= time_now();
  timeout->timer = is_over ? call_soon(expire, timeout) : call_at(when, expire, timeout);
  if (!timeout->timer) return STATUS_NO_MEMORY;
  timeout->timer->target = timeout->task;
  return STATUS_OK;
}

bool timeout_enter(Timeout *timeout, double seconds) {
  Task *task = task_current();
  *timeout = (Timeout){.task = task, .state = TIMEOUT_ACTIVE, .cancelling = task_cancelling(task)};
  if (!task) {
    timeout->state = TIMEOUT_LEFT;
    timeout->status = FAIL(STATUS_INVALID, "a timeout outside of a task");
    return false;
  }
  timeout->status = timeout_reschedule(timeout, time_now() + seconds);
  if (timeout->status) timeout->state = TIMEOUT_LEFT;
  return !timeout->status;
}

Status timeout_leave(Timeout *timeout, Status status) {
  timer_cancel(timeout->timer);
  timeout->timer = NULL;
  if (timeout->state == TIMEOUT_EXPIRING) {
    timeout->state = TIMEOUT_EXPIRED;
    // No request beyond our own: the cancellation is this timeout's.
    if (task_uncancel(timeout->task) <= timeout->cancelling && status == STATUS_CANCELLED) {
      return FAIL(STATUS_TIMEOUT, "not done in time");
    }
  } else {
    timeout->state = TIMEOUT_LEFT;
  }
  return status;
}

bool timeout_is_expired(const Timeout *timeout) {
  return timeout->state == TIMEOUT_EXPIRING || timeout->state == TIMEOUT_EXPIRED;
}
