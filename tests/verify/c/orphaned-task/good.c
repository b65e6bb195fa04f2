// Keeps the task, and stops it at the end.
#include "runtime/runtime.h"

static Status listen_on(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Event event = {0};
  return event_wait(&event);
}

static Status serve(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Task *listener = task_spawn(CALL0(listen_on), "listener");
  TRY(sleep_for(1));
  future_cancel(listener);
  return future_join(listener, NULL) == STATUS_CANCELLED ? STATUS_OK : STATUS_INVALID;
}
