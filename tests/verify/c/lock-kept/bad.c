// Leaves early with the lock.
#include "runtime/runtime.h"

static Lock lock;

static Status save(void) {
  return FAIL(28, "the disk is full");
}

static Status update(void *arguments, Value *result) {
  (void)arguments, (void)result;
  TRY(lock_acquire(&lock));
  TRY(save());
  lock_release(&lock);
  return STATUS_OK;
}
