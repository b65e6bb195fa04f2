// The loop tells that a child has ended; then there is nothing to wait for.
#include "runtime/runtime.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static Event ended;

static void on_child(void *context) {
  (void)context;
  event_set(&ended);
}

static Status build(void *arguments, Value *result) {
  (void)arguments;
  int status = 0;
  TRY(signal_on(SIGCHLD, on_child, NULL));
  pid_t child = fork();
  if (child == 0) {
    usleep(300000);
    _exit(3);
  }
  while (waitpid(child, &status, WNOHANG) == 0) {
    event_clear(&ended);
    TRY(event_wait(&ended));
  }
  result->integer = WEXITSTATUS(status);
  return STATUS_OK;
}

int main(void) {
  const RunOptions options = {.clock = REAL_TIME, .threads = THREADS_POOL};
  return runtime_run(CALL0(build), NULL, &options);
}
