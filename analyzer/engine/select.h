// How a selector names rules. Private to this layer.
#pragma once

#include "engine/engine.h"

typedef enum Match {
  MATCH_NONE,
  MATCH_GROUP, // ALL, a family, or the beginning of a code
  MATCH_EXACT, // the rule's id, or one of its codes in full or by ruff's name for it
} Match;

Match rule_match(const Rule *rule, Str selector);

// The code of what ruff calls `name`; "" where no rule of ours has it.
Str ruff_code(Str name);
