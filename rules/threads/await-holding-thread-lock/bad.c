// Two coroutines want a lock of threads, and the one that has it waits.
#include "runtime/runtime.h"

#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int count;

static Status increase(void *arguments, Value *result) {
  (void)arguments, (void)result;
  pthread_mutex_lock(&mutex); // expect: await-holding-thread-lock
  Status status = sleep_for(1);
  count++;
  pthread_mutex_unlock(&mutex);
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
