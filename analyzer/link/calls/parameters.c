// What becomes of callables and iterables that are passed on: a library function does what its
// roles say, a project function what its own code does with the parameter. So a function that hands
// its parameter to an executor is an offload itself, and one that calls it runs it here.
#include "link/calls/calls.h"
#include "link/contexts/contexts.h"
#include "link/guards/guards.h"
#include "link/types/containers.h"

static void add_use(Walk *walk, ExprId site, Value parameter, ArgumentRole role,
                    bool is_told_done) {
  ParameterUse use = {
      .owner = parameter.a, .index = parameter.b, .role = role, .is_told_done = is_told_done};
  use.guards = handed_guards(walk, site, parameter.a);
  if (parameter.kind == VALUE_REST) use.rest = parameter.detail;
  for (size_t i = 0; i < walk->uses.count; i++) {
    ParameterUse *known = &walk->uses.at[i];
    if (known->owner == use.owner && known->index == use.index && known->role == use.role &&
        known->rest == use.rest) {
      known->is_told_done &= is_told_done;
      known->guards = handed_either(walk->program, known->guards, use.guards);
      return;
    }
  }
  array_push(&walk->program->scratch, &walk->uses, use);
}

void walk_use(Walk *walk, ExprId site, Value parameter, ArgumentRole role) {
  add_use(walk, site, parameter, role, false);
}

static bool is_callable(Value value) {
  return value.kind == VALUE_FUNCTION || value.kind == VALUE_WRAPPED ||
         value.kind == VALUE_CLOSURE || value.kind == VALUE_ENTRY || value.kind == VALUE_PARTIAL ||
         value.kind == VALUE_LIBRARY || value.kind == VALUE_CLASS ||
         value.kind == VALUE_PARAMETER || rest_is_one(value);
}

// Whether it does something as soon as somebody awaits, iterates over or enters it.
static bool runs_later(Value value) {
  return value.kind == VALUE_COROUTINE || value.kind == VALUE_GENERATOR ||
         value.kind == VALUE_LAZY || value.kind == VALUE_CONTEXT;
}

// What a function that is made here calls of the parameters of those around it, they call, or have
// the loop call: `call_soon(lambda: callback(item))`.
static void lift_uses(Walk *walk, ExprId site, FunctionId callee, ArgumentRole called_as) {
  Program *program = walk->program;
  if (function_state(program, callee)->public.module != walk->module) return;
  const Scope *scope = function_scope(program, callee);
  ScopeKind around = (ScopeKind)walk->summary->scopes[scope->parent].kind;
  if (around != SCOPE_FUNCTION && around != SCOPE_LAMBDA) return;
  function_walk(program, callee);
  for (uint32_t i = 0; i < function_state(program, callee)->use_count; i++) {
    ParameterUse use = function_state(program, callee)->uses[i];
    if (use.owner == callee || !function_is_within(program, walk->function, use.owner)) continue;
    Value parameter = {.kind = use.rest ? VALUE_REST : VALUE_PARAMETER,
                       .detail = use.rest,
                       .a = use.owner,
                       .b = use.index};
    walk->passed_under = use.guards;
    walk->passed_of = use.owner;
    walk_use(walk, site, parameter, use.role == ROLE_CALLED ? called_as : use.role);
    walk->passed_under = NULL;
  }
}

void walk_enclosed(Walk *walk, ExprId site, FunctionId callee) {
  lift_uses(walk, site, callee, ROLE_CALLED);
}

// How a function comes to run that is given away at a call.
static Origin registered(const Walk *walk, FunctionId function, ExprId site,
                         const KnowledgeEntry *entry, Confidence confidence) {
  return (Origin){.function = function,
                  .context = CONTEXT_LOOP,
                  .module = walk->module,
                  .site = site,
                  .entry = entry,
                  .confidence = confidence,
                  .kind = ROOT_CALLBACK};
}

static void put_on_loop(Walk *walk, ExprId site, const KnowledgeEntry *entry, Value value,
                        Confidence confidence);

// A function that a maker returned, and what it was made around.
static void put_made_on_loop(Walk *walk, ExprId site, const KnowledgeEntry *entry, uint32_t closure,
                             Confidence confidence) {
  Program *program = walk->program;
  FunctionId function = program->closures.at[closure].function;
  root_mark(program, registered(walk, function, site, entry, confidence));
  function_walk(program, function);
  for (uint32_t i = 0; i < function_state(program, function)->use_count; i++) {
    ParameterUse use = function_state(program, function)->uses[i];
    if (use.owner == function || use.role != ROLE_CALLED || use.rest) continue;
    Values given = closure_given(program, closure, use.owner, use.index);
    for (uint8_t k = 0; k < given.count; k++)
      if (given.at[k].kind != VALUE_CLOSURE) // makers of makers are followed one level
        put_on_loop(walk, site, entry, given.at[k], values_confidence(given));
  }
}

// Keeps with what the loop calls a function.
static void note_told(Program *program, FunctionId function, bool is_told_done) {
  FunctionState *state = function_state(program, function);
  if (!is_told_done)
    state->told = TOLD_OTHERS;
  else if (state->told == TOLD_NOTHING)
    state->told = TOLD_DONE;
}

static void put_on_loop(Walk *walk, ExprId site, const KnowledgeEntry *entry, Value value,
                        Confidence confidence) {
  Program *program = walk->program;
  bool is_told_done =
      entry ? entry->tells_done || call_hands_done(walk, site) : walk->is_passed_done;
  if (value.kind == VALUE_PARTIAL) value = program->partials.at[value.a].callee;
  if (value.kind == VALUE_PARAMETER || rest_is_one(value))
    add_use(walk, site, value, ROLE_ON_LOOP, is_told_done);
  if (value.kind == VALUE_CLOSURE) put_made_on_loop(walk, site, entry, value.a, confidence);
  if (value.kind == VALUE_WRAPPED)
    root_mark(program,
              registered(walk, program->closures.at[value.b].function, site, entry, confidence));
  bool is_own = value.kind == VALUE_FUNCTION || value.kind == VALUE_WRAPPED;
  if (!is_own || !function_runs_where_called(program, value.a)) return;
  root_mark(program, registered(walk, value.a, site, entry, confidence));
  note_told(program, value.a, is_told_done);
  lift_uses(walk, site, value.a, ROLE_ON_LOOP);
}

// Given to a thread, or to a framework that calls it there unless it is async.
static void put_on_thread(Walk *walk, ExprId site, const KnowledgeEntry *entry, Value value,
                          Confidence confidence) {
  Program *program = walk->program;
  if (value.kind == VALUE_PARTIAL) value = program->partials.at[value.a].callee;
  if (value.kind == VALUE_PARAMETER || rest_is_one(value))
    walk_use(walk, site, value, ROLE_OFF_LOOP);
  if (value.kind != VALUE_FUNCTION && value.kind != VALUE_WRAPPED) return;
  Function *function = &function_state(program, value.a)->public;
  if (function->is_async) {
    if (entry_takes_async(entry)) function->pooled_by = entry;
    return;
  }
  Origin origin = registered(walk, value.a, site, entry, confidence);
  origin.context = CONTEXT_THREAD;
  array_push(program->arena, &program->origins, origin);
  function_enqueue(program, value.a);
}

static void use_value(Walk *walk, ExprId site, const KnowledgeEntry *entry, ArgumentRole role,
                      Value value, Confidence confidence);

// Each entry of a table; none of them is a table itself.
static void use_entries(Walk *walk, ExprId site, const KnowledgeEntry *entry, ArgumentRole role,
                        Value table, Confidence confidence) {
  uint32_t count = table_count(walk->program, table);
  for (uint32_t i = 0; i < count; i++) {
    Values one = table_entry(walk->program, table, i);
    if (one.count == 1) use_value(walk, site, entry, role, one.at[0], confidence);
  }
}

static void use_value(Walk *walk, ExprId site, const KnowledgeEntry *entry, ArgumentRole role,
                      Value value, Confidence confidence) {
  if (value.kind == VALUE_ENTRY) {
    use_entries(walk, site, entry, role, value, confidence);
    return;
  }
  Values one = {.at = {value}, .count = 1, .confidence = (uint8_t)confidence};
  switch (role) {
  case ROLE_CALLED:
    if (is_callable(value)) walk_callee(walk, site, value, confidence, CALL_PASSED);
    return;
  case ROLE_ON_LOOP:
    put_on_loop(walk, site, entry, value, confidence);
    return;
  case ROLE_OFF_LOOP:
    put_on_thread(walk, site, entry, value, confidence);
    return;
  case ROLE_COMMAND:
    if (value.kind == VALUE_FUNCTION) solo_mark(walk->program, value.a, SOLO_COMMAND);
    return;
  case ROLE_LIFESPAN:
    if (value.kind == VALUE_FUNCTION) solo_mark(walk->program, value.a, SOLO_LIFESPAN);
    return;
  case ROLE_BESIDE_SERVING:
    if (value.kind == VALUE_FUNCTION) solo_mark(walk->program, value.a, SOLO_BESIDE);
    return;
  case ROLE_COROUTINE: // without an entry: of a parameter for which a loop is run
    if (entry && !entry->runs_loop) return;
    if (value.kind == VALUE_COROUTINE) solo_mark(walk->program, value.a, SOLO_MAIN);
    return;
  case ROLE_ASYNC_CALLED:
    if (value.kind != VALUE_FUNCTION) return;
    if (!entry || entry->runs_loop) // without an entry: a parameter that a loop is run for
      solo_mark(walk->program, value.a, SOLO_MAIN);
    else
      function_state(walk->program, value.a)->is_handed = true;
    return;
  case ROLE_CONSUMED:
    walk_iterate(walk, site, one);
    return;
  case ROLE_ENTERED:
    if (entry)
      walk_enter_by(walk, site, one);
    else
      walk_enter(walk, site, one);
    return;
  case ROLE_NONE:
  case ROLE_STORED:
  case ROLE_ASYNC_ENTERED:
  case ROLE_PARTIAL:
  case ROLE_DEADLINE:
  case ROLE_RETURNED:
  case ROLE_KEPT:
  case ROLE_KEEPER:
  case ROLE_EVENT:
  case ROLE_ON_COROUTINE:
  case ROLE_CHILD:
  case ROLE_SIGNAL:
  case ROLE_WATCHED:
  case ROLE_DRIVEN:
  case ROLE_NONBLOCKING:
  case ROLE_FIFO:
    return;
  }
}

// What a coroutine function in this one awaits of the parameters of this one, where a loop is run
// for it: `async def main(): return await coroutine`.
static void use_awaited_within(Walk *walk, ExprId site, FunctionId inner) {
  if (!function_is_within(walk->program, inner, walk->function)) return;
  ScopeId own = function_state(walk->program, walk->function)->public.scope;
  const Scope *scope = function_scope(walk->program, inner);
  for (ExprId at = scope->begin; at < scope->end; at++) {
    if (walk->summary->exprs[at].use != USE_AWAITED) continue;
    uint32_t index = guards_parameter(walk->program, walk->module, own, at);
    Value parameter = {.kind = VALUE_PARAMETER, .a = walk->function, .b = index};
    if (index != UINT32_MAX) walk_use(walk, site, parameter, ROLE_COROUTINE);
  }
}

// `def run(coroutine): return asyncio.run(coroutine)` runs a loop for its parameter, and so does
// `def run(main): return asyncio.run(main())`.
static void use_coroutine(Walk *walk, ModuleId module, ExprId argument) {
  const Function *function = &function_state(walk->program, walk->function)->public;
  if (function->module != module) return;
  const Expr *expr = expr_of(walk->program, module, argument);
  ExprId called = expr->kind == EXPR_CALL ? expr->a : 0;
  uint32_t index =
      guards_parameter(walk->program, module, function->scope, called ? called : argument);
  if (index != UINT32_MAX) {
    walk_use(walk, called ? called : argument,
             (Value){.kind = VALUE_PARAMETER, .a = walk->function, .b = index},
             called ? ROLE_ASYNC_CALLED : ROLE_COROUTINE);
    return;
  }
  Values inner = called ? evaluate(walk->program, module, called) : values_unknown();
  if (inner.count == 1 && inner.at[0].kind == VALUE_FUNCTION)
    use_awaited_within(walk, argument, inner.at[0].a);
}

static void use_argument(Walk *walk, ExprId site, const KnowledgeEntry *entry, ArgumentRole role,
                         ModuleId module, ExprId argument) {
  Values values = evaluate(walk->program, module, argument);
  if (role == ROLE_COROUTINE && (!entry || entry->runs_loop)) use_coroutine(walk, module, argument);
  if (role == ROLE_BESIDE_SERVING && values.count == 1 && values.at[0].kind == VALUE_CONTAINER)
    values = element_values(walk->program, values, false);
  for (uint8_t i = 0; i < values.count; i++) {
    bool is_getter = role == ROLE_CALLED && values.at[i].kind == VALUE_PARTIAL &&
                     walk->program->partials.at[values.at[i].a].getter;
    if (is_getter)
      walk_getter(walk, site, walk->program->partials.at[values.at[i].a],
                  callable_passed(walk->program, module, argument, 0), values_confidence(values));
    else
      use_value(walk, site, entry, role, values.at[i], values_confidence(values));
  }
}

static void use_rest(Walk *walk, ExprId site, LibraryCall library, const Role *role) {
  const Summary *summary = summary_of(walk->program, library.module);
  const Expr *expr = &summary->exprs[library.call];
  int position = 0;
  for (uint32_t i = 0; i < expr->c; i++) {
    const Argument *argument = &summary->arguments[expr->b + i];
    if (argument->keyword != 0) continue;
    if (position++ >= role->position)
      use_argument(walk, site, library.entry, role->role, library.module, argument->value);
  }
}

// What a lazy function does with its arguments, it does as its result is consumed.
static bool is_put_off(LibraryCall library, const Role *role) {
  bool happens_later = library.entry->when == WHEN_ITERATED &&
                       (role->role == ROLE_CALLED || role->role == ROLE_CONSUMED);
  return happens_later != library.is_consumed;
}

void walk_roles(Walk *walk, ExprId site, LibraryCall library) {
  const KnowledgeEntry *entry = library.entry;
  bool is_other =
      entry->roles_unless.is != ARGUMENT_NONE_SET &&
      condition_is_true(walk->program, library.module, library.call, &entry->roles_unless);
  if (is_other) return;
  for (size_t i = 0; i < COUNT_OF(entry->roles) && entry->roles[i].role != ROLE_NONE; i++) {
    const Role *role = &entry->roles[i];
    if (is_put_off(library, role)) continue;
    if (role->rest) {
      use_rest(walk, site, library, role);
      continue;
    }
    ArgumentMatch match = argument_find(walk->program, library.module, library.call, role->position,
                                        str_from_c(role->keyword));
    if (match.value) use_argument(walk, site, entry, role->role, library.module, match.value);
  }
}

// What an expression of these kinds gives is nothing that one calls.
#define KINDS_OF_DATA                                                                              \
  (1u << EXPR_LITERAL | 1u << EXPR_CONTAINER | 1u << EXPR_COMPARE | 1u << EXPR_FORMAT |            \
   1u << EXPR_UNARY)

// Whether some argument is something that the callee could call or run; walking it just for that is
// dear.
static bool passes_callable(Walk *walk, ExprId site) {
  const Expr *call = &walk->summary->exprs[site];
  if (call->kind != EXPR_CALL) return false;
  for (uint32_t i = 0; i < call->c; i++) {
    ExprId argument = walk->summary->arguments[call->b + i].value;
    if (KINDS_OF_DATA >> walk->summary->exprs[argument].kind & 1u) continue;
    uint32_t kept = evaluate_kept(walk->program, walk->module, argument);
    if (kept_is_unknown(walk->program, kept)) continue;
    Values values = values_kept(walk->program, kept);
    for (uint8_t k = 0; k < values.count; k++)
      if (is_callable(values.at[k]) || runs_later(values.at[k])) return true;
  }
  return false;
}

void walk_given(Walk *walk, ExprId site, const KnowledgeEntry *entry, ArgumentRole role,
                Values given) {
  for (uint8_t i = 0; i < given.count; i++)
    use_value(walk, site, entry, role, given.at[i], values_confidence(given));
}

// `create_task(self.watch(changed))` in a plain function: it is the task that calls what is passed,
// when this function has long returned.
static bool is_called_by_task(const Walk *walk, ExprId site, FunctionId callee) {
  const Program *program = walk->program;
  if (!function_state(program, callee)->public.is_async) return false;
  if (function_state(program, walk->function)->public.is_async) return false;
  return coroutine_is_started(walk->program, walk->module, site);
}

// What callers pass for such a use of `*args` or `**kwargs`, see rest.c.
static void walk_rest(Walk *walk, ExprId site, ParameterUse use, bool is_bound) {
  const Expr *call = &walk->summary->exprs[site];
  Value rest = {.kind = VALUE_REST, .detail = use.rest, .a = use.owner, .b = use.index};
  if (call->kind != EXPR_CALL) return;
  uint32_t place = 0;
  for (uint32_t i = 0; i < call->c; i++) {
    const Argument *argument = &walk->summary->arguments[call->b + i];
    if (walk->summary->exprs[argument->value].kind == EXPR_STARRED) return;
    bool is_it = rest_is_passed(walk->program, walk->module, argument, place, rest, is_bound);
    place += argument->keyword == 0;
    if (!is_it) continue;
    Values given = evaluate(walk->program, walk->module, argument->value);
    if (use.rest == REST_SOME) given = values_less_sure(given, CONFIDENCE_POSSIBLE);
    walk_given(walk, site, NULL, use.role, given);
  }
}

void walk_parameters(Walk *walk, ExprId site, FunctionId callee, bool is_bound) {
  Program *program = walk->program;
  const FunctionState *state = function_state(program, callee);
  bool is_plain = state->walk != 0 && state->use_count == 0;
  if (is_plain || !passes_callable(walk, site)) return;
  function_walk(program, callee);
  bool is_later = is_called_by_task(walk, site, callee);
  for (uint32_t i = 0; i < function_state(program, callee)->use_count; i++) {
    ParameterUse use = function_state(program, callee)->uses[i];
    if (use.owner != callee || handed_is_ruled_out(walk, site, use, is_bound)) continue;
    if (is_later && use.role == ROLE_CALLED) use.role = ROLE_ON_LOOP;
    if (use.rest) {
      walk_rest(walk, site, use, is_bound);
      continue;
    }
    ArgumentMatch match =
        argument_for_parameter(program, walk->module, site, callee, use.index, is_bound);
    if (!match.value) continue;
    walk->is_passed_done = use.is_told_done;
    walk->passed_under = handed_forward(walk, site, use);
    walk->passed_of = walk->function;
    use_argument(walk, site, NULL, use.role, walk->module, match.value);
    walk->is_passed_done = false;
    walk->passed_under = NULL;
  }
}
