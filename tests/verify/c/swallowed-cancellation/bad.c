// Goes on whatever its sleep says, also when it says that the task is to end.
#include "runtime/runtime.h"

static Status poll_server(void *arguments, Value *result) {
  (void)arguments, (void)result;
  for (;;) {
    Status status = sleep_for(1);
    (void)status;
  }
}
