// Holds a lock of threads while it waits.
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
