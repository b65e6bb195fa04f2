// State Threads, as far as an example can lose a thread of it: one that can be joined keeps its
// stack until it is. Its functions stand here in front of its own.
//
// Its header is not needed, it may not be there: then nobody calls these.
#define _GNU_SOURCE
#include "verify/probe_c/probe.h"

#include <stdlib.h>

enum { JOINABLE_MAX = 256 };

typedef void *Start(void *argument);

typedef struct Joinable {
  void *thread;
  Start *start; // the example's
  void *argument;
  PlaceStack stack;
  bool is_done, is_joined;
} Joinable;

static struct Given {
  Joinable at[JOINABLE_MAX];
  size_t count;
} given;

enum { NEXT_st_thread_create, NEXT_st_thread_join, NEXT_COUNT };
static _Atomic(void *) next_functions[NEXT_COUNT];

#define NEXT(name)                                                                                 \
  (*(__typeof__(&(name)) *)calls_next(&next_functions[NEXT_##name], #name, (void *[1]){NULL}))

// At the end of the program: who can still join them?
static void see_joinable(void) {
  for (size_t i = 0; i < given.count; i++) {
    const Joinable *one = &given.at[i];
    if (one->is_done && !one->is_joined)
      record_see("never-joined", &one->stack, NOT_MEASURED, NULL);
  }
  given.count = 0;
}

static void *run(void *data) {
  Joinable *one = data;
  void *result = one->start(one->argument);
  one->is_done = true;
  return result;
}

void *st_thread_create(Start *start, void *argument, int is_joinable, int stack_size);

void *st_thread_create(Start *start, void *argument, int is_joinable, int stack_size) {
  record_set_loop("state-threads");
  if (!is_joinable || given.count == JOINABLE_MAX)
    return NEXT(st_thread_create)(start, argument, is_joinable, stack_size);
  if (given.count == 0) probe_at_end(see_joinable);
  Joinable *one = &given.at[given.count++];
  *one = (Joinable){.start = start, .argument = argument, .stack = frames_here()};
  one->thread = NEXT(st_thread_create)(run, one, is_joinable, stack_size);
  return one->thread;
}

int st_thread_join(void *thread, void **result);

int st_thread_join(void *thread, void **result) {
  for (size_t i = 0; i < given.count; i++)
    if (given.at[i].thread == thread) given.at[i].is_joined = true;
  return NEXT(st_thread_join)(thread, result);
}
