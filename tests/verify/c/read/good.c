// Waits on the loop until there is something to read.
#include "runtime/runtime.h"

#include <pthread.h>
#include <unistd.h>

static void *write_late(void *context) {
  usleep(300000);
  (void)!write(*(const int *)context, "x", 1);
  return NULL;
}

static Status handle(void *arguments, Value *result) {
  (void)arguments, (void)result;
  static int ends[2];
  pthread_t writer;
  char byte = 0;
  if (pipe(ends)) return STATUS_IO;
  pthread_create(&writer, NULL, write_late, &ends[1]);
  TRY(io_readable(ends[0]));
  ssize_t count = read(ends[0], &byte, 1);
  pthread_join(writer, NULL);
  return count == 1 ? STATUS_OK : STATUS_IO;
}
