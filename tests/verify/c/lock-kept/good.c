// Gives it back on every way out.
#include "runtime/runtime.h"

static Lock lock;

static Status save(void) {
  return FAIL(28, "the disk is full");
}

static Status update(void *arguments, Value *result) {
  (void)arguments, (void)result;
  TRY(lock_acquire(&lock));
  Status status = save();
  lock_release(&lock);
  return status == 28 ? STATUS_OK : status;
}
