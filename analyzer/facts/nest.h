// Ranges inside ranges: what scopes and regions have in common. Private to facts/.
#pragma once

#include "facts/facts.h"

typedef struct Nest {
  uint32_t parent;
  ExprId begin;
  ExprId end;
} Nest;

// One table of ranges: `get` reads entry `id` of the table that it is for.
typedef struct Nesting {
  const Summary *summary;
  Nest (*get)(const Summary *summary, uint32_t id);
  const Climb *climbs;
  uint32_t count;
} Nesting;

Nesting nesting_of_scopes(const Summary *summary);
Nesting nesting_of_regions(const Summary *summary);

// The Climb of an entry, made from those of the entries before it.
Climb nesting_climb(Nesting nesting, uint32_t id);
// The last entry whose range holds `expr`; 0 when none does. Logarithmic.
uint32_t nesting_innermost(Nesting nesting, ExprId expr);
// The entry around `inner`, or itself, that has no more than `depth` entries around it.
// Logarithmic.
uint32_t nesting_at_depth(Nesting nesting, uint32_t inner, uint32_t depth);
