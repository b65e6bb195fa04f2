// Tasks wait for a lock of tasks.
#include "runtime/runtime.h"

static Lock lock;

static Status store(void *arguments, Value *result) {
  (void)arguments, (void)result;
  TRY(lock_acquire(&lock));
  Status status = sleep_for(0.1);
  lock_release(&lock);
  return status;
}

static Status store_twice(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Task *both[] = {task_spawn(CALL0(store), NULL), task_spawn(CALL0(store), NULL)};
  return future_await(gather(both, 2, 0), NULL);
}
