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

// The code that runs while the lock is held: the body of the with, or the rest of the function.
static Span held_range(const Summary *summary, const Function *function, const Call *call) {
  for (RegionId at = 0; call->how == CALL_ENTER && at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->kind == REGION_WITH && region->subject == call->site)
      return (Span){region->begin, region->end};
  }
  return (Span){call->site, summary->scopes[function->scope].end};
}

static bool is_held_long(const Program *program, const Call *call) {
  const Function *function = program_function(program, call->caller);
  Span held = held_range(summary_of(program, function->module), function, call);
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *inner = &program->calls.at[function->first_call + i];
    bool is_inside = inner->site >= held.start && inner->site < held.end;
    if (is_inside && inner->site != call->site && call_is_costly(program, function->first_call + i))
      return true;
  }
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
