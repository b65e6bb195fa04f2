// Event loops written out by hand: a loop that waits for events, itself or through a function that
// does nothing else before it hands them out, and then calls what deals with them.
#include "link/native/native.h"

// A loop that waits for events and calls at least so many functions of the project is an event
// loop; one that calls fewer waits for one thing, and again when it was interrupted.
#define HAND_LOOP_MIN_CALLS 3

// Functions between a loop and its poll(): `server->poll(...)`, which calls epoll_wait.
#define WAITER_MAX_DEPTH 3

// A call through a slot with more targets than this says nothing about what waits.
#define WAITER_MAX_TARGETS 8

// ---- Who is called ------------------------------------------------------------------------------

typedef Array(FunctionId) Callees;

// The functions that a call reaches, by name or through a slot.
static void callees_of(Native *native, ModuleId module, ScopeId scope, ExprId call, Callees *out) {
  const Summary *summary = native->program->modules[module].summary;
  Targets targets = native_targets(native, module, scope, summary->exprs[call].a);
  out->count = 0;
  for (uint32_t i = 0; i < targets.count; i++) {
    FunctionId function = native->targets.at[targets.at[i]].function;
    if (function != FUNCTION_NONE) array_push(&native->arena, out, function);
  }
}

static bool is_live_call(const Expr *expr) {
  return expr->kind == EXPR_CALL && !(expr->flags & EXPR_FLAG_DEAD);
}

// ---- What lasts ---------------------------------------------------------------------------------

// `for (;;)`, `while (running)`, `while (!server->stop)`.
static bool is_lasting(const Summary *summary, const Region *region) {
  if (region->kind != REGION_WHILE) return false;
  if (region->flags & REGION_ENDLESS || region->subject == 0) return true;
  const Expr *test = &summary->exprs[region->subject];
  if (test->kind == EXPR_UNARY && test->c == OPERATOR_NOT) test = &summary->exprs[test->a];
  return test->kind == EXPR_NAME || test->kind == EXPR_ATTRIBUTE;
}

// Calls of functions of the project in a region.
static uint32_t count_calls(Native *native, ModuleId module, const Region *region) {
  const Summary *summary = native->program->modules[module].summary;
  Callees callees = {0};
  uint32_t count = 0;
  for (ExprId at = region->begin; at < region->end; at++) {
    if (!is_live_call(&summary->exprs[at])) continue;
    callees_of(native, module, region->scope, at, &callees);
    count += callees.count > 0;
  }
  return count;
}

static bool is_big_enough(Native *native, ModuleId module, const Region *region) {
  const Summary *summary = native->program->modules[module].summary;
  return is_lasting(summary, region) && count_calls(native, module, region) >= HAND_LOOP_MIN_CALLS;
}

// Regions around a place that are looked at.
#define AROUND_MAX_REGIONS 64

static bool is_in_hand_loop(Native *native, ModuleId module, ScopeId scope, ExprId site) {
  const Summary *summary = native->program->modules[module].summary;
  RegionId at = region_at(native->program, module, site);
  for (int i = 0; i < AROUND_MAX_REGIONS && at != summary->scopes[scope].body; i++) {
    if (is_big_enough(native, module, &summary->regions[at])) return true;
    at = summary->regions[at].parent;
  }
  return false;
}

// ---- What waits ---------------------------------------------------------------------------------

static const Expr *argument_at(const Summary *summary, const Expr *call, uint32_t place) {
  return &summary->exprs[place < call->c ? summary->arguments[call->b + place].value : 0];
}

// `poll(&one, 1, ...)`.
static bool is_for_one(const Summary *summary, ExprId call) {
  const Expr *count = argument_at(summary, &summary->exprs[call], 1);
  return expr_is_literal(count, LITERAL_INT) && count->b == 1;
}

// Whether a call waits for events by itself; one that only asks does not, and one that waits for
// one thing is no loop of many.
static const KnowledgeEntry *waits(Native *native, ModuleId module, ScopeId scope, ExprId call) {
  const Expr *expr = &native->program->modules[module].summary->exprs[call];
  const KnowledgeEntry *entry = native_callee_entry(native, module, expr);
  if (!entry || entry->effect != EFFECT_POLL || expr->c == 0) return NULL;
  if (is_for_one(native->program->modules[module].summary, call)) return NULL;
  return native_outcome(native, module, scope, call, entry).happens ? entry : NULL;
}

// What a function waits in, NULL when it does not wait.
static const KnowledgeEntry *waiter_entry(const Native *native, FunctionId function) {
  const uint32_t *number = map_find(&native->waiters, function);
  return number ? native->pollers.at[*number] : NULL;
}

static const KnowledgeEntry *calls_waiter(Native *native, ModuleId module, ScopeId scope,
                                          ExprId call) {
  Callees callees = {0};
  const KnowledgeEntry *found = NULL;
  callees_of(native, module, scope, call, &callees);
  if (callees.count > WAITER_MAX_TARGETS) return NULL;
  for (size_t i = 0; i < callees.count && !found; i++)
    found = waiter_entry(native, callees.at[i]);
  return found;
}

// What waits for a caller does so once, for as long as the caller says: `select` with a time-out
// made here, or a wait in a loop, is for something of its own.
static bool is_own_wait(Native *native, ModuleId module, ScopeId scope, ExprId call) {
  const Summary *summary = native->program->modules[module].summary;
  const Expr *expr = &summary->exprs[call];
  const Expr *last = argument_at(summary, expr, expr->c - 1);
  if (last->kind == EXPR_UNARY && last->c == OPERATOR_ADDRESS) return true;
  RegionId at = region_at(native->program, module, call);
  for (int i = 0; i < AROUND_MAX_REGIONS && at != summary->scopes[scope].body; i++) {
    if (summary->regions[at].kind == REGION_WHILE) return true;
    at = summary->regions[at].parent;
  }
  return false;
}

// `depth` 0: only what waits by itself.
static const KnowledgeEntry *waits_for_caller(Native *native, FunctionId function, int depth) {
  const Function *public = &native->program->functions.at[function].public;
  const Summary *summary = native->program->modules[public->module].summary;
  const Scope *scope = &summary->scopes[public->scope];
  const KnowledgeEntry *found = NULL;
  for (ExprId at = scope->begin; at < scope->end && !found; at++) {
    if (!is_live_call(&summary->exprs[at])) continue;
    if (depth > 0)
      found = calls_waiter(native, public->module, public->scope, at);
    else if (!is_own_wait(native, public->module, public->scope, at))
      found = waits(native, public->module, public->scope, at);
    // A function with the whole loop in it does not wait for its caller.
    if (found && is_in_hand_loop(native, public->module, public->scope, at)) found = NULL;
  }
  return found;
}

typedef struct Waiter {
  FunctionId function;
  const KnowledgeEntry *poller;
} Waiter;

static void find_waiters(Native *native) {
  Program *program = native->program;
  for (int depth = 0; depth < WAITER_MAX_DEPTH; depth++) {
    Array(Waiter) found = {0};
    for (FunctionId id = 0; id < program->functions.count; id++) {
      ModuleId module = program->functions.at[id].public.module;
      if (!module_is_native(program, module) || waiter_entry(native, id)) continue;
      Waiter waiter = {id, waits_for_caller(native, id, depth)};
      if (waiter.poller) array_push(&native->arena, &found, waiter);
    }
    for (size_t i = 0; i < found.count; i++) {
      uint32_t number = (uint32_t)native->pollers.count;
      array_push(&native->arena, &native->pollers, found.at[i].poller);
      map_insert(&native->arena, &native->waiters, found.at[i].function, number);
    }
  }
}

// ---- Loops --------------------------------------------------------------------------------------

typedef struct HandLoop {
  const KnowledgeEntry *poller; // what the loop waits in
  int depth;                    // of the function that waits whose calls are marked
} HandLoop;

static void mark_polled(Native *native, FunctionId function, ModuleId module, ExprId call,
                        const KnowledgeEntry *poller) {
  Origin origin = {.function = function,
                   .context = CONTEXT_LOOP,
                   .module = module,
                   .site = call,
                   .entry = poller,
                   .confidence = CONFIDENCE_RESOLVED,
                   .kind = ROOT_POLLED};
  root_mark(native->program, origin);
  origin.confidence = CONFIDENCE_PROBABLE;
  array_push(native->program->arena, &native->program->origins, origin);
}

static void mark(Native *native, HandLoop *loop, ExprId call, ModuleId module, ScopeId scope);

// What a function that waits for the loop calls is called by the loop.
static void mark_inside(Native *native, HandLoop *loop, FunctionId waiter) {
  const Function *public = &native->program->functions.at[waiter].public;
  const Summary *summary = native->program->modules[public->module].summary;
  const Scope *scope = &summary->scopes[public->scope];
  if (loop->depth == WAITER_MAX_DEPTH) return;
  loop->depth++;
  for (ExprId at = scope->begin; at < scope->end; at++)
    if (is_live_call(&summary->exprs[at])) mark(native, loop, at, public->module, public->scope);
  loop->depth--;
}

static void mark(Native *native, HandLoop *loop, ExprId call, ModuleId module, ScopeId scope) {
  Callees callees = {0};
  if (native_place(native, module, scope, call) != PLACE_PLAIN) return;
  callees_of(native, module, scope, call, &callees);
  for (size_t i = 0; i < callees.count; i++) {
    if (waiter_entry(native, callees.at[i]))
      mark_inside(native, loop, callees.at[i]);
    else
      mark_polled(native, callees.at[i], module, call, loop->poller);
  }
}

// What the loop waits in, NULL when it does not.
static const KnowledgeEntry *poller_in(Native *native, ModuleId module, const Region *region) {
  const Summary *summary = native->program->modules[module].summary;
  const KnowledgeEntry *found = NULL;
  for (ExprId at = region->begin; at < region->end && !found; at++) {
    if (!is_live_call(&summary->exprs[at])) continue;
    found = waits(native, module, region->scope, at);
    if (!found) found = calls_waiter(native, module, region->scope, at);
  }
  return found;
}

static void run_region(Native *native, ModuleId module, const Region *region, const Map *threads) {
  const Summary *summary = native->program->modules[module].summary;
  if (!is_big_enough(native, module, region)) return;
  FunctionId owner = function_get(native->program, module, region->scope);
  if (map_find(threads, owner)) return;
  HandLoop loop = {poller_in(native, module, region), 0};
  if (!loop.poller) return;
  for (ExprId at = region->begin; at < region->end; at++)
    if (is_live_call(&summary->exprs[at])) mark(native, &loop, at, module, region->scope);
}

// Loops in threads are the threads' affair.
static Map functions_of_threads(Native *native) {
  const Program *program = native->program;
  Map threads = {0};
  for (size_t i = 0; i < program->origins.count; i++) {
    const Origin *origin = &program->origins.at[i];
    if (origin->context == CONTEXT_THREAD || origin->context == CONTEXT_POOL)
      map_insert(&native->arena, &threads, origin->function, 1);
  }
  for (size_t i = 0; i < native->said.count; i++) {
    const Said *said = &native->said.at[i];
    if (said->entry->runs_as == ROLE_OFF_LOOP)
      map_insert(&native->arena, &threads, said->function, 1);
  }
  return threads;
}

void native_hand_loops(Native *native) {
  Program *program = native->program;
  Map threads = functions_of_threads(native);
  find_waiters(native);
  for (ModuleId module = 0; module < program->input.file_count; module++) {
    if (!module_is_native(program, module)) continue;
    const Summary *summary = program->modules[module].summary;
    for (RegionId id = 0; id < summary->regions_count; id++)
      run_region(native, module, &summary->regions[id], &threads);
  }
}
