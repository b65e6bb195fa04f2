// Walking a function: every call that its code makes, resolved to project functions and library
// entries.
#include "link/calls/calls.h"
#include "link/contexts/contexts.h"
#include "link/doubts/doubts.h"
#include "link/types/containers.h"

#include <string.h>

// Walks inside walks, when a callee has to be known first.
#define WALK_MAX_DEPTH 12

void walk_record(Walk *walk, Call call, uint8_t effect) {
  call.caller = walk->function;
  for (size_t i = walk->calls.count; i > 0 && walk->calls.at[i - 1].site == call.site; i--) {
    const Call *known = &walk->calls.at[i - 1];
    if (known->how == call.how && known->callee == call.callee && known->entry == call.entry &&
        str_equal(known->name, call.name))
      return;
  }
  array_push(&walk->program->scratch, &walk->calls, call);
  array_push(&walk->program->scratch, &walk->effects, effect);
}

static KnowledgeResult first_result(const Program *program, Values values) {
  for (uint8_t i = 0; i < values.count; i++) {
    KnowledgeResult result = value_result(program, values.at[i]);
    if (result != RESULT_VALUE) return result;
  }
  return RESULT_VALUE;
}

// ---- Project functions and classes --------------------------------------------------------------

Call walk_call_of(const Program *program, ExprId site, FunctionId function, CallHow how,
                  Confidence confidence, Values result) {
  Call call = {.site = site,
               .how = how,
               .confidence = confidence,
               .callee = function,
               .result = first_result(program, result),
               .result_confidence = values_confidence(result)};
  if (call.result_confidence > confidence) call.result_confidence = confidence;
  if (result.may_be_none) call.result_confidence = CONFIDENCE_POSSIBLE;
  return call;
}

static void record_function(Walk *walk, ExprId site, FunctionId function, CallHow how,
                            Confidence confidence, Values result) {
  walk_record(walk, walk_call_of(walk->program, site, function, how, confidence, result),
              EFFECT_NONE);
}

// A method without a body that is not declared abstract: what overrides it may be of another kind.
static bool is_open_stub(Program *program, FunctionId function) {
  const FunctionState *state = function_state(program, function);
  bool is_told = summary_of(program, state->public.module)->flags & SUMMARY_STUB_FILE;
  return state->owner != CLASS_NONE && state->decoration != DECORATION_ABSTRACT && !is_told &&
         (function_scope(program, function)->flags & SCOPE_STUB) != 0;
}

// Whether a library function gets it that takes awaitables: `gather(client.run(f))`.
static bool is_gathered(const Walk *walk, ExprId site) {
  if (!function_state(walk->program, walk->function)->public.is_async) return false;
  ExprId call = call_around(walk->summary, site);
  if (call == 0) return false;
  Values takers = evaluate(walk->program, walk->module, walk->summary->exprs[call].a);
  if (takers.count != 1 || takers.at[0].kind != VALUE_LIBRARY) return false;
  const KnowledgeEntry *entry = symbol_entry(walk->program, takers.at[0].a);
  for (size_t i = 0; entry && i < COUNT_OF(entry->roles); i++)
    if (entry->roles[i].role == ROLE_COROUTINE) return true;
  return false;
}

// `await client.run(f)` where `run` is sync and nothing says that it returns an awaitable: it does,
// in the mode in which it is used here, and what else it does is for the other mode.
static bool is_awaited_blindly(const Walk *walk, ExprId site, FunctionId callee, Values result) {
  bool may_be = !function_state(walk->program, callee)->public.is_async &&
                (first_result(walk->program, result) == RESULT_VALUE ||
                 values_confidence(result) != CONFIDENCE_RESOLVED);
  ExprUse use = (ExprUse)walk->summary->exprs[site].use;
  return may_be && (use == USE_AWAITED || (use == USE_ARGUMENT && is_gathered(walk, site)));
}

// What the project says of a function; whether that is all there is to say.
bool walk_own(Walk *walk, ExprId site, FunctionId callee, Confidence confidence, CallHow how) {
  const KnowledgeEntry *own = function_own(walk->program, callee);
  if (!own) return false;
  walk_entry(walk, site, own, str_from_c(own->name), confidence, how);
  return own->own & OWN_EFFECT && !function_state(walk->program, callee)->public.is_async;
}

static void run_dispatched(Walk *walk, ExprId site, Value callee, Confidence confidence);

// Whether the body of a function may run where it is called: not that of a generator that is handed
// back, or that a decorator makes something else of.
static bool runs_at(const Walk *walk, ExprId site, FunctionId callee, CallHow how) {
  const FunctionState *state = function_state(walk->program, callee);
  if (!state->public.is_generator || state->public.is_async || how != CALL_PLAIN) return true;
  return state->decoration_confidence == CONFIDENCE_RESOLVED &&
         walk->summary->exprs[site].use != USE_RETURNED;
}

bool call_has_arguments(CallHow how) {
  return how == CALL_PLAIN || how == CALL_CONSTRUCT;
}

static void call_function(Walk *walk, ExprId site, Value callee, Confidence confidence,
                          CallHow how) {
  Program *program = walk->program;
  const FunctionState *state = function_state(program, callee.a);
  if (state->dispatches && how == CALL_PLAIN && !walk->is_chosen) {
    run_dispatched(walk, site, callee, confidence);
    return;
  }
  bool has_own = knowledge_has_own(program->knowledge);
  if (has_own && walk_own(walk, site, callee.a, confidence, how)) return;
  Values result = values_kept(program, function_called_kept(program, callee));
  Decoration decoration = function_decoration(program, callee.a);
  confidence =
      confidence_least(confidence, function_state(program, callee.a)->decoration_confidence);
  if (is_open_stub(program, callee.a)) result = values_less_sure(result, CONFIDENCE_PROBABLE);
  bool is_doubtful = how == CALL_PLAIN && (is_awaited_blindly(walk, site, callee.a, result) ||
                                           !call_fits(walk, site, callee));
  if (is_doubtful) confidence = CONFIDENCE_POSSIBLE;
  record_function(walk, site, callee.a, how, confidence, result);
  const Function *public = &function_state(program, callee.a)->public;
  if (!public->is_async && !decoration_runs_away(decoration)) function_enqueue(program, callee.a);
  if (runs_at(walk, site, callee.a, how)) walk_enclosed(walk, site, callee.a);
  if (call_has_arguments(how)) walk_parameters(walk, site, callee.a, callee.b != 0);
  walk_around(walk, site, callee.a, confidence);
}

// A function that chooses by the type of an argument: one of those that are registered with it.
static void run_dispatched(Walk *walk, ExprId site, Value callee, Confidence confidence) {
  Values chosen = dispatch_candidates(walk->program, callee, walk->module, site);
  size_t first = walk->calls.count;
  bool is_choice = chosen.count > 1 && !chosen.is_open && confidence == CONFIDENCE_RESOLVED &&
                   chosen.confidence == CONFIDENCE_RESOLVED;
  Confidence each = confidence_least(confidence, values_confidence(chosen));
  walk->is_chosen = true;
  for (uint8_t i = 0; i < chosen.count; i++)
    walk_callee(walk, site, chosen.at[i], each, CALL_PLAIN);
  walk->is_chosen = false;
  for (; is_choice && first < walk->calls.count; first++)
    walk->calls.at[first].is_choice = true;
}

// How what a value runs is called: by who was given the value, or here.
static CallHow passed_or(CallHow how, CallHow here) {
  return how == CALL_PASSED ? CALL_PASSED : here;
}

static bool construct_with(Walk *walk, ExprId site, ClassId class_id, Constructor which,
                           Confidence confidence, CallHow how) {
  if (!class_constructs_by(walk->program, class_id, which)) return false;
  Values found = class_constructor(walk->program, class_id, which);
  if (found.count != 1 || found.at[0].kind != VALUE_FUNCTION) return false;
  Value bound = found.at[0];
  bound.b = 1;
  confidence = confidence_least(confidence, (Confidence)found.confidence);
  bool is_given = how != CALL_PASSED && which != CONSTRUCTOR_POST_INIT;
  if (is_given && !construction_fits(walk, site, class_id, bound)) confidence = CONFIDENCE_POSSIBLE;
  call_function(walk, site, bound, confidence, passed_or(how, CALL_CONSTRUCT));
  return true;
}

// Whether the call that makes an instance gives a value for the field that stands at `index`.
static bool gives_field(const Walk *walk, ExprId site, Str name, int index) {
  if (walk->summary->exprs[site].kind != EXPR_CALL) return true; // not known
  ArgumentMatch match = argument_find(walk->program, walk->module, site, index, name);
  return match.value != 0 || match.is_unknown;
}

// Fields whose default a function makes: `x: T = field(default_factory=make)`.
static void call_factories(Walk *walk, ExprId site, ClassId id, Confidence confidence,
                           CallHow how) {
  Program *program = walk->program;
  ModuleId module = program->classes.at[id].module;
  const Summary *summary = summary_of(program, module);
  const Scope *scope = &summary->scopes[program->classes.at[id].scope];
  int index = 0;
  for (BindingId at = bindings_from(summary, scope->begin); at < summary->bindings_count; at++) {
    const Binding *binding = &summary->bindings[at];
    if (binding->at > scope->end) return;
    bool is_field =
        binding->kind == BINDING_ANNOTATE && binding->scope == program->classes.at[id].scope;
    if (!is_field) continue;
    bool is_given =
        how == CALL_PASSED || gives_field(walk, site, summary_name(summary, binding->name), index);
    index++;
    if (is_given || !binding->value || summary->exprs[binding->value].kind != EXPR_CALL) continue;
    ArgumentMatch factory =
        argument_find(program, module, binding->value, -1, STR("default_factory"));
    Values made = factory.value ? evaluate(program, module, factory.value) : values_unknown();
    if (made.count == 1 && made.at[0].kind != VALUE_PARAMETER)
      walk_callee(walk, site, made.at[0], confidence_least(confidence, values_confidence(made)),
                  CALL_PASSED);
  }
}

static void call_class(Walk *walk, ExprId site, ClassId class_id, Confidence confidence,
                       CallHow how) {
  walk_set_name(walk, site, class_id);
  walk_dropped(walk, site, class_id);
  bool has_init = construct_with(walk, site, class_id, CONSTRUCTOR_INIT, confidence, how);
  construct_with(walk, site, class_id, CONSTRUCTOR_NEW, confidence, how);
  construct_with(walk, site, class_id, CONSTRUCTOR_POST_INIT, confidence, how);
  if (has_init) return;
  const Class *class = class_order(walk->program, class_id);
  for (uint32_t i = 0; i < class->order_count; i++) {
    ClassId id = class->order[i].class_id;
    if (id != CLASS_NONE && walk->program->classes.at[id].has_factories)
      call_factories(walk, site, id, confidence, how);
    class = class_order(walk->program, class_id); // the table may have moved
  }
  for (uint32_t i = 0; i < class->order_count; i++) {
    if (class->order[i].class_id != CLASS_NONE) continue;
    Value library = {.kind = VALUE_LIBRARY, .a = class->order[i].symbol};
    walk_callee(walk, site, library, confidence, passed_or(how, CALL_CONSTRUCT));
    return;
  }
}

// ---- Any callee ---------------------------------------------------------------------------------

static void call_instance(Walk *walk, ExprId site, Value callee, Confidence confidence,
                          CallHow how) {
  Values method = class_method(walk->program, callee.a, STR("__call__"));
  Confidence least = confidence_least(confidence, values_confidence(method));
  for (uint8_t i = 0; i < method.count; i++) {
    if (method.at[i].kind == VALUE_FUNCTION) {
      call_function(walk, site, method.at[i], least, passed_or(how, CALL_OPERATOR));
      if (call_has_arguments(how)) walk_parameters(walk, site, method.at[i].a, method.at[i].b != 0);
    }
    if (method.at[i].kind == VALUE_LIBRARY) walk_library(walk, site, method.at[i], least, how);
  }
}

static void call_partial(Walk *walk, ExprId site, uint32_t number, Confidence confidence,
                         CallHow how) {
  Partial partial = walk->program->partials.at[number];
  if (partial.getter) {
    bool is_called = how == CALL_PLAIN && walk->summary->exprs[site].kind == EXPR_CALL;
    ArgumentMatch object = {0};
    if (is_called) object = argument_find(walk->program, walk->module, site, 0, STR(""));
    if (object.value)
      walk_getter(walk, site, partial, evaluate(walk->program, walk->module, object.value),
                  confidence);
    return;
  }
  const KnowledgeEntry *entry =
      partial.callee.kind == VALUE_LIBRARY ? symbol_entry(walk->program, partial.callee.a) : NULL;
  ExprId call = how == CALL_PLAIN ? site : 0;
  if (entry && !partial_conditions_hold(walk->program, &partial, walk->module, call, entry)) return;
  walk_callee(walk, site, partial.callee, confidence, CALL_PASSED);
}

static bool gives_same(Program *program, Value table) {
  Values results = table_called(program, table);
  bool is_same = !results.is_open && results.count > 0;
  for (uint8_t i = 1; i < results.count; i++)
    is_same &= value_result(program, results.at[i]) == value_result(program, results.at[0]);
  return is_same;
}

// All entries of a table are there to be called; what the one call gives is known when all of them
// give the same.
static void call_entries(Walk *walk, ExprId site, Value table, Confidence confidence, CallHow how) {
  size_t first = walk->calls.count;
  uint32_t count = table_count(walk->program, table);
  for (uint32_t i = 0; i < count; i++) {
    Values entry = table_entry(walk->program, table, i);
    Confidence both = confidence_least(confidence, values_confidence(entry));
    if (entry.count == 1) walk_callee(walk, site, entry.at[0], both, how);
  }
  if (gives_same(walk->program, table)) return;
  for (size_t i = first; i < walk->calls.count; i++)
    walk->calls.at[i].result_confidence = CONFIDENCE_POSSIBLE;
}

static void walk_candidates(Walk *walk, ExprId site, Values callees);
static void call_stored(Walk *walk, ExprId site, Value parameter, Confidence confidence);

void walk_callee(Walk *walk, ExprId site, Value callee, Confidence confidence, CallHow how) {
  switch ((ValueKind)callee.kind) {
  case VALUE_FUNCTION:
    call_function(walk, site, callee, confidence, how);
    return;
  case VALUE_WRAPPED:
    walk_wrapped(walk, site, callee, confidence, how);
    return;
  case VALUE_CLOSURE:
    walk_closure(walk, site, callee.a, confidence, how);
    return;
  case VALUE_CLASS:
    call_class(walk, site, callee.a, confidence, how);
    return;
  case VALUE_INSTANCE:
    call_instance(walk, site, callee, confidence, how);
    return;
  case VALUE_LIBRARY:
    walk_library(walk, site, callee, confidence, how);
    return;
  case VALUE_LIBRARY_INSTANCE: {
    SymbolId method = symbol_member(walk->program, callee.a, STR("__call__"));
    Value bound = {.kind = VALUE_LIBRARY, .a = method, .b = callee.a + 1};
    walk_library(walk, site, bound, confidence, how);
    return;
  }
  case VALUE_PARTIAL:
    call_partial(walk, site, callee.a, confidence, how);
    return;
  case VALUE_ENTRY:
    call_entries(walk, site, callee, confidence, how);
    return;
  case VALUE_PARAMETER:
    walk_use(walk, site, callee, ROLE_CALLED);
    if (how == CALL_PLAIN && !function_is_within(walk->program, walk->function, callee.a))
      call_stored(walk, site, callee, confidence);
    return;
  case VALUE_REST:
    if (rest_is_one(callee)) walk_use(walk, site, callee, ROLE_CALLED);
    return;
  case VALUE_NONE:
  case VALUE_MODULE:
  case VALUE_DIRECTORY:
  case VALUE_SUPER:
  case VALUE_COROUTINE:
  case VALUE_GENERATOR:
  case VALUE_CONTEXT:
  case VALUE_CONTAINER:
  case VALUE_HOLDER:
  case VALUE_TYPE:
  case VALUE_VARIABLE:
  case VALUE_MADE:
  case VALUE_AWAITABLE:
  case VALUE_LAZY:
  case VALUE_TUPLE:
    return;
  }
}

// What a field holds that a parameter of another function was stored in: what callers pass there.
static void call_stored(Walk *walk, ExprId site, Value parameter, Confidence confidence) {
  Values passed = parameter_passed(walk->program, parameter);
  passed.confidence = (uint8_t)confidence_least((Confidence)passed.confidence, confidence);
  bool has_parameter = false;
  for (uint8_t i = 0; i < passed.count; i++)
    has_parameter |= passed.at[i].kind == VALUE_PARAMETER;
  if (!has_parameter) walk_candidates(walk, site, passed);
}

// Where each of several candidates is a call that is known, one of them is made.
static void walk_choices(Walk *walk, ExprId site, Values callees) {
  size_t first = walk->calls.count;
  bool is_choice = callees.confidence == CONFIDENCE_RESOLVED && !callees.is_open;
  for (uint8_t i = 0; i < callees.count; i++) {
    size_t before = walk->calls.count;
    walk_callee(walk, site, callees.at[i], CONFIDENCE_POSSIBLE, CALL_PLAIN);
    is_choice &= walk->calls.count > before;
  }
  for (; is_choice && first < walk->calls.count; first++)
    walk->calls.at[first].is_choice = true;
}

// `HANDLERS.get(kind, ignore)(event)`: the entries, and what is called where there is none. Of
// several tables, as callers pass them, one is meant.
static bool has_entry(Values callees) {
  uint32_t tables = 0;
  for (uint8_t i = 0; i < callees.count; i++)
    tables += callees.at[i].kind == VALUE_ENTRY;
  return tables == 1 && !callees.is_open;
}

static void walk_candidates(Walk *walk, ExprId site, Values callees) {
  bool is_table = has_entry(callees);
  if (callees.count > 1 && !is_table) {
    walk_choices(walk, site, callees);
    return;
  }
  Confidence confidence = is_table ? (Confidence)callees.confidence : values_confidence(callees);
  for (uint8_t i = 0; i < callees.count; i++)
    walk_callee(walk, site, callees.at[i], confidence, CALL_PLAIN);
}

static bool may_be_sync(const Walk *walk, Value callee) {
  if (callee.kind == VALUE_FUNCTION)
    return !function_state(walk->program, callee.a)->public.is_async;
  return callee.kind == VALUE_PARAMETER || callee.kind == VALUE_ENTRY;
}

// `if iscoroutinefunction(f): await f()`: whatever else `f` can be is not called there.
static bool is_ruled_out(const Walk *walk, ExprId site, const Value *callees, uint8_t count) {
  if (walk->summary->exprs[site].use != USE_AWAITED) return false;
  bool is_sync = false;
  for (uint8_t i = 0; i < count; i++)
    is_sync |= may_be_sync(walk, callees[i]);
  return is_sync && callee_is_asked_async(walk, site);
}

static void walk_call_of_one(Walk *walk, ExprId site, Value callee) {
  if (is_ruled_out(walk, site, &callee, 1)) return;
  walk_callee(walk, site, callee, CONFIDENCE_RESOLVED, CALL_PLAIN);
  walk_overrides(walk, site);
  if (callee.kind == VALUE_LIBRARY) walk_builtin(walk, site, callee.a);
}

BASE_NOINLINE static void walk_call_of_some(Walk *walk, ExprId site, Values callees) {
  if (is_ruled_out(walk, site, callees.at, callees.count)) return;
  walk_candidates(walk, site, callees);
  walk_overrides(walk, site);
  if (callees.count == 1 && callees.at[0].kind == VALUE_LIBRARY)
    walk_builtin(walk, site, callees.at[0].a);
}

static void walk_call(Walk *walk, ExprId site) {
  bool is_of_call = walk->summary->exprs[walk->summary->exprs[site].a].kind == EXPR_CALL;
  if (is_of_call) walk_registration_by_call(walk, site);
  uint32_t kept = evaluate_kept(walk->program, walk->module, walk->summary->exprs[site].a);
  Value alone;
  if (kept_alone(kept, &alone) && alone.kind != VALUE_ENTRY)
    walk_call_of_one(walk, site, alone);
  else if (kept == KEPT_UNKNOWN)
    walk_overrides(walk, site);
  else
    walk_call_of_some(walk, site, values_kept(walk->program, kept));
}

// ---- The function -------------------------------------------------------------------------------

static bool is_own_runner(ScopeKind kind) {
  return kind == SCOPE_FUNCTION || kind == SCOPE_LAMBDA || kind == SCOPE_GENERATOR;
}

// Kinds and uses of expressions that may call something.
#define KINDS_THAT_RUN                                                                             \
  (1u << EXPR_ATTRIBUTE | 1u << EXPR_CALL | 1u << EXPR_YIELD_FROM | 1u << EXPR_BINARY |            \
   1u << EXPR_UNARY | 1u << EXPR_COMPARE | 1u << EXPR_SUBSCRIPT | 1u << EXPR_STARRED |             \
   1u << EXPR_AWAIT | 1u << EXPR_CONTAINER)
#define USES_THAT_RUN                                                                              \
  (1u << USE_ITERATED | 1u << USE_ASYNC_ITERATED | 1u << USE_ENTERED | 1u << USE_TESTED |          \
   1u << USE_FORMATTED | 1u << USE_BASE | 1u << USE_DELETED)

static bool may_run(const Expr *expr) {
  return ((KINDS_THAT_RUN >> expr->kind | USES_THAT_RUN >> expr->use) & 1u) != 0;
}

// The first from `at` on that may run something; `end` when there is none before that.
static ExprId next_that_runs(const Expr *exprs, ExprId at, ExprId end) {
  while (at < end && !may_run(&exprs[at]))
    at++;
  return at;
}

// Where the scope begins that begins next; behind the end of the file when there is none.
static ExprId scope_begin(const Summary *summary, ScopeId scope) {
  return scope < summary->scopes_count ? summary->scopes[scope].begin : UINT32_MAX;
}

static void walk_expr(Walk *walk, ExprId at) {
  const Expr *expr = &walk->summary->exprs[at];
  if (expr->flags & EXPR_FLAG_STORE) {
    walk->stores_item |= expr->kind == EXPR_SUBSCRIPT;
    walk->stores_field |= expr->kind == EXPR_ATTRIBUTE;
  }
  if (expr->flags & (EXPR_FLAG_DEAD | EXPR_FLAG_ANNOTATION)) return;
  if (expr->kind == EXPR_CALL)
    walk_call(walk, at);
  else
    walk_implicit(walk, at, expr);
  if (USES_THAT_RUN >> expr->use & 1u) walk_implicit_use(walk, at, (ExprUse)expr->use);
}

static void walk_exprs(Walk *walk, ScopeId id) {
  const Summary *summary = walk->summary;
  ExprId at = summary->scopes[id].begin, end = summary->scopes[id].end;
  // Scopes stand in the order in which they begin.
  for (ScopeId next = id + 1; at < end; next++) {
    ExprId stop = scope_begin(summary, next);
    if (stop > end) stop = end;
    for (; (at = next_that_runs(summary->exprs, at, stop)) < stop; at++)
      walk_expr(walk, at);
    if (at >= end) return;
    // Code of its own is walked when something runs it; so are the scopes in it.
    const Scope *scope = &summary->scopes[next];
    if (!is_own_runner((ScopeKind)scope->kind) || scope->end <= at) continue;
    walk->stores_item = walk->stores_field = true; // perhaps
    at = scope->end;
    while (scope_begin(summary, next + 1) < at)
      next++;
  }
}

// How sure it is that a call of the function comes to the calls in it.
static Confidence walk_confidence(const Walk *walk, bool is_aware) {
  if (is_aware) return CONFIDENCE_POSSIBLE;
  if (module_is_broken(walk->program, walk->module)) return CONFIDENCE_PROBABLE;
  if (function_state(walk->program, walk->function)->public.is_async) return CONFIDENCE_RESOLVED;
  return once_is_all(walk) ? CONFIDENCE_PROBABLE : CONFIDENCE_RESOLVED;
}

static void keep_walk(Walk *walk) {
  Program *program = walk->program;
  bool is_aware = walk_asks_for_loop(walk); // may walk others, which appends their calls
  Confidence most = walk_confidence(walk, is_aware);
  walk->blocks = walk_find_blocks(walk);
  aware_mark(walk);
  once_mark(walk);
  branches_mark(walk);
  threads_mark(walk);
  locks_mark(walk);
  ending_mark(walk);
  packages_mark(walk);
  Function *public = &function_state(program, walk->function)->public;
  public->first_call = (uint32_t)program->calls.count;
  public->call_count = (uint32_t)walk->calls.count;
  bool has_choice = false;
  for (size_t i = 0; i < walk->calls.count; i++) {
    walk->calls.at[i].confidence = confidence_least(walk->calls.at[i].confidence, most);
    walk->calls.at[i].is_choice &= most == CONFIDENCE_RESOLVED;
    has_choice |= walk->calls.at[i].is_choice;
    array_push_moving(program->arena, &program->calls, walk->calls.at[i]);
    array_push_moving(program->arena, &program->call_effects, walk->effects.at[i]);
  }
  if (has_choice) array_push(program->arena, &program->choosers, walk->function);
  ParameterUse *uses = NULL;
  if (walk->uses.count > 0) {
    uses = arena_take(program->arena, ParameterUse, walk->uses.count);
    memcpy(uses, walk->uses.at, walk->uses.count * sizeof *uses);
  }
  FunctionState *state = function_state(program, walk->function);
  state->is_aware = is_aware;
  state->uses = uses;
  state->use_count = (uint32_t)walk->uses.count;
}

void function_walk(Program *program, FunctionId function) {
  FunctionState *state = function_state(program, function);
  if (state->walk != 0 || program->walk_depth >= WALK_MAX_DEPTH) return;
  state->walk = 1;
  program->walk_depth++;
  ArenaMark mark = arena_mark(&program->scratch);
  Walk walk = {.program = program, .function = function, .module = state->public.module};
  walk.summary = summary_of(program, walk.module);
  uint32_t depth = program->depth, steps = program->steps; // a walk asks its own questions
  program->depth = 0;
  walk_exprs(&walk, state->public.scope);
  program->depth = depth;
  program->steps = steps;
  keep_walk(&walk);
  arena_rewind(&program->scratch, mark);
  program->walk_depth--;
  function_state(program, function)->walk = 2;
}
