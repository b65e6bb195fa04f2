// Threads that share a list of tasks. Each has its own parser, buffer and arena; which of them does
// a task never shows in the result.
#pragma once

#include "c/c.h"
#include "python/python.h"
#include "session/read.h"
#include "session/session.h"

typedef struct Worker {
  Arena arena; // what it makes; lives until workers_release
  Arena kept;  // texts that may be needed again; lives until workers_forget
  ReadBuffer buffer;
  PythonReader *python;           // made when first needed
  CReader *c;                     // the same
  size_t largest_bytes;           // of the texts that it has read
  uint64_t clock_ns;              // of its thread, when time was last counted
  uint64_t spent_ns[PHASE_COUNT]; // with SessionOptions.is_profiled
  uint64_t loaded_count, parsed_count, parsed_bytes;
} Worker;

typedef struct Workers {
  Worker *at;
  unsigned count;
} Workers;

// `count` 0: one per processor. In `arena`, to be released before it.
Workers workers_make(Arena *arena, unsigned count);
void workers_release(Workers *workers);
// Gives back `kept`.
void workers_forget(Workers *workers);
// Gives back what they need to work, as far as the first will not need it for a few more files.
// All may be asked to work again.
void workers_rest(Workers *workers);

typedef struct Work {
  size_t count;
  void (*do_task)(void *context, Worker *worker, size_t task); // from any thread
  void *context;
  // Called on the calling thread while it waits; may be NULL.
  void (*on_progress)(void *context, size_t done, size_t total);
  void *progress_context;
  bool is_light; // its tasks are small and need little of the stack: a few are done by who asks
} Work;

// Does all tasks and returns when the last is done.
void workers_run(const Workers *workers, const Work *work);
