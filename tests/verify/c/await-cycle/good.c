// One waits, the other works.
#include "runtime/runtime.h"

struct wait_for_other_args {
  Task **other;
};
static Status wait_for_other(void *arguments, Value *result) {
  const struct wait_for_other_args *args = arguments;
  return future_await(*args->other, result);
}

static Status work(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return sleep_for(0.1);
}

static Status handle(void *arguments, Value *result) {
  (void)arguments;
  Task *first = NULL, *second = NULL;
  first = task_spawn(CALL(wait_for_other, .other = &second), "first");
  second = task_spawn(CALL0(work), "second");
  return future_await(first, result);
}
