// The same pauses, but others run meanwhile.
#include "runtime/runtime.h"

static Status back_off(void) {
  return sleep_for(0.25);
}

static Status handle(void *arguments, Value *result) {
  (void)arguments, (void)result;
  TRY(sleep_for(0.3));
  return back_off();
}
