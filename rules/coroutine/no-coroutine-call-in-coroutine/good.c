// A coroutine awaits, a thread waits.
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

static void verify(void *arguments) {
  *(Status *)arguments = read_block_and_wait();
}

static Status copy(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Status verified = STATUS_OK;
  loop = loop_current();
  TRY(coroutine_await(CALL0(read_block), NULL));
  TRY(thread_run(verify, &verified, sizeof verified));
  return verified;
}

int main(void) {
  const RunOptions options = {.threads = THREADS_POOL};
  return runtime_run(CALL0(copy), NULL, &options);
}
