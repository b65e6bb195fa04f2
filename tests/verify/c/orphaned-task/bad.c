// Starts a task that nobody holds and that waits for an event of its own.
#include "runtime/runtime.h"

static Status listen_on(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Event event = {0};
  return event_wait(&event);
}

static Status serve(void *arguments, Value *result) {
  (void)arguments, (void)result;
  future_release(task_spawn(CALL0(listen_on), "listener"));
  return sleep_for(1);
}
