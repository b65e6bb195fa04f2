// Awaits it.
#include "runtime/runtime.h"

static Status notify(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return sleep_for(0.1);
}

static Status handle(void *arguments, Value *result) {
  (void)arguments;
  TRY(coroutine_await(CALL0(notify), result));
  return sleep_for(0.1);
}
