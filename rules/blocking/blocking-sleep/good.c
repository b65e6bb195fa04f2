// The loop's own sleep lets others run; what must sleep does so in a thread.
#include "runtime/runtime.h"

#include <unistd.h>

static Status back_off(int attempt) {
  return sleep_for(0.25 * attempt);
}

static void wait_for_device(void *arguments) {
  (void)arguments;
  usleep(100000);
}

static Status poll_device(void *arguments, Value *result) {
  (void)arguments, (void)result;
  TRY(sleep_for(1));
  TRY(back_off(1));
  return thread_run(wait_for_device, NULL, 0);
}

int main(void) {
  const RunOptions options = {.clock = REAL_TIME, .threads = THREADS_POOL};
  return runtime_run(CALL0(poll_device), NULL, &options);
}
