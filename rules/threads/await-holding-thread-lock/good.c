// A lock of tasks may be held while its task waits. Where threads need the counter, too, the lock
// of threads is held for the line that counts.
#include "runtime/runtime.h"

#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static Lock turn;
static int count;

static Status increase(void *arguments, Value *result) {
  (void)arguments, (void)result;
  TRY(lock_acquire(&turn));
  Status status = sleep_for(1);
  pthread_mutex_lock(&mutex);
  count++;
  pthread_mutex_unlock(&mutex);
  lock_release(&turn);
  return status;
}

static Status increase_twice(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Task *first = task_spawn(CALL0(increase), "first");
  Task *second = task_spawn(CALL0(increase), "second");
  return future_await(gather((Task *[]){first, second}, 2, 0), NULL);
}

int main(void) {
  return runtime_run(CALL0(increase_twice), NULL, NULL);
}
