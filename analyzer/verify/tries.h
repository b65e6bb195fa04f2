// One half of a pair, tried again and again until it is clear whether it holds. Private to this
// layer.
#pragma once

#include "verify/judge.h"

typedef struct Tries {
  unsigned count;
  unsigned calm_count; // on a machine that was not too busy
  Failures calm, busy; // seen until now: what is not the machine's doing, and what may be
  Failure failure;     // of the last try; `what` is "" when it holds
  bool is_refuted;     // it fails in a way that comes again
} Tries;

// Adds what one try came to; no failures, and it holds. `is_busy`: the machine may be to blame.
// Returns whether it is decided.
bool tries_add(Arena *arena, Tries *tries, const Failures *failures, bool is_busy);
