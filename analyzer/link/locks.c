// Mutexes. Waiting for one is over as soon as its holder is done, so `with lock:` around a few
// assignments stalls nobody. It can be long where some holder waits for something itself: then
// every wait for that lock can be. Locks are told apart by the last name that they go by in a
// module.
#include "link/effects.h"

// `self._lock` -> _lock; 0 when the lock has no name.
static NameId lock_name(const Summary *summary, const Call *call) {
  const Expr *expr = &summary->exprs[call->site];
  if (call->how == CALL_PLAIN && expr->kind == EXPR_CALL) { // lock.acquire()
    const Expr *method = &summary->exprs[expr->a];
    if (method->kind != EXPR_ATTRIBUTE) return 0;
    expr = &summary->exprs[method->a];
  }
  return expr->kind == EXPR_NAME ? expr->a : expr->kind == EXPR_ATTRIBUTE ? expr->b : 0;
}

// The first region that begins behind an expression.
static RegionId region_behind(const Summary *summary, ExprId expr) {
  RegionId low = 0, high = summary->regions_count;
  while (low < high) {
    RegionId middle = low + (high - low) / 2;
    if (summary->regions[middle].begin <= expr)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

// The code that runs while the lock is held: the body of the with, or the rest of the function.
static Span held_range(const Summary *summary, const Function *function, const Call *call) {
  RegionId at = region_behind(summary, call->site);
  bool is_with = call->how == CALL_ENTER && at < summary->regions_count &&
                 summary->regions[at].kind == REGION_WITH &&
                 summary->regions[at].subject == call->site;
  if (is_with) return (Span){summary->regions[at].begin, summary->regions[at].end};
  return (Span){call->site, summary->scopes[function->scope].end};
}

// Calls that are looked at behind an acquire; who holds a lock longer than this releases it.
#define HELD_MAX_CALLS 64

static bool is_held_long(const Program *program, const Call *call) {
  const Function *function = program_function(program, call->caller);
  Span held = held_range(summary_of(program, function->module), function, call);
  uint32_t at = calls_from(program, function, held.start);
  uint32_t end = function->first_call + function->call_count;
  if (call->how != CALL_ENTER && end - at > HELD_MAX_CALLS) end = at + HELD_MAX_CALLS;
  for (; at < end && program->calls.at[at].site < held.end; at++)
    if (program->calls.at[at].site != call->site && call_is_costly(program, at)) return true;
  return false;
}

static uint64_t lock_key(const Program *program, const Call *call) {
  ModuleId module = program_function(program, call->caller)->module;
  return (uint64_t)module << 32 | lock_name(summary_of(program, module), call);
}

static bool is_wait(const Program *program, size_t call) {
  return program->calls.at[call].entry && program->calls.at[call].entry->is_mutex &&
         program->call_effects.at[call] != EFFECT_NONE;
}

void locks_settle(Program *program) {
  Map long_held = {0};
  for (size_t i = 0; i < program->calls.count; i++)
    if (is_wait(program, i) && is_held_long(program, &program->calls.at[i]))
      map_insert(program->arena, &long_held, lock_key(program, &program->calls.at[i]), 1);
  for (size_t i = 0; i < program->calls.count; i++)
    if (is_wait(program, i) && !map_find(&long_held, lock_key(program, &program->calls.at[i])))
      program->call_effects.at[i] |= CALL_IS_CHEAP;
}
