// Barriers: a number of tasks that go on together. Built on a condition, as in asyncio, because the
// turns that this takes can be observed.
#include "runtime/core.h"

void barrier_init(Barrier *barrier, size_t parties) {
  *barrier = (Barrier){.parties = parties};
}

// The barrier may have been copied since it was initialised; its lock must be its own.
static Status enter(Barrier *barrier) {
  barrier->condition.lock = &barrier->condition.own;
  return condition_acquire(&barrier->condition);
}

static bool is_open(void *context) {
  const Barrier *barrier = context;
  return barrier->state != BARRIER_DRAINING && barrier->state != BARRIER_RESETTING;
}

static bool is_full(void *context) {
  return ((const Barrier *)context)->state != BARRIER_FILLING;
}

static Status wait_until_full(Barrier *barrier) {
  TRY(condition_wait_for(&barrier->condition, is_full, barrier));
  if (barrier->state == BARRIER_BROKEN || barrier->state == BARRIER_RESETTING) {
    return FAIL(STATUS_BROKEN, "the barrier was reset or aborted");
  }
  return STATUS_OK;
}

static Status take_part(Barrier *barrier, size_t *index) {
  TRY(condition_wait_for(&barrier->condition, is_open, barrier));
  if (barrier->state == BARRIER_BROKEN) return FAIL(STATUS_BROKEN, "the barrier was aborted");
  size_t mine = barrier->count++;
  Status status = STATUS_OK;
  if (mine + 1 == barrier->parties) {
    barrier->state = BARRIER_DRAINING;
    status = condition_notify_all(&barrier->condition);
  } else {
    status = wait_until_full(barrier);
  }
  if (index && !status) *index = mine;
  if (--barrier->count) return status;
  if (!is_open(barrier)) barrier->state = BARRIER_FILLING;
  Status notified = condition_notify_all(&barrier->condition);
  return status ? status : notified;
}

// Leaves the lock; a task that is torn down may have lost it.
static Status leave(Barrier *barrier, Status status) {
  if (status == STATUS_CLOSED && !barrier->condition.lock->locked) return status;
  Status released = condition_release(&barrier->condition);
  return status ? status : released;
}

Status barrier_wait(Barrier *barrier, size_t *index) {
  TRY(enter(barrier));
  return leave(barrier, take_part(barrier, index));
}

Status barrier_reset(Barrier *barrier) {
  TRY(enter(barrier));
  barrier->state = barrier->count ? BARRIER_RESETTING : BARRIER_FILLING;
  return leave(barrier, condition_notify_all(&barrier->condition));
}

Status barrier_abort(Barrier *barrier) {
  TRY(enter(barrier));
  barrier->state = BARRIER_BROKEN;
  return leave(barrier, condition_notify_all(&barrier->condition));
}
