// A task for each of five hundred pages, all at once.
#include "runtime/runtime.h"

enum { PAGES = 500 };

static Status fetch(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return sleep_for(0.1);
}

static Status fetch_all(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Task *tasks[PAGES];
  for (int i = 0; i < PAGES; i++)
    tasks[i] = task_spawn(CALL0(fetch), NULL);
  return future_await(gather(tasks, PAGES, 0), NULL);
}
