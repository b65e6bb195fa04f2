// A coroutine calls the variant that is there for threads: it waits until the loop has run another
// coroutine, on the thread that the loop runs on.
#include "runtime/runtime.h"

static Loop *loop;

static Status read_block(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return sleep_for(0.1);
}

// nostall: no_coroutine
static Status read_block_and_wait(void) {
  return loop_call(loop, CALL0(read_block), NULL);
}

static Status copy(void *arguments, Value *result) {
  (void)arguments, (void)result;
  loop = loop_current();
  // expect: no-coroutine-call-in-coroutine, blocking-lock
  (void)read_block_and_wait();
  return STATUS_OK;
}

int main(void) {
  return runtime_run(CALL0(copy), NULL, NULL);
}
