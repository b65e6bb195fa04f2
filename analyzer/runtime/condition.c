// Conditions: waiting gives the lock up and takes it again, even when the waiting is cancelled.
#include "runtime/core.h"

void condition_init(Condition *condition, Lock *lock) {
  *condition = (Condition){.lock = lock};
  if (!lock) condition->lock = &condition->own;
}

Status condition_acquire(Condition *condition) {
  return lock_acquire(condition->lock);
}

Status condition_release(Condition *condition) {
  return lock_release(condition->lock);
}

static void notify(Condition *condition, size_t count) {
  for (Future *waiter = condition->waiters.first; waiter && count; waiter = waiter->next) {
    if (waiter->state != FUTURE_PENDING) continue;
    count--;
    future_finish(waiter, STATUS_OK, (Value){0}, NULL);
  }
}

// Takes the lock again, however often that is cancelled.
static Status retake(Condition *condition, Status status) {
  for (;;) {
    Status taken = lock_acquire(condition->lock);
    if (!taken) return status;
    status = taken;
    if (taken != STATUS_CANCELLED) return status;
  }
}

Status condition_wait(Condition *condition) {
  if (!condition->lock->locked) return FAIL(STATUS_INVALID, "waiting without the lock");
  TRY(lock_release(condition->lock));
  Future waiter = FUTURE_OF_FRAME;
  waiters_add(&condition->waiters, &waiter);
  Status status = fiber_suspend(&waiter, "condition", condition);
  waiters_remove(&condition->waiters, &waiter);
  status = retake(condition, status);
  // The notification may have been ours: from 3.13 on somebody else gets it.
  if (status && loop_current()->options.profile == PROFILE_313) notify(condition, 1);
  return status;
}

Status condition_wait_for(Condition *condition, bool (*holds)(void *), void *context) {
  while (!holds(context))
    TRY(condition_wait(condition));
  return STATUS_OK;
}

Status condition_notify(Condition *condition, size_t count) {
  if (!condition->lock->locked) return FAIL(STATUS_INVALID, "notifying without the lock");
  notify(condition, count);
  return STATUS_OK;
}

Status condition_notify_all(Condition *condition) {
  return condition_notify(condition, SIZE_MAX);
}
