// The loop that runs can run this, too.
#include "runtime/runtime.h"

static Status fetch(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return sleep_for(0.1);
}

static Status handle(void *arguments, Value *result) {
  (void)arguments;
  return coroutine_await(CALL0(fetch), result);
}
