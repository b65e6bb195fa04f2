// Findings that say the same of different callers: the same rule, and the same way from the first
// callee on. A person wants to read that way once.
#pragma once

#include "engine/engine.h"

typedef struct Folds {
  const size_t *leaders; // per finding: the first that says the same, itself when it is that
  const size_t *counts;  // per leader: how many say the same, itself counted
  const size_t *next;    // per finding: the next that says the same, SIZE_MAX at the end
} Folds;

Folds folds_make(Arena *arena, Findings findings);
