// Ranges inside ranges: what scopes and regions have in common. Private to facts/.
#pragma once

#include "facts/facts.h"

typedef struct Nest {
  uint32_t parent;
  ExprId begin;
  ExprId end;
} Nest;

// One table of ranges: of scopes, or of regions.
typedef struct Nesting {
  const Scope *scopes;   // NULL when it is the other
  const Region *regions; //
  const Climb *climbs;   // NULL when nothing is deep
  uint32_t count;
} Nesting;

Nesting nesting_of_scopes(const Summary *summary);
Nesting nesting_of_regions(const Summary *summary);

static inline Nest nesting_get(const Nesting *nesting, uint32_t id) {
  if (nesting->scopes) {
    const Scope *scope = &nesting->scopes[id];
    return (Nest){.parent = scope->parent, .begin = scope->begin, .end = scope->end};
  }
  const Region *region = &nesting->regions[id];
  return (Nest){.parent = region->parent, .begin = region->begin, .end = region->end};
}

// The number of entries around one.
uint32_t nesting_depth(const Nesting *nesting, uint32_t id);
// The Climb of an entry, made from those of the entries before it.
Climb nesting_climb(Nesting nesting, uint32_t id);
// The last entry whose range holds `expr`; 0 when none does. Logarithmic.
uint32_t nesting_innermost(Nesting nesting, ExprId expr);
// The entry around `inner`, or itself, that has no more than `depth` entries around it.
// Logarithmic.
uint32_t nesting_at_depth(Nesting nesting, uint32_t inner, uint32_t depth);
