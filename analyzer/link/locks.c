// Mutexes. Waiting for one is over as soon as its holder is done, so `with lock:` around a few
// assignments stalls nobody. It can be long where some holder waits for something itself: then
// every other wait for that lock can be. (Of the holder's own function it is told what it waits for
// itself.) Locks are told apart by the class that sets them, others by the last name that they go
// by in a module.
#include "link/effects.h"

// The expression of the lock itself; NULL when the call does not show it.
static const Expr *lock_of(const Summary *summary, const Call *call) {
  const Expr *expr = &summary->exprs[call->site];
  if (call->how != CALL_PLAIN || expr->kind != EXPR_CALL) return expr;
  const Expr *method = &summary->exprs[expr->a]; // lock.acquire()
  return method->kind == EXPR_ATTRIBUTE ? &summary->exprs[method->a] : NULL;
}

// `self._lock` -> _lock; 0 when the lock has no name.
static NameId lock_name(const Summary *summary, const Call *call) {
  const Expr *expr = lock_of(summary, call);
  if (!expr) return 0;
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

// Another lock that is taken meanwhile does not count by itself: that it is free, we do not doubt.
static bool is_wait(const Program *program, size_t call) {
  if (program->call_effects.at[call] == EFFECT_NONE) return false; // nearly all
  return program->calls.at[call].entry && program->calls.at[call].entry->is_mutex;
}

// Waiting on a condition gives its lock up meanwhile: `with condition: condition.wait()`.
static bool gives_up(const Program *program, const Call *call, size_t wait) {
  const Summary *summary = summary_of(program, program_function(program, call->caller)->module);
  const Call *other = &program->calls.at[wait];
  NameId name = lock_name(summary, call);
  return other->entry && other->how == CALL_PLAIN && name != 0 && lock_name(summary, other) == name;
}

// Calls that are looked at behind an acquire; who holds a lock longer than this releases it.
#define HELD_MAX_CALLS 64

static bool is_held_long(const Program *program, const Call *call) {
  const Function *function = program_function(program, call->caller);
  Span held = held_range(summary_of(program, function->module), function, call);
  uint32_t at = calls_from(program, function, held.start);
  uint32_t end = function->first_call + function->call_count;
  if (call->how != CALL_ENTER && end - at > HELD_MAX_CALLS) end = at + HELD_MAX_CALLS;
  for (; at < end && program->calls.at[at].site < held.end; at++) {
    if (program->calls.at[at].site == call->site || is_wait(program, at)) continue;
    if (call_is_costly(program, at) && !gives_up(program, call, at)) return true;
  }
  return false;
}

// The class that sets `self.lock`; CLASS_NONE for other locks.
static ClassId lock_class(Program *program, const Call *call, NameId name) {
  const FunctionState *caller = function_state(program, call->caller);
  const Summary *summary = summary_of(program, caller->public.module);
  const Expr *lock = lock_of(summary, call);
  if (caller->owner == CLASS_NONE || !lock || lock->kind != EXPR_ATTRIBUTE) return CLASS_NONE;
  if (summary->exprs[lock->a].kind != EXPR_NAME) return CLASS_NONE;
  Atom atom = atom_of(program, caller->public.module, name);
  const Class *class = class_order(program, caller->owner);
  for (uint32_t i = 0; i < class->order_count; i++) {
    ClassId id = class->order[i].class_id;
    if (id == CLASS_NONE) continue;
    const Class *at = &program->classes.at[id];
    if (self_bindings(program, at->module, at->scope, atom).count > 0) return id;
  }
  return CLASS_NONE;
}

static uint64_t lock_key(Program *program, const Call *call) {
  ModuleId module = program_function(program, call->caller)->module;
  NameId name = lock_name(summary_of(program, module), call);
  ClassId class = lock_class(program, call, name);
  if (class == CLASS_NONE) return (uint64_t)module << 32 | name;
  uint32_t text = (uint32_t)str_hash(summary_name(summary_of(program, module), name));
  return UINT64_C(1) << 63 | (uint64_t) class << 32 | text;
}

// The function that holds the lock for long, or FUNCTION_NONE for several.
static void note_holder(Program *program, Map *holders, const Call *call) {
  uint32_t *known = map_insert(program->arena, holders, lock_key(program, call), call->caller);
  if (*known != call->caller) *known = FUNCTION_NONE;
}

static bool is_cheap_wait(Program *program, const Map *holders, const Call *call) {
  const uint32_t *holder = map_find(holders, lock_key(program, call));
  return !holder || *holder == call->caller;
}

void locks_settle(Program *program) {
  Map holders = {0};
  for (size_t i = 0; i < program->calls.count; i++)
    if (is_wait(program, i) && is_held_long(program, &program->calls.at[i]))
      note_holder(program, &holders, &program->calls.at[i]);
  for (size_t i = 0; i < program->calls.count; i++)
    if (is_wait(program, i) && is_cheap_wait(program, &holders, &program->calls.at[i]))
      program->call_effects.at[i] |= CALL_IS_CHEAP;
}
