// Two tasks and a lock of threads: the second one stops the thread that the first one needs.
#include "runtime/runtime.h"

#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static Status store(void *arguments, Value *result) {
  (void)arguments, (void)result;
  pthread_mutex_lock(&mutex);
  Status status = sleep_for(0.1);
  pthread_mutex_unlock(&mutex);
  return status;
}

static Status store_twice(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Task *both[] = {task_spawn(CALL0(store), NULL), task_spawn(CALL0(store), NULL)};
  return future_await(gather(both, 2, 0), NULL);
}
