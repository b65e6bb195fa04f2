// A coroutine that waits for a child.
#include "runtime/runtime.h"

#include <sys/wait.h>
#include <unistd.h>

static int finish(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}

static Status build(void *arguments, Value *result) {
  (void)arguments;
  pid_t child = fork();
  if (child == 0) {
    usleep(300000);
    _exit(3);
  }
  result->integer = finish(child); // expect: blocking-process-wait "finish"
  return sleep_for(0.05);
}

int main(void) {
  const RunOptions options = {.clock = REAL_TIME, .threads = THREADS_POOL};
  return runtime_run(CALL0(build), NULL, &options);
}
