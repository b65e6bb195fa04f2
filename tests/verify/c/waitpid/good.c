// A thread waits for the child process.
#include "runtime/runtime.h"

#include <sys/wait.h>
#include <unistd.h>

typedef struct Wait {
  pid_t child;
  int status;
} Wait;

static void wait_for_child(void *arguments) {
  Wait *wait = arguments;
  waitpid(wait->child, &wait->status, 0);
}

static Status convert(void *arguments, Value *result) {
  (void)arguments;
  Wait wait = {.child = fork()};
  if (wait.child == 0) {
    usleep(300000);
    _exit(3);
  }
  TRY(thread_run(wait_for_child, &wait, sizeof wait));
  result->integer = WEXITSTATUS(wait.status);
  return STATUS_OK;
}
