// The clock of POSIX that nobody sets.
#define _POSIX_C_SOURCE 200809L // clock_gettime

#include "base/clock.h"

#include <time.h>

uint64_t clock_ms(void) {
  struct timespec now = {0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}
