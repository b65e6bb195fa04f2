// A fork is a call whose value is asked for.
typedef int pid_t;
pid_t fork(void);
int execv(const char *path, char *const *arguments);
__attribute__((noreturn)) void _exit(int status);
int waitpid(pid_t pid, int *status, int options);

int plain(char **arguments) {
  pid_t pid = fork();
  if (pid == 0) {
    execv("/bin/true", arguments);
    _exit(127);
  }
  return waitpid(pid, 0, 1);
}

int nested(char **arguments) {
  pid_t pid;
  int status;
  if ((pid = fork()) == 0) _exit(execv(arguments[0], arguments));
  if (!fork()) _exit(0);
  switch (pid = fork()) {
  case -1:
    return -1;
  case 0:
    execv(arguments[0], arguments);
    _exit(1);
  default:
    break;
  }
  while (waitpid(pid, &status, 0) < 0 && status)
    ;
  return status;
}
