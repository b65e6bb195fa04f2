// Locks: first come, first served. A waiter that was woken and is cancelled before it runs passes
// its turn on.
#include "runtime/core.h"

// Who took which lock where stands beside the locks: a lock may be gone when its holder ends.
static void note_holder(const Lock *lock, Site site) {
  Loop *loop = loop_current();
  void *holds = loop->holds;
  if (!memory_grow(&holds, loop->hold_count, &loop->hold_capacity, sizeof(Hold))) return;
  loop->holds = holds;
  loop->holds[loop->hold_count++] = (Hold){lock, loop->current, site};
}

static void forget_holder(const Lock *lock) {
  Loop *loop = loop_current();
  for (size_t i = loop->hold_count; i-- > 0;) {
    if (loop->holds[i].lock != lock) continue;
    loop->holds[i] = loop->holds[--loop->hold_count];
    return;
  }
}

static bool all_cancelled(const Waiters *waiters) {
  for (const Future *waiter = waiters->first; waiter; waiter = waiter->next) {
    if (waiter->state != FUTURE_CANCELLED) return false;
  }
  return true;
}

static void wake_first(Lock *lock) {
  Future *waiter = lock->waiters.first;
  if (waiter) future_finish(waiter, STATUS_OK, (Value){0}, NULL);
}

Status lock_acquire_at(Lock *lock, Site site) {
  if (!lock->locked && all_cancelled(&lock->waiters)) {
    lock->locked = true;
    note_holder(lock, site);
    return STATUS_OK;
  }
  Future waiter = FUTURE_OF_FRAME;
  waiters_add(&lock->waiters, &waiter);
  Status status = fiber_suspend(&waiter, "lock", lock);
  waiters_remove(&lock->waiters, &waiter);
  if (status) {
    if (!lock->locked) wake_first(lock);
    return status;
  }
  lock->locked = true;
  note_holder(lock, site);
  return STATUS_OK;
}

Status lock_release(Lock *lock) {
  if (!lock->locked) return FAIL(STATUS_INVALID, "the lock is not held");
  lock->locked = false;
  forget_holder(lock);
  wake_first(lock);
  return STATUS_OK;
}

bool lock_is_locked(const Lock *lock) {
  return lock->locked;
}
