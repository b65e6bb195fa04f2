// Another thread may wait for it.
#include "runtime/runtime.h"

static Status fetch(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return sleep_for(0.1);
}

static void call_back(void *arguments) {
  Loop *loop = *(Loop **)arguments;
  (void)loop_call(loop, CALL0(fetch), NULL);
}

static Status handle(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Loop *loop = loop_current();
  return thread_run(call_back, &loop, sizeof loop);
}
