// A coroutine that reads from standard input.
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

static bool confirm(const char *question) {
  char answer[16] = "";
  fputs(question, stderr);
  return fgets(answer, sizeof answer, stdin) && answer[0] == 'y';
}

static Status delete_all(void *arguments, Value *result) {
  (void)arguments;
  if (find_typist()) return STATUS_IO;
  result->integer = confirm("delete all? "); // expect: blocking-input "confirm"
  return sleep_for(0.05);
}

int main(void) {
  const RunOptions options = {.clock = REAL_TIME, .threads = THREADS_POOL};
  return runtime_run(CALL0(delete_all), NULL, &options);
}
