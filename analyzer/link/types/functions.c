// Functions: what their decorators make of them, what they return and yield, what their parameters
// hold.
#include "link/program.h"

FunctionId function_make(Program *program, ModuleId module, ScopeId scope) {
  uint32_t *known = &module_of(program, module)->functions[scope];
  module_of(program, module)->is_aside = false; // its code is part of what is told
  const Scope *at = &summary_of(program, module)->scopes[scope];
  bool is_method = (at->flags & SCOPE_METHOD) != 0;
  FunctionState state = {
      .public = {.module = module,
                 .scope = scope,
                 .is_async = (at->flags & SCOPE_ASYNC) != 0,
                 .is_generator = (at->flags & SCOPE_YIELDS) != 0 || at->kind == SCOPE_GENERATOR},
      .owner = is_method ? class_get(program, module, at->parent) : CLASS_NONE,
  };
  if (state.public.is_async && at->kind == SCOPE_FUNCTION) state.public.root = ROOT_COROUTINE;
  array_push(program->arena, &program->functions, state);
  *known = (uint32_t)program->functions.count;
  return *known - 1;
}

FunctionState *function_state(const Program *program, FunctionId function) {
  return &program->functions.at[function];
}

const Scope *function_scope(const Program *program, FunctionId function) {
  const Function *public = &program->functions.at[function].public;
  return &summary_of(program, public->module)->scopes[public->scope];
}

Str function_name(const Program *program, FunctionId function) {
  ModuleId module = program_function(program, function)->module;
  return summary_name(summary_of(program, module), function_scope(program, function)->name);
}

bool function_is_within(const Program *program, FunctionId inner, FunctionId outer) {
  const Function *around = &function_state(program, outer)->public;
  const Function *at = &function_state(program, inner)->public;
  if (at->module != around->module) return false;
  const Scope *scopes = summary_of(program, at->module)->scopes;
  ScopeId scope = at->scope;
  while (scope != 0 && scope != around->scope)
    scope = scopes[scope].parent;
  return scope == around->scope;
}

// ---- Decorators ---------------------------------------------------------------------------------

// `@name.setter`, `@name.deleter`
static Accessor accessor_of(const Summary *summary, const Expr *decorator) {
  if (decorator->kind != EXPR_ATTRIBUTE) return ACCESSOR_NONE;
  Str name = summary_name(summary, decorator->b);
  return str_equal(name, STR("setter"))    ? ACCESSOR_SETTER
         : str_equal(name, STR("deleter")) ? ACCESSOR_DELETER
                                           : ACCESSOR_NONE;
}

Accessor function_accessor(Program *program, FunctionId function) {
  const Scope *scope = function_scope(program, function);
  const Summary *summary = summary_of(program, program->functions.at[function].public.module);
  for (uint32_t i = 0; i < scope->decorator_count; i++) {
    ExprId decorator = summary->operands[scope->decorators + i];
    Accessor accessor = accessor_of(summary, &summary->exprs[decorator]);
    if (accessor != ACCESSOR_NONE) return accessor;
  }
  return ACCESSOR_NONE;
}

static bool returns_its_argument(Program *program, FunctionId decorator) {
  Values returned = function_returns(program, decorator);
  return returned.count == 1 && returned.at[0].kind == VALUE_PARAMETER &&
         returned.at[0].a == decorator;
}

typedef struct Decorating {
  FunctionId function;
  Values value;
  Decoration decoration;
  Confidence confidence;
} Decorating;

// What its decorators so far have handed to a thread, does not run where the name is called.
static bool runs_where_called(Program *program, Decoration decoration, Values decorated) {
  if (decoration_runs_away(decoration) || decoration == DECORATION_OFF_LOOP) return false;
  if (decorated.count != 1 || decorated.at[0].kind != VALUE_WRAPPED) return true;
  return wrapped_runs_here(program, decorated.at[0]);
}

bool function_runs_where_called(Program *program, FunctionId function) {
  return runs_where_called(program, function_decoration(program, function),
                           function_value(program, function));
}

// A framework calls it on the loop: an async function, or a sync one that nothing has handed to a
// thread so far.
static void register_on_loop(Program *program, const Decorating *state,
                             const KnowledgeEntry *entry) {
  FunctionState *function = function_state(program, state->function);
  if (function->public.is_async)
    function->is_handed = true;
  else if (runs_where_called(program, state->decoration, state->value))
    root_mark(program, (Origin){.function = state->function,
                                .kind = ROOT_DECORATED,
                                .module = MODULE_NONE,
                                .entry = entry,
                                .confidence = state->confidence});
}

Decoration decoration_by(Program *program, ModuleId module, ExprId call,
                         const KnowledgeEntry *entry) {
  if (!entry) return DECORATION_UNKNOWN;
  bool is_other = entry->decoration_if.is != ARGUMENT_NONE_SET &&
                  condition_is_true(program, module, call, &entry->decoration_if);
  return is_other ? entry->decoration_then : entry->decoration;
}

// Whether a decorator of the project has put a coroutine function around it, whatever it is itself:
// a framework awaits that, and no `def` inside of it comes to a thread.
static bool is_async_around(Program *program, Values decorated) {
  if (decorated.count != 1 || decorated.at[0].kind != VALUE_WRAPPED) return false;
  Closure closure = program->closures.at[decorated.at[0].b];
  Values returned = function_returns(program, closure.maker);
  return returned.count == 1 && function_state(program, closure.function)->public.is_async;
}

static void decorate_by_entry(Program *program, Decorating *state, const KnowledgeEntry *entry,
                              Decoration decoration) {
  if (decoration == DECORATION_UNKNOWN) {
    // Most decorators of libraries register or wrap; the name still leads to the function.
    state->confidence = CONFIDENCE_PROBABLE;
    return;
  }
  if (decoration == DECORATION_DISPATCHES) {
    function_state(program, state->function)->dispatches = true;
    decoration = DECORATION_KEEPS;
  }
  if (decoration == DECORATION_JOB) {
    function_state(program, state->function)->job =
        symbol_make(program, str_from_c(entry->returns)) + 1;
    decoration = DECORATION_KEEPS;
  }
  FunctionState *function = function_state(program, state->function);
  if (decoration == DECORATION_OFF_LOOP && function->public.is_async) {
    if (!is_async_around(program, state->value))
      function_state(program, state->function)->public.pooled_by = entry;
    function_state(program, state->function)->is_handed = true;
  }
  if (decoration == DECORATION_ON_LOOP) register_on_loop(program, state, entry);
  if (decoration == DECORATION_COMMAND) {
    solo_mark(program, state->function, SOLO_COMMAND);
    // The name now stands for the command, to which others are added: `@group.command()`.
    if (entry->returns)
      state->value =
          values_one(VALUE_LIBRARY_INSTANCE, symbol_make(program, str_from_c(entry->returns)), 0);
  }
  if (decoration == DECORATION_STARTS_ALONE) solo_mark(program, state->function, SOLO_THREAD);
  if (decoration == DECORATION_CACHES) function->is_memo = true;
  if (entry->is_beside_serving) solo_mark(program, state->function, SOLO_BESIDE);
  bool is_weak = decoration == DECORATION_KEEPS || decoration == DECORATION_ON_LOOP ||
                 decoration == DECORATION_OFF_LOOP || decoration == DECORATION_ABSTRACT ||
                 decoration == DECORATION_COMMAND;
  if (!is_weak || state->decoration == DECORATION_UNKNOWN) state->decoration = decoration;
}

static void decorate_by_project(Program *program, Decorating *state, Values applied) {
  Value value = state->value.at[0];
  if (state->value.count != 1) return;
  switch (closure_decorate(program, applied, &value)) {
  case WRAPPING_UNKNOWN:
    state->confidence = CONFIDENCE_PROBABLE;
    return;
  case WRAPPING_NONE:
    return;
  case WRAPPING_READ:
    state->decoration = DECORATION_PROPERTY;
    break;
  case WRAPPING_CALLED:
    break;
  }
  state->value.at[0] = value;
}

// What the project says of its own decorator.
static const KnowledgeEntry *own_decoration(Program *program, Values named) {
  if (named.count != 1 || named.at[0].kind != VALUE_FUNCTION) return NULL;
  const KnowledgeEntry *own = function_own(program, named.at[0].a);
  return own && own->own & OWN_DECORATION ? own : NULL;
}

// `@callback` in the library that defines it.
static void register_by_library(Program *program, Decorating *state, FunctionId decorator) {
  const Function *public = &function_state(program, decorator)->public;
  const KnowledgeEntry *entry = library_entry(program, public->module, public->scope);
  if (entry && entry->decoration == DECORATION_ON_LOOP &&
      entry->decoration_if.is == ARGUMENT_NONE_SET)
    register_on_loop(program, state, entry);
}

typedef enum Managing {
  MANAGES_NOTHING, // the decorator is no context manager
  MANAGES_CALL,    // it is entered around each call
  MANAGES_AWAIT,   // … around the coroutine that a call makes
} Managing;

// What a context manager does as a decorator: contextlib makes them such.
static Managing managing_of(Program *program, Values decorator) {
  if (decorator.count != 1) return MANAGES_NOTHING;
  Value value = decorator.at[0];
  if (value.kind == VALUE_CONTEXT) return value.detail ? MANAGES_AWAIT : MANAGES_CALL;
  if (value.kind != VALUE_INSTANCE) return MANAGES_NOTHING;
  if (class_derives(program, value.a, STR("contextlib.ContextDecorator"))) return MANAGES_CALL;
  return class_derives(program, value.a, STR("contextlib.AsyncContextDecorator")) ? MANAGES_AWAIT
                                                                                  : MANAGES_NOTHING;
}

bool decorator_is_entered(Program *program, Values decorator) {
  return managing_of(program, decorator) == MANAGES_CALL;
}

static bool decorate_by_manager(Program *program, Decorating *state, Values applied) {
  Managing managing = managing_of(program, applied);
  if (managing == MANAGES_CALL) function_state(program, state->function)->is_managed = true;
  return managing != MANAGES_NOTHING;
}

// Whether a decorator of a library waits between two calls of what it decorates; see decoration_by.
static bool waits_between(Program *program, ModuleId module, ExprId call,
                          const KnowledgeEntry *entry) {
  if (!entry || entry->when != WHEN_DECORATED) return false;
  return call != 0 ? conditions_hold(program, module, call, entry)
                   : entry->only_if.is == ARGUMENT_NONE_SET;
}

// `@server.tool()`: a method of an object of a library, which keeps the function to await it.
static bool is_kept_by_object(Program *program, ModuleId module, const Expr *named) {
  if (named->kind != EXPR_ATTRIBUTE) return false;
  Values object = evaluate(program, module, named->a);
  return object.count == 1 && object.at[0].kind == VALUE_LIBRARY_INSTANCE;
}

static void decorate(Program *program, Decorating *state, ModuleId module, ExprId decorator) {
  const Expr *expr = expr_of(program, module, decorator);
  if (accessor_of(summary_of(program, module), expr) != ACCESSOR_NONE) {
    state->decoration = DECORATION_PROPERTY;
    return;
  }
  // `@app.get("/")` counts by what is called; `@retry(3)` of the project by what the call returns.
  Values named = evaluate(program, module, expr->kind == EXPR_CALL ? expr->a : decorator);
  if (named.count == 1 && named.at[0].kind == VALUE_LIBRARY) {
    const KnowledgeEntry *entry = symbol_entry(program, named.at[0].a);
    ExprId call = expr->kind == EXPR_CALL ? decorator : 0;
    FunctionState *known = function_state(program, state->function);
    if (!known->public.is_async && waits_between(program, module, call, entry))
      known->between = named.at[0].a + 1;
    Decoration decoration = decoration_by(program, module, call, entry);
    if (known->public.is_async && decoration == DECORATION_KEEPS)
      known->is_handed |=
          is_kept_by_object(program, module, call ? expr_of(program, module, expr->a) : expr);
    decorate_by_entry(program, state, entry, decoration);
    return;
  }
  const KnowledgeEntry *own = own_decoration(program, named);
  if (own) {
    decorate_by_entry(program, state, own, own->decoration);
    return;
  }
  if (named.count == 1 && named.at[0].kind == VALUE_FUNCTION)
    register_by_library(program, state, named.at[0].a);
  if (dispatch_registers(program, module, decorator)) return;
  Values applied = expr->kind == EXPR_CALL ? evaluate(program, module, decorator) : named;
  if (decorate_by_manager(program, state, applied)) return;
  decorate_by_project(program, state, applied);
}

Decoration program_decorator(const Program *program, ModuleId module, ExprId decorator) {
  const Expr *expr = expr_of(program, module, decorator);
  Values named = evaluate(program->self, module, expr->kind == EXPR_CALL ? expr->a : decorator);
  if (named.count != 1) return DECORATION_UNKNOWN;
  const KnowledgeEntry *entry = named.at[0].kind == VALUE_LIBRARY
                                    ? symbol_entry(program->self, named.at[0].a)
                                    : own_decoration(program->self, named);
  if (entry) return entry->decoration;
  Values applied = expr->kind == EXPR_CALL ? evaluate(program->self, module, decorator) : named;
  bool is_function = applied.count == 1 && applied.at[0].kind == VALUE_FUNCTION;
  return is_function && returns_its_argument(program->self, applied.at[0].a) ? DECORATION_KEEPS
                                                                             : DECORATION_UNKNOWN;
}

static void decorate_all(Program *program, FunctionId function) {
  const Scope *scope = function_scope(program, function);
  ModuleId module = program->functions.at[function].public.module;
  Decorating state = {.function = function,
                      .value = values_one(VALUE_FUNCTION, function, 0),
                      .confidence = CONFIDENCE_RESOLVED};
  for (uint32_t i = scope->decorator_count; i > 0; i--) {
    const Summary *summary = summary_of(program, module);
    decorate(program, &state, module, summary->operands[scope->decorators + i - 1]);
  }
  FunctionState *known = function_state(program, function);
  known->value = values_keep(program, state.value);
  known->decoration = state.decoration == DECORATION_UNKNOWN ? DECORATION_KEEPS : state.decoration;
  known->decoration_confidence = state.confidence;
}

BASE_NOINLINE static void find_decorators(Program *program, FunctionId function) {
  FunctionState *state = function_state(program, function);
  if (state->decorated == 1) question_cut(program);
  if (state->decorated != 0) return;
  // Without any, and what a circular question gets.
  state->value = kept_one(program, VALUE_FUNCTION, function, 0);
  state->decoration = DECORATION_KEEPS;
  state->decoration_confidence = CONFIDENCE_RESOLVED;
  if (function_scope(program, function)->decorator_count > 0) {
    state->decorated = 1;
    decorate_all(program, function);
  }
  function_state(program, function)->decorated = 2;
}

static void ask_decorators(Program *program, FunctionId function) {
  if (function_state(program, function)->decorated != 2) find_decorators(program, function);
}

Values function_value(Program *program, FunctionId function) {
  ask_decorators(program, function);
  const FunctionState *state = function_state(program, function);
  return values_less_sure(values_kept(program, state->value), state->decoration_confidence);
}

Decoration function_decoration(Program *program, FunctionId function) {
  ask_decorators(program, function);
  return function_state(program, function)->decoration;
}

bool function_is_memo(Program *program, FunctionId function) {
  ask_decorators(program, function);
  return function_state(program, function)->is_memo;
}

// ---- Results ------------------------------------------------------------------------------------

uint32_t exits_from(const Summary *summary, ExprId at) {
  uint32_t low = 0, high = summary->exits_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (summary->exits[middle].at < at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static Values inferred_returns(Program *program, FunctionId function) {
  ModuleId module = program->functions.at[function].public.module;
  ScopeId id = program->functions.at[function].public.scope;
  const Summary *summary = summary_of(program, module);
  const Scope *scope = &summary->scopes[id];
  if (scope->kind == SCOPE_LAMBDA)
    return scope->element ? evaluate(program, module, scope->element) : values_unknown();
  if (scope->flags & SCOPE_STUB) return values_unknown();
  Values found = {.confidence = CONFIDENCE_RESOLVED};
  for (uint32_t i = exits_from(summary, scope->begin); i < summary->exits_count; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->at > scope->end) break;
    if (exit->scope != id || exit->kind != EXIT_RETURN || exit->flags & EXIT_DEAD) continue;
    if (exit->value) values_add(&found, evaluate(program, module, exit->value));
  }
  return found;
}

// What a stub says that a package's function returns. Of overloads the last is no better than
// others.
static Values stub_returns(Program *program, FunctionId function) {
  FunctionId twin = package_twin(program, function);
  if (twin == FUNCTION_NONE || function_decoration(program, twin) == DECORATION_OVERLOAD)
    return values_unknown();
  const Scope *scope = function_scope(program, twin);
  ModuleId stub = function_state(program, twin)->public.module;
  return scope->returns ? annotation_values(program, stub, scope->returns) : values_unknown();
}

// `-> Coroutine[Any, Any, None]` of a plain function that hands on what another returns, which is a
// task there: nothing checks what is declared, and what is returned is what the caller gets.
static Values really_returned(Program *program, FunctionId function, Values declared) {
  bool is_plain = !function_state(program, function)->public.is_async;
  if (!is_plain || declared.count != 1 || value_result(program, declared.at[0]) != RESULT_COROUTINE)
    return declared;
  Values returned = inferred_returns(program, function);
  for (uint8_t i = 0; i < returned.count; i++)
    if (value_result(program, returned.at[i]) == RESULT_COROUTINE) return declared;
  return values_is_unknown(returned) ? declared : returned;
}

// `-> GzipFile` of a function that makes one in memory, each time: its methods have no effects.
static bool returns_inert(Program *program, FunctionId function) {
  ModuleId module = program->functions.at[function].public.module;
  ScopeId id = program->functions.at[function].public.scope;
  const Summary *summary = summary_of(program, module);
  bool is_so = false;
  for (uint32_t i = exits_from(summary, summary->scopes[id].begin); i < summary->exits_count; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->at > summary->scopes[id].end) break;
    if (exit->scope != id || exit->kind != EXIT_RETURN || exit->flags & EXIT_DEAD) continue;
    if (!exit->value || !call_is_inert(program, module, exit->value)) return false;
    is_so = true;
  }
  return is_so;
}

static Values compute_returns(Program *program, FunctionId function) {
  const Scope *scope = function_scope(program, function);
  ModuleId module = program->functions.at[function].public.module;
  Values declared = values_unknown();
  if (scope->returns)
    declared =
        really_returned(program, function, annotation_values(program, module, scope->returns));
  if (declared.count == 1 && declared.at[0].kind == VALUE_LIBRARY_INSTANCE &&
      returns_inert(program, function))
    return values_unknown();
  if (values_is_unknown(declared)) declared = stub_returns(program, function);
  return values_is_unknown(declared) ? inferred_returns(program, function) : declared;
}

Values function_returns(Program *program, FunctionId function) {
  FunctionState *state = function_state(program, function);
  if (state->returned == 2) return values_kept(program, state->returns);
  if (state->returned == 1) question_cut(program);
  if (state->returned == 1 || !question_begin(program)) return values_unknown();
  state->returned = 1;
  Values returns = compute_returns(program, function);
  question_end(program);
  state = function_state(program, function); // the table may have moved
  state->returned = 2;
  state->returns = values_keep(program, returns);
  return returns;
}

static Values yielded_values(Program *program, FunctionId function) {
  ModuleId module = program->functions.at[function].public.module;
  ScopeId id = program->functions.at[function].public.scope;
  const Summary *summary = summary_of(program, module);
  const Scope *scope = &summary->scopes[id];
  if (scope->kind == SCOPE_GENERATOR)
    return scope->element ? evaluate(program, module, scope->element) : values_unknown();
  Values found = {.confidence = CONFIDENCE_RESOLVED};
  for (ExprId at = scope->begin; at < scope->end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind != EXPR_YIELD && expr->kind != EXPR_YIELD_FROM) continue;
    if (summary_runner(summary, summary_scope_at(summary, at)) != id) continue;
    Values one = expr->a ? evaluate(program, module, expr->a) : values_unknown();
    if (expr->kind == EXPR_YIELD_FROM) one = element_values(program, one, false);
    values_add(&found, one);
  }
  return found;
}

Values function_yields(Program *program, FunctionId function) {
  const Scope *scope = function_scope(program, function);
  const Function *public = &program->functions.at[function].public;
  if (!question_begin(program)) return values_unknown();
  Values found = values_unknown();
  if (scope->returns)
    found = element_values(program, annotation_values(program, public->module, scope->returns),
                           public->is_async);
  if (values_is_unknown(found)) found = yielded_values(program, function);
  question_end(program);
  return found;
}

// ---- Parameters ---------------------------------------------------------------------------------

static bool takes_class(Str name) {
  return str_equal(name, STR("__new__")) || str_equal(name, STR("__init_subclass__")) ||
         str_equal(name, STR("__class_getitem__"));
}

// self or cls; unknown when the function is no method or is static.
static Values receiver_values(Program *program, FunctionId function) {
  ClassId owner = function_state(program, function)->owner;
  if (owner == CLASS_NONE) return values_unknown();
  Decoration decoration = function_decoration(program, function);
  if (decoration == DECORATION_STATIC) return values_unknown();
  const Summary *summary = summary_of(program, function_state(program, function)->public.module);
  bool is_class = decoration == DECORATION_CLASS ||
                  takes_class(summary_name(summary, function_scope(program, function)->name));
  return is_class ? values_one(VALUE_CLASS, owner, 1) : values_one(VALUE_INSTANCE, owner, 0);
}

// `= Depends(get_session)`: a framework passes what that makes, and nobody passes the default.
static bool is_injected(Program *program, ModuleId module, ExprId fallback) {
  const Expr *expr = expr_of(program, module, fallback);
  if (expr->kind != EXPR_CALL) return false;
  Values callee = evaluate(program, module, expr->a);
  return callee.count == 1 && callee.at[0].kind == VALUE_LIBRARY &&
         entry_makes_value(symbol_entry(program, callee.at[0].a));
}

static Values star_values(Program *program, FunctionId function, uint32_t index,
                          const Parameter *parameter) {
  ModuleId module = function_state(program, function)->public.module;
  Values held = values_unknown();
  if (parameter->annotation) held = annotation_values(program, module, parameter->annotation);
  if (values_is_unknown(held)) return rest_values(function, index);
  Values found = values_one(VALUE_HOLDER, module, parameter->annotation);
  found.at[0].detail = parameter->kind == PARAMETER_STAR ? HOLDER_ELEMENTS : HOLDER_VALUES;
  return found;
}

Values parameter_values(Program *program, ModuleId module, ScopeId id, uint32_t index) {
  const Summary *summary = summary_of(program, module);
  const Scope *scope = &summary->scopes[id];
  const Parameter *parameter = &summary->parameters[scope->parameters + index];
  FunctionId function = function_get(program, module, id);
  if (index == 0 && parameter->kind <= PARAMETER_PLAIN) {
    Values receiver = receiver_values(program, function);
    if (!values_is_unknown(receiver)) return receiver;
  }
  if (parameter->kind == PARAMETER_DOUBLE_STAR || parameter->kind == PARAMETER_STAR)
    return star_values(program, function, index, parameter);
  Values found = values_unknown();
  if (parameter->annotation) found = annotation_values(program, module, parameter->annotation);
  if (!values_is_unknown(found)) return found;
  Values passed = values_one(VALUE_PARAMETER, function, index);
  if (is_injected(program, module, parameter->fallback))
    return evaluate(program, module, parameter->fallback);
  if (parameter->fallback) {
    Values fallback = evaluate(program, module, parameter->fallback);
    if (fallback.count > 0 && fallback.at[0].kind != VALUE_NONE) {
      values_add(&passed, values_less_sure(fallback, CONFIDENCE_PROBABLE));
      passed.is_open = true;
    }
  }
  return passed;
}
