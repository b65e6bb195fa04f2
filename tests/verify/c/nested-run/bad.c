// Runs a loop inside of a loop.
#include "runtime/runtime.h"

static Status fetch(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return sleep_for(0.1);
}

static Status handle(void *arguments, Value *result) {
  (void)arguments;
  Coroutine *fetching = CALL0(fetch);
  Status status = runtime_run(fetching, result, NULL);
  coroutine_close(fetching);
  return status == STATUS_INVALID ? STATUS_OK : status;
}
