// An event wakes it.
#include "runtime/runtime.h"

static Event is_ready;

static void get_ready(void *context) {
  event_set(context);
}

static Status wait_until_ready(void *arguments, Value *result) {
  (void)arguments, (void)result;
  timer_drop(call_later(1, get_ready, &is_ready));
  return event_wait(&is_ready);
}
