// A thread prints; a line that finds no room waits there.
#define _GNU_SOURCE
#include "runtime/runtime.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

// Who reads the log is busy for a while: standard output is a pipe that is full.
static void *read_late(void *context) {
  char text[4096];
  usleep(300000);
  while (read(*(const int *)context, text, sizeof text) > 0)
    continue;
  return NULL;
}

static int fill_log(void) {
  static const char line[1024];
  static int ends[2];
  pthread_t thread;
  if (pipe2(ends, O_NONBLOCK)) return -1;
  while (write(ends[1], line, sizeof line) > 0)
    continue;
  if (fcntl(ends[0], F_SETFL, 0) || fcntl(ends[1], F_SETFL, 0)) return -1;
  if (dup2(ends[1], STDOUT_FILENO) < 0) return -1;
  setvbuf(stdout, NULL, _IOLBF, 256);
  return pthread_create(&thread, NULL, read_late, &ends[0]);
}

typedef struct Line {
  const char *name;
  int count;
} Line;

static void tell(void *arguments) {
  const Line *line = arguments;
  printf("%s: %d\n", line->name, line->count);
}

static Status serve(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Line line = {"requests", 1};
  return thread_run(tell, &line, sizeof line);
}

int main(void) {
  const RunOptions options = {.clock = REAL_TIME, .threads = THREADS_POOL};
  if (fill_log()) return 1;
  return runtime_run(CALL0(serve), NULL, &options);
}
