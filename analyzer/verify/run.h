// Programs in sandboxes, several at once, and what they write. Private to this layer.
#pragma once

#include "base/array.h"
#include "verify/sandbox.h"

typedef Array(char) Bytes;

typedef struct Run {
  Sandbox box;
  SandboxStatus status;
  Bytes evidence; // bounded; what is more is dropped
  Bytes errors;   //
  bool is_over;
} Run;

// The file that a shell would run for this name, NULL when there is none.
char *run_find_program(Arena *arena, Str name);

// Fails as sandbox_start does.
bool run_start(const SandboxJob *job, Run *out, Error *err);
// Reads what has come, for as long as `wait_ms` when there is nothing; sets `is_over` of those that
// are.
void runs_wait(Arena *arena, Run *const *runs, size_t count, int wait_ms);
// Starts it and waits until it is over. Fails as sandbox_start does.
bool run_whole(Arena *arena, const SandboxJob *job, Run *out, Error *err);
// Stops them and waits until nothing is left of them.
void runs_stop(Arena *arena, Run *const *runs, size_t count);
