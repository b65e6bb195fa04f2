// A thread with a large stack, and a watch over it. Private to c/.
//
// Deep nesting overflows the stack of a compiler, and macros can expand without end. libclang gives
// a parse up when a signal says that it crashed, but catches neither: the handler would run on the
// stack that is full, and nobody looks at the time. So the work of a unit is done on a thread of
// its own, with room for what generators of code nest, with a stack for the handler, and with
// someone who waits.
#pragma once

#include "base/base.h"

#include <pthread.h>
#include <time.h>

// Only what is used of it is ever memory.
#define STAGE_STACK_BYTES ((size_t)512 << 20)

typedef struct Stage {
  void (*work)(struct Stage *stage);
  void *context;
  unsigned max_seconds; // that `stage_watched` may last
  pthread_mutex_t lock; // private, as is the rest
  pthread_cond_t changed;
  bool is_watched;
  bool is_done;
  struct timespec deadline;
  pthread_t thread;
} Stage;

// Does `work` and returns when it is done. False when there are no resources for a thread.
bool stage_run(Stage *stage);
// Called by the work around what may take too long: then the thread gets a SIGABRT, which libclang
// takes for a crash of the parser.
void stage_watch(Stage *stage);
void stage_unwatch(Stage *stage);
// Called by the work once libclang has set up its handlers: they run on the stack that was made for
// them.
void stage_catch_overflow(void);
