// Locks of threads in C: which one is held where. Each function that takes or gives back a lock is
// followed statement by statement, with the set of locks that are held whichever way the place was
// reached; where ways meet, what only one of them holds is held no longer. A function whose callers
// leave it holding a lock, or that gives theirs back, does so where it is called.
//
// A lock is known inside a function by the way it is written, `&queue->lock`, so that one that is
// held is the one that is given back. A lock that was only tried for is not followed.
#include "link/native/native.h"

// Locks of one function that are told apart; more are not followed.
#define LOCKS_MAX 32
// What a function does for its callers is of so many locks at most.
#define LENT_MAX 4
// Regions in regions.
#define LOCKS_MAX_DEPTH 100
// Times that a loop in a loop is followed again, in one function.
#define LOCKS_MAX_ROUNDS 64

typedef enum Deed { DEED_NONE, DEED_TAKES, DEED_GIVES } Deed;

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

typedef struct State {
  uint32_t held; // bits: index into LockWalk.keys
  bool is_reached;
} State;

typedef struct Frame { // a loop or switch around
  struct Frame *outer;
  State breaks, continues;
  bool is_loop;
} Frame;

typedef struct LockWalk {
  Locks *locks;
  FunctionId function;
  ModuleId module;
  ScopeId scope;
  const Summary *summary;
  uint64_t keys[LOCKS_MAX];
  ExprId taken_by[LOCKS_MAX]; // the first call that takes it
  ExprId lock[LOCKS_MAX];
  uint32_t count;
  uint32_t exit;   // the next one
  RegionId region; // the next one
  int depth, rounds;
  Frame *frame;
  State jumps;    // of all that jumped forward: to a label, as far as is known
  State returns;  // of all that returned
  Lender lender;  // what was given back without being held
  bool is_noting; // what is held, for rules; else lenders are looked for
} LockWalk;

static State join(State a, State b) {
  if (!a.is_reached) return b;
  if (!b.is_reached) return a;
  return (State){a.held & b.held, true};
}

static const State nowhere = {0};

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
    return expr->a == LITERAL_INT ? number_hash(expr->b) | 1 : KEY_UNKNOWN;
  case EXPR_UNARY:
    return expr->c == OPERATOR_ADDRESS ? key_of(summary, expr->a, given, depth + 1) : KEY_UNKNOWN;
  }
  return KEY_UNKNOWN;
}

static ExprId argument_at(const Summary *summary, const Expr *call, uint32_t index) {
  return index < call->c ? summary->arguments[call->b + index].value : 0;
}

// ---- Taking and giving back ---------------------------------------------------------------------

static void take(LockWalk *walk, State *state, uint64_t key, ExprId site, ExprId lock) {
  uint32_t index = 0;
  while (index < walk->count && walk->keys[index] != key)
    index++;
  if (key == KEY_UNKNOWN || index == LOCKS_MAX) return;
  if (index == walk->count) {
    walk->keys[walk->count] = key;
    walk->taken_by[walk->count] = site;
    walk->lock[walk->count++] = lock;
  }
  state->held |= 1u << index;
}

static void lend(Lender *lender, Deed deed, ExprId lock) {
  for (uint32_t i = 0; i < lender->count; i++)
    if (lender->lent[i].lock == lock) return;
  if (lock != 0 && lender->count < LENT_MAX) lender->lent[lender->count++] = (Lent){deed, lock};
}

// `lock` is 0 where the function does not write it itself.
static void give(LockWalk *walk, State *state, uint64_t key, ExprId lock) {
  for (uint32_t i = 0; i < walk->count; i++) {
    if (walk->keys[i] != key || !(state->held & 1u << i)) continue;
    state->held &= ~(1u << i);
    return;
  }
  if (key == KEY_UNKNOWN) state->held = 0; // it may be any of them
  lend(&walk->lender, DEED_GIVES, lock);
}

static Deed deed_of(const KnowledgeEntry *entry) {
  if (!entry || entry->kind != KNOWN_FUNCTION) return DEED_NONE;
  if (entry->traits & TRAIT_UNLOCKS) return DEED_GIVES;
  bool is_sure = entry->traits & TRAIT_LOCKS && entry->effect != EFFECT_NONE; // no trylock
  return is_sure ? DEED_TAKES : DEED_NONE;
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

static void borrow(LockWalk *walk, State *state, ExprId site, FunctionId callee,
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

// A later visit of the same place, in a loop, knows better.
static void note_held(const LockWalk *walk, State state, ExprId site) {
  Program *program = walk->locks->native->program;
  const Expr *call = &walk->summary->exprs[site];
  uint32_t index = walk->count;
  while (index > 0 &&
         (!(state.held & 1u << (index - 1)) || is_given_lock(walk, call, walk->keys[index - 1])))
    index--;
  uint64_t place = (uint64_t)walk->module << 32 | site;
  uint32_t *known = map_find(&program->held_index, place);
  if (index == 0 && !known) return;
  if (!known) {
    known = map_insert(program->arena, &program->held_index, place, (uint32_t)program->held.count);
    array_push(program->arena, &program->held, (Held){0});
  }
  Held *held = &program->held.at[*known];
  *held = (Held){0};
  if (index == 0) return;
  *held = (Held){.site = walk->taken_by[index - 1], .lock = walk->lock[index - 1]};
}

static void visit_call(LockWalk *walk, State *state, ExprId site) {
  Native *native = walk->locks->native;
  const Expr *call = &walk->summary->exprs[site];
  Deed deed = deed_of(native_callee_entry(native, walk->module, call));
  ExprId lock = argument_at(walk->summary, call, 0);
  uint64_t key = key_of(walk->summary, lock, NULL, 0);
  if (deed == DEED_TAKES) take(walk, state, key, site, lock);
  if (deed == DEED_GIVES) give(walk, state, key, lock);
  if (deed != DEED_NONE) return;
  if (walk->is_noting) note_held(walk, *state, site);
  FunctionId callee = callee_of(walk, call);
  const uint32_t *lender = callee == FUNCTION_NONE ? NULL : map_find(&walk->locks->lenders, callee);
  if (lender) borrow(walk, state, site, callee, &walk->locks->list.at[*lender]);
}

// ---- Statements ---------------------------------------------------------------------------------

// What runs behind a jump has a label before it.
static void reach(LockWalk *walk, State *state) {
  if (!state->is_reached) *state = (State){walk->jumps.held, true};
}

static Frame *loop_around(const LockWalk *walk) {
  Frame *frame = walk->frame;
  while (frame && !frame->is_loop)
    frame = frame->outer;
  return frame;
}

static void leave(LockWalk *walk, State *state, const Exit *exit) {
  if (exit->flags & EXIT_DEAD) return;
  Frame *loop = loop_around(walk);
  if (exit->kind == EXIT_RETURN) walk->returns = join(walk->returns, *state);
  if (exit->kind == EXIT_CONTINUE && loop) loop->continues = join(loop->continues, *state);
  if (exit->kind == EXIT_BREAK) {
    if (walk->frame) walk->frame->breaks = join(walk->frame->breaks, *state);
    walk->jumps = join(walk->jumps, *state);
  }
  *state = nowhere;
}

static State walk_region(LockWalk *walk, RegionId id, State state);

// A branch, with the cursors where it leaves them.
static State walk_inside(LockWalk *walk, RegionId id, State state) {
  const Region *region = &walk->summary->regions[id];
  walk->region = id + 1;
  State out = walk_region(walk, id, state);
  return region->flow & FLOW_FALLS ? out : nowhere;
}

static bool is_dead(const Region *region) {
  return (region->flags & REGION_DEAD) != 0;
}

static State walk_branches(LockWalk *walk, RegionId id, State state) {
  const Summary *summary = walk->summary;
  State first = walk_inside(walk, id, is_dead(&summary->regions[id]) ? nowhere : state);
  RegionId next = walk->region;
  bool has_else = next < summary->regions_count && summary->regions[next].kind == REGION_ELSE &&
                  summary->regions[next].group == id;
  if (!has_else) return join(first, state);
  State second = walk_inside(walk, next, is_dead(&summary->regions[next]) ? nowhere : state);
  return join(first, second);
}

static State walk_loop(LockWalk *walk, RegionId id, State state) {
  const Region *region = &walk->summary->regions[id];
  uint32_t exit = walk->exit;
  State in = state, breaks = nowhere;
  for (bool is_stable = false; !is_stable;) {
    Frame frame = {.outer = walk->frame, .is_loop = true};
    walk->frame = &frame;
    walk->exit = exit;
    State back = join(walk_inside(walk, id, in), frame.continues);
    walk->frame = frame.outer;
    breaks = frame.breaks;
    State again = join(in, back);
    is_stable = again.held == in.held || walk->rounds++ >= LOCKS_MAX_ROUNDS;
    in = again;
  }
  return region->flags & REGION_ENDLESS ? breaks : join(in, breaks);
}

// All cases of a switch; each begins with what is held before it, or comes from the one above.
static State walk_cases(LockWalk *walk, RegionId id, State state) {
  const Region *regions = walk->summary->regions;
  Frame frame = {.outer = walk->frame};
  State out = nowhere;
  uint32_t subject = regions[id].subject;
  RegionId parent = regions[id].parent, last = id;
  walk->frame = &frame;
  for (RegionId at = id; at < walk->summary->regions_count; at = walk->region) {
    const Region *region = &regions[at];
    bool is_next = region->kind == REGION_CASE && region->parent == parent &&
                   region->subject == subject && region->begin == regions[last].end;
    if (at != id && !is_next) break;
    out = walk_inside(walk, at, join(out, state));
    last = at;
  }
  walk->frame = frame.outer;
  return join(join(out, frame.breaks), state);
}

static State walk_child(LockWalk *walk, RegionId id, State state) {
  switch ((RegionKind)walk->summary->regions[id].kind) {
  case REGION_IF:
    return walk_branches(walk, id, state);
  case REGION_WHILE:
    return walk_loop(walk, id, state);
  case REGION_CASE:
    return walk_cases(walk, id, state);
  case REGION_BODY:
  case REGION_ELSE:
  case REGION_FOR:
  case REGION_ASYNC_FOR:
  case REGION_LOOP_ELSE:
  case REGION_WITH:
  case REGION_ASYNC_WITH:
  case REGION_TRY:
  case REGION_EXCEPT:
  case REGION_EXCEPT_STAR:
  case REGION_TRY_ELSE:
  case REGION_FINALLY:
    break;
  }
  return walk_inside(walk, id, state);
}

// The next region inside of `id` that begins before or at an expression, or 0. One that begins
// where a jump stands comes first: behind the jump it would be dead.
static RegionId child_at(const LockWalk *walk, RegionId id, ExprId at) {
  const Summary *summary = walk->summary;
  if (walk->region >= summary->regions_count) return 0;
  const Region *region = &summary->regions[walk->region];
  bool is_here = region->begin <= at && region->parent == id && region->kind != REGION_BODY;
  return is_here ? walk->region : 0;
}

static const Exit *exit_at(const LockWalk *walk, RegionId id, ExprId at) {
  const Summary *summary = walk->summary;
  if (walk->exit >= summary->exits_count) return NULL;
  const Exit *exit = &summary->exits[walk->exit];
  return exit->region == id && exit->at <= at ? exit : NULL;
}

static void visit_expr(LockWalk *walk, State *state, ExprId at) {
  const Expr *expr = &walk->summary->exprs[at];
  if (expr->flags & EXPR_FLAG_DEAD) return;
  reach(walk, state);
  if (expr->kind == EXPR_CALL) visit_call(walk, state, at);
}

static State walk_region(LockWalk *walk, RegionId id, State state) {
  const Region *region = &walk->summary->regions[id];
  walk->depth++;
  for (ExprId at = region->begin; walk->depth < LOCKS_MAX_DEPTH;) {
    RegionId child = child_at(walk, id, at);
    const Exit *exit = exit_at(walk, id, at);
    if (child != 0 && !(exit && is_dead(&walk->summary->regions[child]))) {
      if (!is_dead(&walk->summary->regions[child])) reach(walk, &state);
      state = walk_child(walk, child, state);
      ExprId end = walk->summary->regions[walk->region - 1].end;
      for (RegionId up = walk->region - 1; up != id; up = walk->summary->regions[up].parent)
        end = walk->summary->regions[up].end;
      if (end > at) at = end;
    } else if (exit) {
      walk->exit++;
      leave(walk, &state, exit);
    } else if (at < region->end) {
      visit_expr(walk, &state, at++);
    } else {
      break;
    }
  }
  walk->depth--;
  return state;
}

// ---- Functions ----------------------------------------------------------------------------------

static uint32_t first_exit(const Summary *summary, RegionId body) {
  uint32_t low = 0, high = summary->exits_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (summary->exits[middle].at < summary->regions[body].begin)
      low = middle + 1;
    else
      high = middle;
  }
  while (low < summary->exits_count && summary->exits[low].scope < summary->regions[body].scope)
    low++;
  return low;
}

static State walk_locks(LockWalk *walk) {
  RegionId body = walk->summary->scopes[walk->scope].body;
  walk->exit = first_exit(walk->summary, body);
  walk->region = body + 1;
  State end = walk_region(walk, body, (State){0, true});
  bool falls = walk->summary->regions[body].flow & FLOW_FALLS;
  return falls ? join(end, walk->returns) : walk->returns;
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
  State end = walk_locks(&walk);
  for (uint32_t i = 0; i < walk.count && end.is_reached; i++)
    if (end.held & 1u << i) lend(&walk.lender, DEED_TAKES, walk.lock[i]);
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

Held program_held_lock(const Program *program, const Call *call) {
  ModuleId module = program_function(program, call->caller)->module;
  const uint32_t *known = map_find(&program->held_index, (uint64_t)module << 32 | call->site);
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
