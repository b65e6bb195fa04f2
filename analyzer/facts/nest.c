// Ranges are stored in the order in which they begin, outer before inner. So the innermost range
// around an expression is the last one that begins at or before it, or one that is around that.
//
// The way up is shortened by jump pointers (E. W. Myers, "An applicative random-access stack",
// 1983): besides its parent, each entry knows one further up, so spaced that the first range which
// ends late enough is reached in a logarithmic number of steps.
#include "facts/nest.h"

Nesting nesting_of_scopes(const Summary *summary) {
  return (Nesting){.scopes = summary->scopes,
                   .climbs = summary->scope_climbs_count > 0 ? summary->scope_climbs : NULL,
                   .count = summary->scopes_count};
}

Nesting nesting_of_regions(const Summary *summary) {
  return (Nesting){.regions = summary->regions,
                   .climbs = summary->region_climbs_count > 0 ? summary->region_climbs : NULL,
                   .count = summary->regions_count};
}

Climb nesting_climb(Nesting nesting, uint32_t id) {
  if (id == 0) return (Climb){0};
  uint32_t parent = nesting_get(&nesting, id).parent;
  Climb up = nesting.climbs[parent];
  Climb above = nesting.climbs[up.jump];
  Climb top = nesting.climbs[above.jump];
  // Two jumps of equal length make one twice as long.
  bool is_pair = up.depth - above.depth == above.depth - top.depth;
  return (Climb){.jump = is_pair ? above.jump : parent, .depth = up.depth + 1};
}

static uint32_t last_begun(Nesting nesting, ExprId expr) {
  uint32_t low = 0; // begins at or before `expr`, or is 0
  uint32_t high = nesting.count;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    bool has_begun = nesting_get(&nesting, middle).begin <= expr;
    if (has_begun) low = middle;
    if (!has_begun) high = middle;
  }
  return low;
}

uint32_t nesting_innermost(Nesting nesting, ExprId expr) {
  uint32_t id = last_begun(nesting, expr);
  while (id != 0) {
    Nest nest = nesting_get(&nesting, id);
    if (nest.end > expr) return id;
    uint32_t jump = nesting.climbs ? nesting.climbs[id].jump : nest.parent;
    bool is_short = nesting.climbs && nesting_get(&nesting, jump).end <= expr;
    id = is_short ? jump : nest.parent;
  }
  return 0;
}

uint32_t nesting_depth(const Nesting *nesting, uint32_t id) {
  if (nesting->climbs) return nesting->climbs[id].depth;
  uint32_t depth = 0;
  for (; id != 0; id = nesting_get(nesting, id).parent)
    depth++;
  return depth;
}

static uint32_t step_to_depth(const Nesting *nesting, uint32_t inner, uint32_t depth) {
  for (uint32_t left = nesting_depth(nesting, inner); left > depth; left--)
    inner = nesting_get(nesting, inner).parent;
  return inner;
}

uint32_t nesting_at_depth(Nesting nesting, uint32_t inner, uint32_t depth) {
  if (!nesting.climbs) return step_to_depth(&nesting, inner, depth);
  while (nesting.climbs[inner].depth > depth) {
    uint32_t jump = nesting.climbs[inner].jump;
    bool is_short = nesting.climbs[jump].depth >= depth;
    inner = is_short ? jump : nesting_get(&nesting, inner).parent;
  }
  return inner;
}
