// Threads that share a list of tasks. Each has its own parser, buffer and arena; which of them does
// a task never shows in the result.
#pragma once

#include "python/python.h"
#include "session/read.h"

typedef struct Worker {
  Arena arena; // what it makes; lives until workers_release
  ReadBuffer buffer;
  PythonReader *python; // made when first needed
} Worker;

typedef struct Workers {
  Worker *at;
  unsigned count;
} Workers;

// `count` 0: one per processor. In `arena`, to be released before it.
Workers workers_make(Arena *arena, unsigned count);
void workers_release(Workers *workers);

typedef struct Work {
  size_t count;
  void (*do_task)(void *context, Worker *worker, size_t task); // from any thread
  void *context;
  // Called on the calling thread while it waits; may be NULL.
  void (*on_progress)(void *context, size_t done, size_t total);
  void *progress_context;
} Work;

// Does all tasks and returns when the last is done.
void workers_run(const Workers *workers, const Work *work);
