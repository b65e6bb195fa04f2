// Mutexes. Waiting for one is over as soon as its holder is done, so `with lock:` around a few
// assignments stalls nobody. It can be long where some holder waits for something itself: then
// every other wait for that lock can be, and costs as much. (Of the holder's own function it is
// told what it waits for itself.) A holder that waits only once, or perhaps, makes the others' wait
// less sure as well. Locks are told apart by the class that sets them or the function that makes
// them, others by the last name that they go by in a module.
#include "link/doubts/doubts.h"
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
  return program->calls.at[call].entry &&
         (program->calls.at[call].entry->is_mutex || program->call_effects.at[call] & CALL_IS_LOCK);
}

// Whether the function has entered or acquired what goes by a name before one of its calls.
static bool has_taken(const Program *program, const Function *function, NameId name,
                      size_t before) {
  const Summary *summary = summary_of(program, function->module);
  for (size_t at = function->first_call; at < before; at++) {
    const Call *call = &program->calls.at[at];
    if (call->entry && call->entry->is_mutex && lock_name(summary, call) == name) return true;
  }
  return false;
}

// Waiting on a condition gives its lock up meanwhile: `with condition: condition.wait()`. A
// condition that nobody has taken here is one over the lock that is held: else it could not be
// waited on.
static bool gives_up(const Program *program, const Call *call, size_t wait) {
  const Function *function = program_function(program, call->caller);
  const Summary *summary = summary_of(program, function->module);
  const Call *other = &program->calls.at[wait];
  NameId name = lock_name(summary, call), waited = lock_name(summary, other);
  if (!other->entry || other->how != CALL_PLAIN || waited == 0) return false;
  if (waited == name) return true;
  return other->entry->is_condition && !has_taken(program, function, waited, wait);
}

// Whether work stands in a branch of the held code that leaves the function behind it: `if
// self.is_cancelled: remove(self.folder); return`. What most holders do is done without it.
static bool is_on_way_out(const Program *program, const Function *function, Span held,
                          ExprId site) {
  const Region *regions = summary_of(program, function->module)->regions;
  RegionId at = region_at(program, function->module, site);
  for (; regions[at].kind != REGION_BODY && regions[at].begin >= held.start;
       at = regions[at].parent) {
    bool is_branch = regions[at].kind == REGION_IF || regions[at].kind == REGION_EXCEPT;
    if (is_branch && !(regions[at].flow & (FLOW_FALLS | FLOW_BREAKS | FLOW_CONTINUES))) return true;
  }
  return false;
}

// Calls that are looked at behind an acquire; who holds a lock longer than this releases it.
#define HELD_MAX_CALLS 64

// How much the holder's work or wait costs, TIER_NONE when it is short, and how sure that is at
// best.
static Tier held_for(const Program *program, const Call *call, Confidence *confidence) {
  const Function *function = program_function(program, call->caller);
  Span held = held_range(summary_of(program, function->module), function, call);
  uint32_t at = calls_from(program, function, held.start);
  uint32_t end = function->first_call + function->call_count;
  if (call->how != CALL_ENTER && end - at > HELD_MAX_CALLS) end = at + HELD_MAX_CALLS;
  Tier cost = TIER_NONE;
  *confidence = CONFIDENCE_POSSIBLE;
  for (; at < end && program->calls.at[at].site < held.end; at++) {
    Confidence sure = CONFIDENCE_POSSIBLE;
    if (program->calls.at[at].site == call->site || is_wait(program, at)) continue;
    Tier tier = call_cost(program, at, &sure);
    if (tier == TIER_NONE || gives_up(program, call, at)) continue;
    if (is_on_way_out(program, function, held, program->calls.at[at].site))
      sure = confidence_least(sure, CONFIDENCE_PROBABLE);
    if (sure > *confidence) *confidence = sure;
    if (cost != TIER_UNBOUNDED) cost = tier;
  }
  return cost;
}

// ---- Locks made by hand -------------------------------------------------------------------------

static bool is_in_while(const Walk *walk, ExprId site) {
  const Region *regions = walk->summary->regions;
  RegionId at = region_at(walk->program, walk->module, site);
  while (regions[at].kind != REGION_BODY && regions[at].kind != REGION_WHILE)
    at = regions[at].parent;
  return regions[at].kind == REGION_WHILE;
}

// Whether a method notes something in its object behind a place: `self._writer = True`.
static bool notes_behind(const Walk *walk, ExprId site) {
  const Summary *summary = walk->summary;
  const Scope *scope = function_scope(walk->program, walk->function);
  NameId self = summary_self(summary, scope);
  for (ExprId at = site + 1; self != 0 && at < scope->end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind != EXPR_ATTRIBUTE || !(expr->flags & EXPR_FLAG_STORE)) continue;
    if (expr_is_name(&summary->exprs[expr->a], self)) return true;
  }
  return false;
}

// `while self.writer: self.changed.wait()`, then `self.readers += 1`: who waits for its turn and
// notes that it has it takes a lock, which is as short a wait as for any other.
void locks_mark(Walk *walk) {
  for (size_t i = 0; i < walk->calls.count; i++) {
    Call *call = &walk->calls.at[i];
    if (!call->entry || !call->entry->is_condition || walk->effects.at[i] == EFFECT_NONE) continue;
    bool is_repeated =
        str_has_suffix(call->name, STR(".wait_for")) || is_in_while(walk, call->site);
    if (!is_repeated || !notes_behind(walk, call->site)) continue;
    walk->effects.at[i] |= CALL_IS_LOCK;
    ClassId owner = function_state(walk->program, walk->function)->owner;
    map_insert(walk->program->arena, &walk->program->hand_locks, owner, 1);
  }
}

// The class of locks that a call enters, `with self.files.read():`; CLASS_NONE when it is none.
static ClassId entered_lock(const Program *program, const Call *call) {
  if (call->how != CALL_ENTER || call->callee == FUNCTION_NONE) return CLASS_NONE;
  ClassId owner = function_state(program, call->callee)->owner;
  return owner != CLASS_NONE && map_find(&program->hand_locks, owner) ? owner : CLASS_NONE;
}

// ---- Who holds which ----------------------------------------------------------------------------

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

// All locks of a class that is made by hand are one.
static uint64_t hand_lock_key(ClassId class) {
  return UINT64_C(3) << 62 | class;
}

// `lock = threading.Lock()`: a new one, of a class of a library. What is given something may be
// told by that, like the lock of a file.
static bool makes_lock(Program *program, ModuleId module, const Binding *binding) {
  const Summary *summary = summary_of(program, module);
  if (binding->kind != BINDING_ASSIGN || binding->value == 0) return false;
  const Expr *made = &summary->exprs[binding->value];
  if (made->kind != EXPR_CALL || made->c > 0) return false;
  Values values = evaluate(program, module, made->a);
  if (values.count != 1 || values.is_open || values.at[0].kind != VALUE_LIBRARY) return false;
  const KnowledgeEntry *entry = symbol_entry(program, values.at[0].a);
  return entry && entry->kind == KNOWN_CLASS;
}

// The function, the caller or one around it, that makes a lock for itself; FUNCTION_NONE for
// others.
static FunctionId lock_maker(Program *program, const Call *call) {
  const Function *caller = program_function(program, call->caller);
  const Summary *summary = summary_of(program, caller->module);
  const Expr *lock = lock_of(summary, call);
  if (!lock || lock->kind != EXPR_NAME) return FUNCTION_NONE;
  Str name = summary_name(summary, lock->a);
  for (ScopeId at = caller->scope; at != 0; at = summary->scopes[at].parent) {
    BindingList list = summary_bindings(summary, at, name, summary_name_hash(name));
    if (list.count == 0 || summary->scopes[at].kind == SCOPE_CLASS) continue;
    bool is_new = true;
    for (uint32_t i = 0; i < list.count; i++)
      is_new &= makes_lock(program, caller->module, &summary->bindings[list.at[i]]);
    return is_new ? program_function_of(program, caller->module, at) : FUNCTION_NONE;
  }
  return FUNCTION_NONE;
}

static uint64_t lock_key(Program *program, const Call *call) {
  if (call->entry && call->entry->is_condition)
    return hand_lock_key(function_state(program, call->caller)->owner);
  ModuleId module = program_function(program, call->caller)->module;
  NameId name = lock_name(summary_of(program, module), call);
  FunctionId maker = lock_maker(program, call);
  if (maker != FUNCTION_NONE) return UINT64_C(1) << 62 | (uint64_t)maker << 32 | name;
  ClassId class = lock_class(program, call, name);
  if (class == CLASS_NONE) return (uint64_t)module << 32 | name;
  uint32_t text = (uint32_t)str_hash(summary_name(summary_of(program, module), name));
  return UINT64_C(1) << 63 | (uint64_t) class << 32 | text;
}

// Locks that somebody holds for long, for work of tier 1 or of any: which function does, or
// FUNCTION_NONE for several.
typedef struct LockHold {
  Map any;
  Map unbounded;
} LockHold;

typedef struct Holders {
  LockHold sure;
  LockHold all;
} Holders;

static void note_in(Program *program, Map *holders, uint64_t key, FunctionId holder) {
  uint32_t *known = map_insert(program->arena, holders, key, holder);
  if (*known != holder) *known = FUNCTION_NONE;
}

static void note_holder(Program *program, Holders *out, uint64_t key, const Call *call) {
  Confidence confidence = CONFIDENCE_POSSIBLE;
  Tier tier = held_for(program, call, &confidence);
  if (tier == TIER_NONE) return;
  bool is_sure = confidence == CONFIDENCE_RESOLVED, is_unbounded = tier == TIER_UNBOUNDED;
  note_in(program, &out->all.any, key, call->caller);
  if (is_unbounded) note_in(program, &out->all.unbounded, key, call->caller);
  if (is_sure) note_in(program, &out->sure.any, key, call->caller);
  if (is_sure && is_unbounded) note_in(program, &out->sure.unbounded, key, call->caller);
}

static bool is_held_by_others(Program *program, const Map *holders, const Call *call) {
  const uint32_t *holder = map_find(holders, lock_key(program, call));
  return holder && *holder != call->caller;
}

static void find_holders(Program *program, Holders *out) {
  for (size_t i = 0; i < program->calls.count; i++) {
    const Call *call = &program->calls.at[i];
    ClassId entered = entered_lock(program, call);
    if (entered != CLASS_NONE)
      note_holder(program, out, hand_lock_key(entered), call);
    else if (is_wait(program, i))
      note_holder(program, out, lock_key(program, call), call);
  }
}

void locks_settle(Program *program) {
  Holders holders = {0};
  find_holders(program, &holders);
  for (size_t i = 0; i < program->calls.count; i++) {
    Call *call = &program->calls.at[i];
    if (!is_wait(program, i)) continue;
    bool is_sure = is_held_by_others(program, &holders.sure.any, call);
    const LockHold *held = is_sure ? &holders.sure : &holders.all;
    if (!is_held_by_others(program, &held->any, call)) {
      program->call_effects.at[i] |= CALL_IS_CHEAP;
      continue;
    }
    if (!is_held_by_others(program, &held->unbounded, call))
      program->call_effects.at[i] |= CALL_IS_BULK;
    if (!is_sure) call->confidence = confidence_least(call->confidence, CONFIDENCE_PROBABLE);
  }
}
