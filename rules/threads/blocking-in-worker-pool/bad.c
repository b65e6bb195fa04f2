// The only thread of the pool waits for a coroutine, which waits for a thread of the pool.
#include "runtime/runtime.h"

static Pool *pool;

static void save(void *arguments) {
  (void)arguments;
}

static Status save_in_pool(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return pool_run(pool, save, NULL, 0);
}

static void convert(void *arguments) {
  Loop *loop = *(Loop **)arguments;
  (void)!loop_call(loop, CALL0(save_in_pool), NULL); // expect: blocking-in-worker-pool
}

static Status work(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Loop *loop = loop_current();
  pool = pool_new(1);
  return pool_run(pool, convert, &loop, sizeof loop);
}

int main(void) {
  const RunOptions options = {.threads = THREADS_POOL};
  return runtime_run(CALL0(work), NULL, &options);
}
