// Which function has which effect, and by which of its calls. Private to this layer.
#pragma once

#include "link/program.h"

typedef struct Witness {
  FunctionId function;
  uint32_t slot;
  uint32_t call;  // of the function: the next step on a shortest way to the primitive
  uint32_t depth; // calls to the primitive
  Confidence confidence;
} Witness;

typedef struct EffectTable {
  uint32_t *masks;        // per function: its slots
  uint32_t *first_caller; // per function: where its calls begin in `callers`
  uint32_t *callers;      // calls, by callee
  Array(Witness) witnesses;
  Map index; // function << 32 | slot -> witness
} EffectTable;

// Whether a call has an effect of tier 1 or 2.
bool call_is_costly(const Program *program, uint32_t call);
// Decides which waits for a mutex can be long, once the effects of everything else are known.
void locks_settle(Program *program);

bool call_runs(const Program *program, const Call *call);
const Witness *effect_witness(const Program *program, FunctionId function, uint32_t slot);
