// A thread works it out.
#include "runtime/runtime.h"

#include <time.h>

static unsigned checksum(double seconds) {
  struct timespec now = {0}, start = {0};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start);
  unsigned sum = 1;
  do {
    for (unsigned i = 0; i < 1000000; i++)
      sum = sum * 31 + i;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  } while ((double)(now.tv_sec - start.tv_sec) + (double)(now.tv_nsec - start.tv_nsec) / 1e9 <
           seconds);
  return sum;
}

static void work(void *arguments) {
  unsigned *sum = arguments;
  *sum = checksum(0.3);
}

static Status handle(void *arguments, Value *result) {
  (void)arguments;
  unsigned sum = 0;
  TRY(thread_run(work, &sum, sizeof sum));
  result->integer = sum;
  return STATUS_OK;
}
