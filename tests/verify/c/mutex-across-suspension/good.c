// A lock of tasks may be held while waiting; the one of threads is given back before.
#include "runtime/runtime.h"

#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static Lock lock;

static Status store(void *arguments, Value *result) {
  (void)arguments, (void)result;
  pthread_mutex_lock(&mutex);
  pthread_mutex_unlock(&mutex);
  TRY(lock_acquire(&lock));
  Status status = sleep_for(0.1);
  lock_release(&lock);
  return status;
}
