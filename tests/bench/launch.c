// Runs a program to its end and tells what it took. A process counts as its peak what the one had
// that started it, and a script takes more than some of what is measured here; this takes next to
// nothing.
//
//   launch COMMAND [ARGUMENT...]
//
// At the end, stderr gets a line `usage CPU_SECONDS WALL_SECONDS PEAK_BYTES`; the exit status is
// the command's.
#define _DEFAULT_SOURCE // wait4
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double seconds(struct timeval time) {
  return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double clock_seconds(void) {
  struct timespec now = {0};
  (void)clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int count, char **words) {
  if (count < 2) {
    fputs("usage: launch COMMAND [ARGUMENT...]\n", stderr);
    return 2;
  }
  double began = clock_seconds();
  pid_t child = 0;
  int failure = posix_spawnp(&child, words[1], NULL, NULL, words + 1, environ);
  if (failure != 0) {
    fprintf(stderr, "%s: %s\n", words[1], strerror(failure));
    return 2;
  }
  int status = 0;
  struct rusage usage = {0};
  if (wait4(child, &status, 0, &usage) != child) {
    perror("wait4");
    return 2;
  }
  // Linux counts in KiB.
  fprintf(stderr, "usage %.6f %.6f %ld\n", seconds(usage.ru_utime) + seconds(usage.ru_stime),
          clock_seconds() - began, usage.ru_maxrss * 1024);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
