// Which function has which effect, and by which of its calls. Private to this layer.
#pragma once

#include "link/program.h"

// What the parameter of a function must be for one of its calls to be reached.
typedef enum GuardKind {
  GUARD_NONE_SET,
  GUARD_TRUE,
  GUARD_FALSE,
  GUARD_IS_NONE,
  GUARD_NOT_NONE,
  GUARD_EQUALS, // the string `text`
  GUARD_DIFFERS,
  GUARD_STARTS, // with `text`
  GUARD_STARTS_NOT,
} GuardKind;

typedef struct Guard {
  uint16_t parameter;
  uint16_t is; // GuardKind
  Str text;    // in the Summary
} Guard;

// What guards the call at `site` of a function; {0} when nothing that a caller decides.
Guard guard_of(const Summary *summary, ScopeId function, ExprId site);
// Whether a call to the function lets code behind the guard run, as far as its arguments tell.
bool guard_allows(const Program *program, const Call *call, Guard guard);
// What a guard of the callee means for the caller's own parameters, when it passes one of them on.
Guard guard_forwarded(const Program *program, const Call *call, Guard guard);

typedef struct Witness {
  FunctionId function;
  uint32_t slot;
  uint32_t call;  // of the function: the next step on a shortest way to the primitive
  uint32_t depth; // calls to the primitive
  uint32_t next;  // number + 1 of another witness of the function, 0 at the end
  Guard guard;
  Confidence confidence;
} Witness;

typedef struct EffectTable {
  uint32_t *masks;        // per function: slots that it has whatever it is called with
  uint32_t *first;        // per function: number + 1 of its latest witness
  uint32_t *first_caller; // per function: where its calls begin in `callers`
  uint32_t *callers;      // calls, by callee
  Array(Witness) witnesses;
} EffectTable;

// Whether a call has an effect of tier 1 or 2.
bool call_is_costly(const Program *program, uint32_t call);
// Decides which waits for a mutex can be long, once the effects of everything else are known.
void locks_settle(Program *program);
