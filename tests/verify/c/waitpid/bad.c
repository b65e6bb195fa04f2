// Waits for a child process on the loop's thread.
#include "runtime/runtime.h"

#include <sys/wait.h>
#include <unistd.h>

static Status convert(void *arguments, Value *result) {
  (void)arguments;
  pid_t child = fork();
  if (child == 0) {
    usleep(300000);
    _exit(3);
  }
  int status = 0;
  waitpid(child, &status, 0);
  result->integer = WEXITSTATUS(status);
  return sleep_for(0.05);
}
