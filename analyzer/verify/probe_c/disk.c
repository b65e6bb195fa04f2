// A disk that takes its time. The folder of an example lies in memory, where nothing waits for a
// disk or for a server of files; where a proof asks for a slow one, the calls of the example that
// would wait for it stand here in front of the C library's, and take a while before they do their
// work.
#define _GNU_SOURCE
#include "verify/probe_c/probe.h"

#include <time.h>

typedef intptr_t Function(intptr_t a, intptr_t b, intptr_t c, intptr_t d);

#define CALLS(CALL)                                                                                \
  CALL(access)                                                                                     \
  CALL(fdatasync)                                                                                  \
  CALL(fsync)                                                                                      \
  CALL(lstat)                                                                                      \
  CALL(mkdir)                                                                                      \
  CALL(nftw)                                                                                       \
  CALL(opendir)                                                                                    \
  CALL(scandir)                                                                                    \
  CALL(stat)                                                                                       \
  CALL(unlink)

#define NUMBER(name) NEXT_##name,
enum { CALLS(NUMBER) NEXT_COUNT };
static _Atomic(void *) next_functions[NEXT_COUNT];

#define NEXT(name)                                                                                 \
  (*(__typeof__(&(name)) *)calls_next(&next_functions[NEXT_##name], #name, (void *[1]){NULL}))

static void wait_for_disk(const void *caller) {
  struct timespec left = {0, 250000000};
  if (!probe_job.has_slow_disk || places_line((uintptr_t)caller - 1) == 0) return;
  while (clock_nanosleep(CLOCK_MONOTONIC, 0, &left, &left) != 0)
    continue;
}

#define SLOW(name)                                                                                 \
  Function name;                                                                                   \
  intptr_t name(intptr_t a, intptr_t b, intptr_t c, intptr_t d) {                                  \
    wait_for_disk(__builtin_return_address(0));                                                    \
    return NEXT(name)(a, b, c, d);                                                                 \
  }
CALLS(SLOW)
