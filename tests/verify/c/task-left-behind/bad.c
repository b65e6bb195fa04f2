// Returns while a task that it started still works.
#include "runtime/runtime.h"

static Status flush(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return sleep_for(5);
}

static Status handle(void *arguments, Value *result) {
  (void)arguments, (void)result;
  task_spawn(CALL0(flush), NULL);
  return sleep_for(1);
}
