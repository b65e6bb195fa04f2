// Time: the system's monotonic clock, or one that only moves when nothing else is left to do.
#define _POSIX_C_SOURCE 200809L
#include "runtime/core.h"

#include <time.h>

double loop_clock(void) {
  struct timespec now = {0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double loop_time(const Loop *loop) {
  return loop->options.clock == VIRTUAL_TIME ? loop->time : loop_clock() - loop->origin;
}

double time_now(void) {
  const Loop *loop = loop_current();
  return loop ? loop_time(loop) : loop_clock();
}

void block_for(double seconds, const char *call) {
  Loop *loop = loop_current();
  double began = loop ? loop_time(loop) : 0;
  if (loop && loop->options.clock == VIRTUAL_TIME) {
    loop->time += seconds;
  } else {
    struct timespec rest = {.tv_sec = (time_t)seconds};
    rest.tv_nsec = (long)((seconds - (double)rest.tv_sec) * 1e9);
    while (nanosleep(&rest, &rest))
      continue;
  }
  if (loop) monitor_blocked(loop, call, loop_time(loop) - began);
}
