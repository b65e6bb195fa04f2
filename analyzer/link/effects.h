// Which function has which effect, and by which of its calls. Private to this layer.
#pragma once

#include "link/guards/guards.h"

typedef struct Witness {
  FunctionId function;
  uint32_t slot;
  uint32_t call;   // of the function: the next step on a shortest way to the primitive
  uint32_t depth;  // calls to the primitive
  uint32_t next;   // number + 1 of an earlier witness of the function and slot, 0 at the end
  uint32_t guards; // number of a list
  uint32_t onward; // number + 1 of the witness of the callee that chains go on by, 0: not asked yet
  Confidence confidence;
} Witness;

typedef struct Ways { // by which a function comes to a slot
  uint32_t slot;
  uint32_t count;
  uint32_t latest; // number + 1 of a witness
  uint32_t next;   // number + 1 of the function's ways to another slot, 0 at the end
} Ways;

typedef struct Caller {
  uint32_t call;
  FunctionId function;
} Caller;

typedef struct EffectTable {
  uint64_t *masks;        // per function: slots that it has whatever it is called with
  uint32_t *first;        // per function: number + 1 of its latest Ways
  uint32_t *first_caller; // per function: where its calls begin in `callers`
  Caller *callers;        // by callee
  Array(Ways) ways;
  Array(Witness) witnesses;
  Array(uint32_t) seeds; // numbers of the calls that have an effect of their own
} EffectTable;

// Work of this machine and of who sits at it; nearly everything else waits for others.
#define LOCAL_EFFECTS                                                                              \
  (1u << EFFECT_FILE_IO | 1u << EFFECT_TREE_IO | 1u << EFFECT_OPEN | 1u << EFFECT_PATH_METADATA |  \
   1u << EFFECT_CPU | 1u << EFFECT_INPUT | 1u << EFFECT_SYNC | 1u << EFFECT_LOG |                  \
   1u << EFFECT_TLS)

// The witness by which a call to the project comes to an effect that it has, to work of tier 1 or 2
// where there is some; NULL where the call is the primitive.
Witness *way_begin(const Program *program, const Call *call, Effect effect);
// The one behind it, NULL at the end.
Witness *way_behind(const Program *program, Witness *witness);
// Whether an earlier call of the same function has had kept what the call would need the effect
// for, see kept.c.
bool is_kept_before(const Program *program, const Call *call, Effect effect);

// The set of effects that a call gives its caller as surely as it is made: work of this machine
// does not matter where it is done once.
uint32_t call_sure_effects(const Call *call);
// The costliest tier of what a call does, and how sure the surest of it is; TIER_NONE when there is
// nothing of tier 1 or 2.
Tier call_cost(const Program *program, uint32_t call, Confidence *confidence);
// Decides which calls are made in one case of many, when it is known who calls whom.
void cases_settle(Program *program);
// Decides which waits for a mutex can be long, once the effects of everything else are known.
void locks_settle(Program *program);

void effects_spread(Program *program);
