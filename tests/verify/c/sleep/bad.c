// A handler that sleeps, and a helper that does.
#include "runtime/runtime.h"

#include <unistd.h>

static void back_off(void) {
  usleep(250000);
}

static Status handle(void *arguments, Value *result) {
  (void)arguments, (void)result;
  usleep(300000);
  back_off();
  return sleep_for(0.1);
}
