// On the loop's thread, waits for a coroutine that only this thread can run.
#include "runtime/runtime.h"

static Status fetch(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return sleep_for(0.1);
}

static Status handle(void *arguments, Value *result) {
  (void)arguments;
  return loop_call(loop_current(), CALL0(fetch), result);
}
