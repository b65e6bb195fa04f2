// At most ten at a time.
#include "runtime/runtime.h"

enum { PAGES = 500, AT_ONCE = 10 };

static Status fetch(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return sleep_for(0.1);
}

static Coroutine *make_fetch(size_t index, void *context) {
  (void)index, (void)context;
  return CALL0(fetch);
}

static Status fetch_all(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return batch_run(make_fetch, NULL, PAGES, AT_ONCE);
}
