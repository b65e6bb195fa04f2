// The loop watches standard input, too.
#include "runtime/runtime.h"

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

// Somebody who types slowly on standard input.
static void *type_late(void *context) {
  usleep(300000);
  (void)!write(*(const int *)context, "yes\n", 4);
  return NULL;
}

static int find_typist(void) {
  static int ends[2];
  pthread_t thread;
  if (pipe(ends) || dup2(ends[0], STDIN_FILENO) < 0) return -1;
  return pthread_create(&thread, NULL, type_late, &ends[1]);
}

static Status confirm(const char *question, bool *is_yes) {
  char answer[16] = "";
  fputs(question, stderr);
  TRY(io_readable(STDIN_FILENO));
  *is_yes = read(STDIN_FILENO, answer, sizeof answer) > 0 && answer[0] == 'y';
  return STATUS_OK;
}

static Status delete_all(void *arguments, Value *result) {
  (void)arguments;
  bool is_yes = false;
  if (find_typist()) return STATUS_IO;
  TRY(confirm("delete all? ", &is_yes));
  result->integer = is_yes;
  return STATUS_OK;
}

int main(void) {
  const RunOptions options = {.clock = REAL_TIME, .threads = THREADS_POOL};
  return runtime_run(CALL0(delete_all), NULL, &options);
}
