// Signals are held back and taken one by one, so that none is lost between a look and a wait.
#define _GNU_SOURCE // execvpe, pipe2, prctl
#include "confirm/command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static const int forwarded[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2};

static sigset_t held_signals(void) {
  sigset_t held;
  sigemptyset(&held);
  sigaddset(&held, SIGCHLD);
  for (size_t i = 0; i < COUNT_OF(forwarded); i++)
    sigaddset(&held, forwarded[i]);
  return held;
}

// The errno goes back through the pipe, which closes itself when the program starts.
BASE_NORETURN static void become(char *const *command, char *const *environment,
                                 const sigset_t *before, pid_t parent, int report) {
  (void)prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) _exit(127);
  signal(SIGPIPE, SIG_DFL);
  sigprocmask(SIG_SETMASK, before, NULL);
  (void)execvpe(command[0], command, environment);
  int code = errno;
  (void)!write(report, &code, sizeof code);
  _exit(127);
}

// The terminal sends its signals to the whole group, the command among it.
static bool is_for_us_alone(const siginfo_t *info) {
  return info->si_code <= 0;
}

static int wait_for(pid_t child, const sigset_t *held) {
  for (;;) {
    int status = 0;
    if (waitpid(child, &status, WNOHANG) == child) return status;
    siginfo_t info = {0};
    int number = sigwaitinfo(held, &info);
    if (number > 0 && number != SIGCHLD && is_for_us_alone(&info)) (void)kill(child, number);
  }
}

static bool check_start(const char *name, int report, Error *err) {
  int code = 0;
  if (read(report, &code, sizeof code) != (ssize_t)sizeof code) return true;
  if (code == ENOENT) return error_set(err, FAIL_USAGE, "there is no command `%s`", name);
  return error_set(err, FAIL_USAGE, "cannot run `%s`: %s", name, strerror(code));
}

static CommandEnd end_of(int status) {
  if (WIFSIGNALED(status)) return (CommandEnd){128 + WTERMSIG(status), WTERMSIG(status)};
  return (CommandEnd){WEXITSTATUS(status), 0};
}

bool command_run(char *const *command, char *const *environment, CommandEnd *out, Error *err) {
  int ends[2] = {-1, -1};
  if (pipe2(ends, O_CLOEXEC) != 0) return error_errno(err, "cannot make a pipe");
  sigset_t held = held_signals(), before;
  sigprocmask(SIG_BLOCK, &held, &before);
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) become(command, environment, &before, parent, ends[1]);
  close(ends[1]);
  bool ok = child > 0 ? check_start(command[0], ends[0], err)
                      : error_errno(err, "cannot start a process");
  close(ends[0]);
  if (child > 0) *out = end_of(wait_for(child, &held));
  sigprocmask(SIG_SETMASK, &before, NULL);
  return ok;
}
