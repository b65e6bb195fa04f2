// The callback starts a task, which may wait.
#include "runtime/runtime.h"

static Status read_twice(void *arguments, Value *result) {
  (void)arguments, (void)result;
  TRY(sleep_for(0.1));
  return STATUS_OK;
}

static void on_timer(void *context) {
  *(Task **)context = task_spawn(CALL0(read_twice), "reader");
}

static Status serve(void *arguments, Value *result) {
  Task *reader = NULL;
  (void)arguments, (void)result;
  timer_drop(call_later(1, on_timer, &reader));
  TRY(sleep_for(2));
  return future_await(reader, NULL);
}

int main(void) {
  return runtime_run(CALL0(serve), NULL, NULL);
}
