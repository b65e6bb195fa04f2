// Calls a coroutine and forgets to await it: nothing is sent.
#include "runtime/runtime.h"

static Status notify(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return sleep_for(0.1);
}

static Status handle(void *arguments, Value *result) {
  (void)arguments, (void)result;
  CALL0(notify);
  return sleep_for(0.1);
}
