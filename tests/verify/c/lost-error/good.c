// Asks, and does without.
#include "runtime/runtime.h"

static Status save(void *arguments, Value *result) {
  (void)arguments, (void)result;
  TRY(sleep_for(0.1));
  return FAIL(28, "the disk is full");
}

static Status handle(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Task *saving = task_spawn(CALL0(save), NULL);
  TRY(sleep_for(1));
  return future_join(saving, NULL) == 28 ? STATUS_OK : STATUS_INVALID;
}
