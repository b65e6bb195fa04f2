// Events: a flag to wait for.
#include "runtime/core.h"

Status event_wait(Event *event) {
  if (event->set) return STATUS_OK;
  Future waiter = FUTURE_OF_FRAME;
  waiters_add(&event->waiters, &waiter);
  Status status = fiber_suspend(&waiter, "event", event);
  waiters_remove(&event->waiters, &waiter);
  return status;
}

void event_set(Event *event) {
  if (event->set) return;
  event->set = true;
  for (Future *waiter = event->waiters.first; waiter; waiter = waiter->next) {
    future_finish(waiter, STATUS_OK, (Value){0}, NULL);
  }
}

void event_clear(Event *event) {
  event->set = false;
}

bool event_is_set(const Event *event) {
  return event->set;
}
