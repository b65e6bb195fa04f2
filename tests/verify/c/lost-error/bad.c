// Starts a task and never asks how it ended.
#include "runtime/runtime.h"

static Status save(void *arguments, Value *result) {
  (void)arguments, (void)result;
  TRY(sleep_for(0.1));
  return FAIL(28, "the disk is full");
}

static Status handle(void *arguments, Value *result) {
  (void)arguments, (void)result;
  future_release(task_spawn(CALL0(save), NULL));
  return sleep_for(1);
}
