// A callback of a timer calls a function that suspends, and there is nothing to suspend.
#include "runtime/runtime.h"

static Status read_twice(void) {
  TRY(sleep_for(0.1)); // expect: coroutine-call-outside-coroutine
  return STATUS_OK;
}

static void on_timer(void *context) {
  *(Status *)context = read_twice();
}

static Status serve(void *arguments, Value *result) {
  Status status = STATUS_OK;
  (void)arguments, (void)result;
  timer_drop(call_later(1, on_timer, &status));
  return sleep_for(2);
}

int main(void) {
  return runtime_run(CALL0(serve), NULL, NULL);
}
