// Ends when it is told to.
#include "runtime/runtime.h"

static Status poll_server(void *arguments, Value *result) {
  (void)arguments, (void)result;
  for (;;)
    TRY(sleep_for(1));
}
