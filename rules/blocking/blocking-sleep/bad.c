// A coroutine that sleeps, itself and in a helper.
#include "runtime/runtime.h"

#include <time.h>
#include <unistd.h>

static void back_off(int attempt) {
  struct timespec pause = {.tv_nsec = 250000000L * attempt};
  nanosleep(&pause, NULL);
}

static Status poll_device(void *arguments, Value *result) {
  (void)arguments, (void)result;
  sleep(1);    // expect: blocking-sleep "sleep"
  back_off(1); // expect: blocking-sleep "back_off"
  return STATUS_OK;
}

int main(void) {
  const RunOptions options = {.clock = REAL_TIME, .threads = THREADS_POOL};
  return runtime_run(CALL0(poll_device), NULL, &options);
}
