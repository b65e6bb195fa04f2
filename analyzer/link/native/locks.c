// Locks of threads in C: which one is held where. Each function that takes or gives back a lock is
// followed statement by statement, with the sets of locks that are held on all ways to a place and
// on some. A function whose callers leave it holding a lock, or that gives theirs back, does so
// where it is called.
//
// A lock is known inside a function by the way it is written, `&queue->lock`, so that one that is
// held is the one that is given back. One that was only tried for is held on some ways.
#include "link/native/native.h"

// Locks of one function that are told apart, as many as a FlowState has bits; more are not
// followed.
#define LOCKS_MAX 64
// What a function does for its callers is of so many locks at most.
#define LENT_MAX 4

typedef enum Deed { DEED_NONE, DEED_TAKES, DEED_TRIES, DEED_GIVES } Deed;

typedef struct Lent { // what a function does to a lock of its callers'
  Deed deed;
  ExprId lock; // as the function writes it
} Lent;

typedef struct Lender {
  Lent lent[LENT_MAX];
  uint32_t count;
} Lender;

typedef struct Locks {
  Native *native;
  Map lenders; // function -> number of a Lender
  Array(Lender) list;
} Locks;

typedef struct LockWalk {
  Locks *locks;
  FunctionId function;
  ModuleId module;
  ScopeId scope;
  const Summary *summary;
  uint64_t keys[LOCKS_MAX];
  ExprId taken_by[LOCKS_MAX]; // the last call that took it
  ExprId lock[LOCKS_MAX];
  uint32_t count;
  FlowState end;  // of all that returned
  Lender lender;  // what was given back without being held
  bool is_noting; // what is held, for rules; else lenders are looked for
} LockWalk;

// ---- Which lock ---------------------------------------------------------------------------------

#define KEY_UNKNOWN 0u
#define KEY_SPREAD  0x9e3779b97f4a7c15ull

// Names, fields and elements in each other that make up one lock.
#define KEY_MAX_DEPTH 8

typedef struct Given { // a callee's parameters, and what a call gives for them
  const Summary *summary;
  const Scope *callee;
  uint64_t arguments[16];
  uint32_t count;
} Given;

static uint64_t key_of(const Summary *summary, ExprId id, const Given *given, int depth);

static uint64_t key_of_name(const Summary *summary, NameId name, const Given *given) {
  for (uint32_t i = 0; given && i < given->callee->parameter_count; i++)
    if (summary->parameters[given->callee->parameters + i].name == name)
      return i < given->count ? given->arguments[i] : KEY_UNKNOWN;
  return summary_name_hash(summary_name(summary, name)) | 1;
}

static uint64_t key_within(uint64_t object, uint64_t part) {
  return object == KEY_UNKNOWN || part == KEY_UNKNOWN ? KEY_UNKNOWN
                                                      : (object * KEY_SPREAD ^ part) | 1;
}

static uint64_t key_of(const Summary *summary, ExprId id, const Given *given, int depth) {
  const Expr *expr = &summary->exprs[id];
  if (id == 0 || depth > KEY_MAX_DEPTH) return KEY_UNKNOWN;
  switch ((int)expr->kind) {
  case EXPR_NAME:
    return key_of_name(summary, expr->a, given);
  case EXPR_ATTRIBUTE:
    return key_within(key_of(summary, expr->a, given, depth + 1),
                      summary_name_hash(summary_name(summary, expr->b)) | 1);
  case EXPR_SUBSCRIPT:
    return key_within(key_of(summary, expr->a, given, depth + 1),
                      key_of(summary, expr->b, given, depth + 1));
  case EXPR_LITERAL:
    return expr->a == LITERAL_INT ? number_hash(summary_int(summary, id)) | 1 : KEY_UNKNOWN;
  case EXPR_UNARY:
    return expr->c == OPERATOR_ADDRESS ? key_of(summary, expr->a, given, depth + 1) : KEY_UNKNOWN;
  }
  return KEY_UNKNOWN;
}

static ExprId argument_at(const Summary *summary, const Expr *call, uint32_t index) {
  return index < call->c ? summary->arguments[call->b + index].value : 0;
}

// ---- Taking and giving back ---------------------------------------------------------------------

static uint64_t bit_of(uint32_t index) {
  return UINT64_C(1) << index;
}

static void take(LockWalk *walk, FlowState *state, uint64_t key, ExprId site, ExprId lock) {
  uint32_t index = 0;
  while (index < walk->count && walk->keys[index] != key)
    index++;
  if (key == KEY_UNKNOWN || index == LOCKS_MAX) return;
  if (index == walk->count) walk->count++;
  walk->keys[index] = key;
  walk->taken_by[index] = site;
  if (lock != 0) walk->lock[index] = lock;
  state->may |= bit_of(index);
  state->must |= bit_of(index);
}

// Whether it was tried for with success nobody knows.
static void try_for(LockWalk *walk, FlowState *state, uint64_t key, ExprId site, ExprId lock) {
  uint64_t must = state->must;
  take(walk, state, key, site, lock);
  state->must = must;
}

static void lend(Lender *lender, Deed deed, ExprId lock) {
  for (uint32_t i = 0; i < lender->count; i++)
    if (lender->lent[i].lock == lock) return;
  if (lock != 0 && lender->count < LENT_MAX) lender->lent[lender->count++] = (Lent){deed, lock};
}

// A variable of the function may stand for any lock.
static bool is_alias(const LockWalk *walk, ExprId lock) {
  const Expr *expr = &walk->summary->exprs[lock];
  if (expr->kind != EXPR_NAME) return false;
  Str name = summary_name(walk->summary, expr->a);
  BindingList list = summary_bindings(walk->summary, walk->scope, name, summary_name_hash(name));
  return list.count > 0 && walk->summary->bindings[list.at[0]].kind == BINDING_ASSIGN;
}

// `lock` is 0 where the function does not write it itself.
static void give(LockWalk *walk, FlowState *state, uint64_t key, ExprId lock) {
  uint64_t meant = 0;
  for (uint32_t i = 0; i < walk->count; i++)
    if (walk->keys[i] == key) meant |= bit_of(i) & state->may;
  if (meant == 0 && (key == KEY_UNKNOWN || is_alias(walk, lock))) meant = state->may;
  if (meant == 0 || key == KEY_UNKNOWN) lend(&walk->lender, DEED_GIVES, lock);
  state->may &= ~meant;
  state->must &= ~meant;
}

static Deed deed_of(const KnowledgeEntry *entry) {
  if (!entry || entry->kind != KNOWN_FUNCTION) return DEED_NONE;
  if (entry->traits & TRAIT_UNLOCKS) return DEED_GIVES;
  if (!(entry->traits & TRAIT_LOCKS)) return DEED_NONE;
  return entry->effect != EFFECT_NONE ? DEED_TAKES : DEED_TRIES;
}

// The function of the project that a call surely reaches.
static FunctionId callee_of(const LockWalk *walk, const Expr *call) {
  const Expr *callee = &walk->summary->exprs[call->a];
  if (callee->kind != EXPR_NAME) return FUNCTION_NONE;
  Native *native = walk->locks->native;
  Named named = native_name(native, walk->module, walk->scope, callee->a);
  FunctionId found[2];
  return native_functions(native, named, walk->module, found, 2) == 1 ? found[0] : FUNCTION_NONE;
}

// A callee's lock that is one of its parameters is what the call gives for it; else 0.
static ExprId given_lock(const LockWalk *walk, const Expr *call, const Given *given, ExprId lock) {
  const Expr *expr = &given->summary->exprs[lock];
  for (uint32_t i = 0; expr->kind == EXPR_NAME && i < given->callee->parameter_count; i++)
    if (given->summary->parameters[given->callee->parameters + i].name == expr->a)
      return argument_at(walk->summary, call, i);
  return 0;
}

static void borrow(LockWalk *walk, FlowState *state, ExprId site, FunctionId callee,
                   const Lender *lender) {
  const Expr *call = &walk->summary->exprs[site];
  const Function *function = program_function(walk->locks->native->program, callee);
  Given given = {.summary = summary_of(walk->locks->native->program, function->module)};
  given.callee = &given.summary->scopes[function->scope];
  for (; given.count < COUNT_OF(given.arguments) && given.count < call->c; given.count++)
    given.arguments[given.count] =
        key_of(walk->summary, argument_at(walk->summary, call, given.count), NULL, 0);
  for (uint32_t i = 0; i < lender->count; i++) {
    uint64_t key = key_of(given.summary, lender->lent[i].lock, &given, 0);
    ExprId lock = given_lock(walk, call, &given, lender->lent[i].lock);
    if (lender->lent[i].deed == DEED_TAKES)
      take(walk, state, key, site, lock);
    else
      give(walk, state, key, lock);
  }
}

// ---- What is held at a call ---------------------------------------------------------------------

// Waiting for a condition gives up the lock that it is given.
static bool is_given_lock(const LockWalk *walk, const Expr *call, uint64_t key) {
  for (uint32_t i = 0; i < call->c; i++)
    if (key_of(walk->summary, argument_at(walk->summary, call, i), NULL, 0) == key) return true;
  return false;
}

// The last of a set of locks that a call is not given itself, as its number + 1; 0: none is.
static uint32_t last_of(const LockWalk *walk, const Expr *call, uint64_t set) {
  uint32_t number = walk->count;
  while (number > 0 &&
         (!(set & bit_of(number - 1)) || is_given_lock(walk, call, walk->keys[number - 1])))
    number--;
  return number;
}

// A later visit of the same place, in a loop, knows better.
static void note_held(const LockWalk *walk, const FlowState *state, ExprId site) {
  Program *program = walk->locks->native->program;
  const Expr *call = &walk->summary->exprs[site];
  uint32_t sure = last_of(walk, call, state->must);
  uint32_t number = sure ? sure : last_of(walk, call, state->may);
  uint64_t place = (uint64_t)walk->module << 32 | site;
  uint32_t *known = map_find(&program->held_index, place);
  if (number == 0 && !known) return;
  if (!known) {
    known = map_insert(program->arena, &program->held_index, place, (uint32_t)program->held.count);
    array_push(program->arena, &program->held, (Held){0});
  }
  Held held = {0};
  if (number != 0)
    held = (Held){walk->taken_by[number - 1], walk->lock[number - 1], .is_sure = sure != 0};
  program->held.at[*known] = held;
}

static void visit_call(LockWalk *walk, FlowState *state, ExprId site) {
  Native *native = walk->locks->native;
  const Expr *call = &walk->summary->exprs[site];
  Deed deed = deed_of(native_callee_entry(native, walk->module, call));
  ExprId lock = argument_at(walk->summary, call, 0);
  uint64_t key = key_of(walk->summary, lock, NULL, 0);
  if (deed == DEED_TAKES) take(walk, state, key, site, lock);
  if (deed == DEED_TRIES) try_for(walk, state, key, site, lock);
  if (deed == DEED_GIVES) give(walk, state, key, lock);
  if (deed != DEED_NONE) return;
  if (walk->is_noting) note_held(walk, state, site);
  FunctionId callee = callee_of(walk, call);
  const uint32_t *lender = callee == FUNCTION_NONE ? NULL : map_find(&walk->locks->lenders, callee);
  if (lender) borrow(walk, state, site, callee, &walk->locks->list.at[*lender]);
}

// ---- Functions ----------------------------------------------------------------------------------

static void on_expr(void *context, ExprId expr, FlowState *state) {
  LockWalk *walk = context;
  if (walk->summary->exprs[expr].kind == EXPR_CALL) visit_call(walk, state, expr);
}

static void on_return(void *context, uint32_t exit, const FlowState *state) {
  LockWalk *walk = context;
  (void)exit;
  walk->end = flow_join(walk->end, *state);
}

static void walk_locks(LockWalk *walk) {
  static const FlowVisitor visitor = {.on_expr = on_expr, .on_return = on_return};
  Arena *scratch = &walk->locks->native->program->scratch;
  ArenaMark mark = arena_mark(scratch);
  flow_walk(scratch, walk->summary, walk->scope, 0, &visitor, walk);
  arena_rewind(scratch, mark);
}

static LockWalk walk_start(Locks *locks, FunctionId id) {
  const Function *function = program_function(locks->native->program, id);
  return (LockWalk){.locks = locks,
                    .function = id,
                    .module = function->module,
                    .scope = function->scope,
                    .summary = summary_of(locks->native->program, function->module)};
}

// Whether a function takes or gives back locks, or calls one that does it for it. Most do not.
static bool has_deeds(const Locks *locks, FunctionId id) {
  const Program *program = locks->native->program;
  const Function *function = program_function(program, id);
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = &program->calls.at[function->first_call + i];
    if (deed_of(call->entry) != DEED_NONE) return true;
    if (call->callee != FUNCTION_NONE && map_find(&locks->lenders, call->callee)) return true;
  }
  return false;
}

static void find_lender(Locks *locks, FunctionId id) {
  LockWalk walk = walk_start(locks, id);
  if (map_find(&locks->lenders, id) || !has_deeds(locks, id)) return;
  walk_locks(&walk);
  for (uint32_t i = 0; i < walk.count && walk.end.is_reached; i++)
    if (walk.end.must & bit_of(i)) lend(&walk.lender, DEED_TAKES, walk.lock[i]);
  if (walk.lender.count == 0) return;
  map_insert(&locks->native->arena, &locks->lenders, id, (uint32_t)locks->list.count);
  array_push(&locks->native->arena, &locks->list, walk.lender);
}

static bool gives_back(const Lender *lender) {
  for (uint32_t i = 0; i < lender->count; i++)
    if (lender->lent[i].deed == DEED_GIVES) return true;
  return false;
}

static void find_held(Locks *locks, FunctionId id) {
  if (!has_deeds(locks, id)) return;
  LockWalk walk = walk_start(locks, id);
  walk.is_noting = true;
  walk_locks(&walk);
}

static bool is_native(const Program *program, FunctionId id) {
  return module_is_native(program, program_function(program, id)->module);
}

// Wrappers around wrappers.
#define LENDERS_MAX_ROUNDS 3

void native_locks(Native *native) {
  Program *program = native->program;
  Locks locks = {.native = native};
  uint32_t count = program_function_count(program);
  for (int round = 0; round < LENDERS_MAX_ROUNDS; round++)
    for (FunctionId id = 0; id < count; id++)
      if (is_native(program, id)) find_lender(&locks, id);
  for (FunctionId id = 0; id < count; id++) {
    if (!is_native(program, id)) continue;
    find_held(&locks, id);
    const uint32_t *lender = map_find(&locks.lenders, id);
    if (lender && gives_back(&locks.list.at[*lender]))
      map_insert(program->arena, &program->givers, id, 1);
  }
}

// ---- Asking -------------------------------------------------------------------------------------

Held program_held_lock(const Program *program, ModuleId module, ExprId call) {
  const uint32_t *known = map_find(&program->held_index, (uint64_t)module << 32 | call);
  return known ? program->held.at[*known] : (Held){0};
}

bool program_gives_back_lock(const Program *program, FunctionId function) {
  return map_find(&program->givers, function) != NULL;
}

static bool is_internal(const Summary *summary, Str name) {
  BindingList list = summary_bindings(summary, 0, name, summary_name_hash(name));
  for (uint32_t i = 0; i < list.count; i++)
    if (summary->bindings[list.at[i]].flags & BINDING_INTERNAL) return true;
  return false;
}

uint64_t program_lock_id(const Program *program, ModuleId module, ExprId lock) {
  const Summary *summary = summary_of(program, module);
  const Expr *expr = &summary->exprs[lock];
  for (int i = 0; i < KEY_MAX_DEPTH && (expr->kind == EXPR_UNARY || expr->kind == EXPR_SUBSCRIPT);
       i++)
    expr = &summary->exprs[expr->a];
  if (expr->kind == EXPR_ATTRIBUTE) return summary_name_hash(summary_name(summary, expr->b));
  if (expr->kind != EXPR_NAME) return 0;
  Str name = summary_name(summary, expr->a);
  uint64_t hash = summary_name_hash(name);
  ScopeId scope = scope_at(program, module, lock);
  if (scope != 0 && summary_bindings(summary, scope, name, hash).count > 0) return 0;
  return is_internal(summary, name) ? hash ^ number_hash(module) : hash;
}
