// Semaphores: first come, first served; nobody overtakes those who wait.
//
// A waiter that is woken leaves the list at once and is counted in `woken` until it runs, so that
// waking the next one never searches: 50,000 waiters cost no more each than ten.
#include "runtime/core.h"

void semaphore_init(Semaphore *semaphore, size_t value) {
  *semaphore = (Semaphore){.value = value};
}

void semaphore_init_bounded(Semaphore *semaphore, size_t value) {
  *semaphore = (Semaphore){.value = value, .bound = value ? value : SIZE_MAX};
}

bool semaphore_is_locked(const Semaphore *semaphore) {
  if (!semaphore->value || semaphore->woken) return true;
  for (const Future *waiter = semaphore->waiters.first; waiter; waiter = waiter->next) {
    if (waiter->state != FUTURE_CANCELLED) return true;
  }
  return false;
}

static bool wake_next(Semaphore *semaphore) {
  for (Future *waiter = semaphore->waiters.first; waiter; waiter = waiter->next) {
    if (waiter->state != FUTURE_PENDING) continue; // cancelled, and will leave the list by itself
    semaphore->value--;
    semaphore->woken++;
    waiters_remove(&semaphore->waiters, waiter);
    future_finish(waiter, STATUS_OK, (Value){0}, NULL);
    return true;
  }
  return false;
}

// Waits in the list. `*woken` says whether a unit was handed over, cancelled or not.
static Status queue_up(Semaphore *semaphore, bool *woken) {
  Future waiter = FUTURE_OF_FRAME;
  waiters_add(&semaphore->waiters, &waiter);
  Status status = fiber_suspend(&waiter, "semaphore", semaphore);
  waiters_remove(&semaphore->waiters, &waiter);
  *woken = waiter.state == FUTURE_FINISHED;
  if (*woken) semaphore->woken--;
  return status;
}

Status semaphore_acquire(Semaphore *semaphore) {
  if (!semaphore_is_locked(semaphore)) {
    semaphore->value--;
    return STATUS_OK;
  }
  bool woken = false;
  Status status = queue_up(semaphore, &woken);
  bool newest = loop_current()->options.profile == PROFILE_313;
  if (status && woken) {
    semaphore->value++;
    if (!newest) wake_next(semaphore);
  }
  if (newest) {
    while (semaphore->value && wake_next(semaphore))
      continue;
  } else if (!status && semaphore->value) {
    wake_next(semaphore);
  }
  return status;
}

Status semaphore_release(Semaphore *semaphore) {
  if (semaphore->bound && (semaphore->bound == SIZE_MAX || semaphore->value >= semaphore->bound)) {
    return FAIL(STATUS_INVALID, "released more often than acquired");
  }
  semaphore->value++;
  wake_next(semaphore);
  return STATUS_OK;
}
