// A checksum over much data, worked out on the loop's thread.
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

static Status handle(void *arguments, Value *result) {
  (void)arguments;
  result->integer = checksum(0.3);
  return sleep_for(0.05);
}
