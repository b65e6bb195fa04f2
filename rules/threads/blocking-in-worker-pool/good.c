// A coroutine does the waiting, and gives the pool one job behind the other.
#include "runtime/runtime.h"

static Pool *pool;

static void save(void *arguments) {
  (void)arguments;
}

static void convert(void *arguments) {
  (void)arguments;
}

static Status work(void *arguments, Value *result) {
  (void)arguments, (void)result;
  pool = pool_new(1);
  TRY(pool_run(pool, convert, NULL, 0));
  return pool_run(pool, save, NULL, 0);
}

int main(void) {
  const RunOptions options = {.threads = THREADS_POOL};
  return runtime_run(CALL0(work), NULL, &options);
}
