// Nested functions that close over parameters of the function that made them: the wrappers that
// decorators put around functions, and what factories return. Which values they close over is kept
// beside them, as a chain of the calls that made them, from the innermost outwards.
#include "link/program.h"
#include "link/types/spelled.h"

static uint32_t closure_add(Program *program, Closure closure) {
  uint64_t key = number_hash(closure.function) ^ number_hash(closure.maker) << 1 ^
                 number_hash(closure.given.a + closure.given.kind) << 2 ^
                 number_hash(closure.given.b) << 3 ^ number_hash(closure.module) << 4 ^
                 number_hash(closure.call) << 5 ^ number_hash(closure.outer) << 6;
  uint32_t fresh = (uint32_t)program->closures.count;
  uint32_t number = *map_insert(program->arena, &program->closure_index, key, fresh);
  if (number == fresh) array_push(program->arena, &program->closures, closure);
  return number;
}

static bool is_nested(Program *program, Value value, FunctionId maker) {
  if (value.kind != VALUE_FUNCTION && value.kind != VALUE_WRAPPED) return false;
  const Function *inner = &program->functions.at[value.a].public;
  const Function *outer = &program->functions.at[maker].public;
  return inner->module == outer->module && function_scope(program, value.a)->parent == outer->scope;
}

// What the maker returns, together with what it was called with; VALUE_NONE when that is no nested
// function. `made` says how it was called.
static Value close_over(Program *program, Value returned, Closure made) {
  if (is_nested(program, returned, made.maker)) {
    made.function = returned.a;
    return (Value){.kind = VALUE_CLOSURE, .a = closure_add(program, made)};
  }
  if (returned.kind != VALUE_CLOSURE) return (Value){.kind = VALUE_NONE};
  // It calls another maker, perhaps with its own parameters.
  Closure inner = program->closures.at[returned.a];
  if (inner.outer != 0) return (Value){.kind = VALUE_NONE};
  made.function = FUNCTION_NONE;
  inner.outer = closure_add(program, made) + 1;
  return (Value){.kind = VALUE_CLOSURE, .a = closure_add(program, inner)};
}

// ---- Decorators ---------------------------------------------------------------------------------

// Whether a function gives back a nested one: what `@retry(times=3)` returns, not what that
// returns.
static bool returns_nested(Program *program, FunctionId function) {
  Values returned = function_returns(program, function);
  for (uint8_t i = 0; i < returned.count; i++)
    if (is_nested(program, returned.at[i], function) || returned.at[i].kind == VALUE_CLOSURE)
      return true;
  return false;
}

static FunctionId called_function(Program *program, Value value) {
  if (value.kind == VALUE_FUNCTION) return value.a;
  if (value.kind == VALUE_CLOSURE) return program->closures.at[value.a].function;
  if (value.kind != VALUE_PARTIAL) return FUNCTION_NONE;
  Value callee = program->partials.at[value.a].callee;
  return callee.kind == VALUE_FUNCTION ? callee.a : FUNCTION_NONE;
}

// The decorator among what a call of it with arguments may give, which may be what it puts around a
// function, too: `def slow(f=None, *, seconds=1)`.
static Value decorator_among(Program *program, Values applied) {
  if (applied.count == 1) return applied.at[0];
  for (uint8_t i = 0; i < applied.count; i++) {
    FunctionId function = called_function(program, applied.at[i]);
    if (function != FUNCTION_NONE && returns_nested(program, function)) return applied.at[i];
  }
  return (Value){.kind = VALUE_NONE};
}

// Whether a value is a function that gives what stands beside it: the decorator that is meant where
// the maker is called without a function, `return lambda f: Wrapper(f)` beside `return Wrapper(f)`.
static bool gives_other(Program *program, Values returned, uint8_t index) {
  FunctionId function = called_function(program, returned.at[index]);
  if (function == FUNCTION_NONE) return false;
  Values given = function_returns(program, function);
  if (given.count != 1 || given.at[0].kind != VALUE_INSTANCE) return false;
  for (uint8_t i = 0; i < returned.count; i++)
    if (i != index && returned.at[i].kind == VALUE_INSTANCE && returned.at[i].a == given.at[0].a)
      return true;
  return false;
}

// What a decorator may return for a function.
static Values returned_directly(Program *program, FunctionId maker) {
  Values returned = function_returns(program, maker);
  Values direct = returned;
  direct.count = 0;
  for (uint8_t i = 0; i < returned.count; i++)
    if (!gives_other(program, returned, i)) direct.at[direct.count++] = returned.at[i];
  return direct;
}

// What a decorator returns for a function: of a wrapper for coroutine functions and one for others
// the one that fits. VALUE_NONE when that is not known.
static Value returned_for(Program *program, FunctionId maker, bool is_async) {
  Values returned = returned_directly(program, maker);
  if (returned.is_open) return (Value){.kind = VALUE_NONE};
  if (returned.count == 1) return returned.at[0];
  Value found = {.kind = VALUE_NONE};
  bool may_keep = false;
  uint32_t fitting = 0;
  for (uint8_t i = 0; i < returned.count; i++) {
    Value value = returned.at[i];
    FunctionId function = called_function(program, value);
    may_keep |= value.kind == VALUE_PARAMETER;
    if (value.kind == VALUE_PARTIAL || function == FUNCTION_NONE) continue;
    if (value.kind == VALUE_FUNCTION && returns_nested(program, function)) continue;
    bool is_other = function_state(program, function)->public.is_async != is_async;
    // `if iscoroutinefunction(f): return f`, and a coroutine function made of others.
    if (is_other && (!may_keep || is_async)) continue;
    found = value;
    fitting++;
  }
  bool is_sure = fitting == 1 && (!may_keep || !is_async);
  if (may_keep && is_sure)
    is_sure = function_state(program, called_function(program, found))->public.is_async;
  return is_sure ? found : (Value){.kind = VALUE_NONE};
}

static FunctionId method_of(Program *program, ClassId class_id, Str name) {
  Values method = class_method(program, class_id, name);
  bool is_own = method.count == 1 && method.at[0].kind == VALUE_FUNCTION;
  return is_own ? method.at[0].a : FUNCTION_NONE;
}

// `@Traced`: an instance takes the place of the function, which it was given when it was made.
static Wrapping wrap_by_class(Program *program, ClassId class_id, Value *value) {
  FunctionId init = method_of(program, class_id, STR("__init__"));
  FunctionId call = method_of(program, class_id, STR("__call__"));
  FunctionId get = method_of(program, class_id, STR("__get__"));
  FunctionId runs = call != FUNCTION_NONE ? call : get;
  if (init == FUNCTION_NONE || runs == FUNCTION_NONE) return WRAPPING_UNKNOWN;
  Closure made = {.function = runs, .maker = init, .given = *value, .given_index = 1};
  *value = (Value){.kind = VALUE_WRAPPED, .a = value->a, .b = closure_add(program, made)};
  return call != FUNCTION_NONE ? WRAPPING_CALLED : WRAPPING_READ;
}

// ---- Decorators that run a loop -----------------------------------------------------------------

// Calls in a decorator that are looked at for one that runs a loop.
#define RUNNER_MAX_EXPRS 1024

static bool runs_loop(Program *program, ModuleId module, ExprId callee) {
  Values values = evaluate(program, module, callee);
  if (values.count != 1 || values.at[0].kind != VALUE_LIBRARY) return false;
  const KnowledgeEntry *entry = symbol_entry(program, values.at[0].a);
  return entry && entry->runs_loop;
}

// The name that stands for the result of a call; 0 when it goes elsewhere.
static NameId name_for(const Summary *summary, ExprId call) {
  if (summary->exprs[call].use != USE_BOUND) return 0;
  for (BindingId at = 0; at < summary->bindings_count; at++) {
    const Binding *binding = &summary->bindings[at];
    if (binding->kind == BINDING_ASSIGN && binding->value == call && binding->unpack == 0)
      return binding->name;
  }
  return 0;
}

static bool is_parameter(Value value, FunctionId maker, uint32_t index) {
  return value.kind == VALUE_PARAMETER && value.a == maker && value.b == index;
}

// Whether a value is the function that a decorator was given, with or without arguments.
static bool is_given_function(Program *program, Values values, FunctionId maker, uint32_t index) {
  if (values.count != 1) return false;
  Value value = values.at[0];
  if (value.kind == VALUE_PARTIAL) value = program->partials.at[value.a].callee;
  return is_parameter(value, maker, index);
}

// `anyio.run(f, *args)`, `trio.run(partial(f, *args))`: the library calls it.
static bool has_called_by_loop(Program *program, FunctionId maker, uint32_t index) {
  ModuleId module = function_state(program, maker)->public.module;
  const Summary *summary = summary_of(program, module);
  const Scope *scope = function_scope(program, maker);
  for (ExprId at = scope->begin; at < scope->end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind != EXPR_CALL || expr->c == 0 || !runs_loop(program, module, expr->a)) continue;
    Values given = evaluate(program, module, summary->arguments[expr->b].value);
    if (is_given_function(program, given, maker, index)) return true;
  }
  return false;
}

// `asyncio.run(f(*args))` in the wrapper, or `made = f(*args)` and then `asyncio.run(made)`: the
// decorator runs a loop for the coroutine, and nobody else gets it.
static bool runs_loop_for(Program *program, FunctionId maker, uint32_t index) {
  ModuleId module = function_state(program, maker)->public.module;
  const Summary *summary = summary_of(program, module);
  const Scope *scope = function_scope(program, maker);
  if (index >= scope->parameter_count || scope->end - scope->begin > RUNNER_MAX_EXPRS) return false;
  ExprId made = only_call_of(summary, scope, summary->parameters[scope->parameters + index].name);
  if (made == 0) return has_called_by_loop(program, maker, index);
  NameId name = name_for(summary, made);
  bool is_run = false;
  for (ExprId at = made + 1; at < scope->end; at++) {
    const Expr *expr = &summary->exprs[at];
    bool is_named = name != 0 && expr_is_name(expr, name);
    if (is_named && (expr->use == USE_RETURNED || expr->use == USE_AWAITED)) return false;
    for (uint32_t i = 0; expr->kind == EXPR_CALL && i < expr->c; i++) {
      ExprId value = summary->arguments[expr->b + i].value;
      const Expr *passed = &summary->exprs[value];
      bool is_made = value == made || (name != 0 && expr_is_name(passed, name));
      is_run |= is_made && runs_loop(program, module, expr->a);
    }
  }
  return is_run;
}

// The name leads to the wrapper from now on, so who wants the coroutine comes by it.
static void note_runner(Program *program, FunctionId function, FunctionId maker, uint32_t index) {
  if (!function_state(program, function)->public.is_async) return;
  if (!runs_loop_for(program, maker, index)) return;
  solo_mark(program, function, SOLO_MAIN);
  function_state(program, function)->begun |= BEGUN_BY_DECORATOR;
}

Wrapping closure_decorate(Program *program, Values applied, Value *value) {
  if (value->kind != VALUE_FUNCTION && value->kind != VALUE_WRAPPED) return WRAPPING_NONE;
  Value decorator = decorator_among(program, applied);
  if (decorator.kind == VALUE_CLASS) return wrap_by_class(program, decorator.a, value);
  FunctionId maker = called_function(program, decorator);
  uint32_t index = decorator.kind == VALUE_FUNCTION && decorator.b != 0 ? 1 : 0; // behind self
  if (decorator.kind == VALUE_INSTANCE) {
    maker = method_of(program, decorator.a, STR("__call__"));
    index = 1;
  }
  if (maker == FUNCTION_NONE || function_state(program, maker)->public.is_async)
    return WRAPPING_UNKNOWN;
  note_runner(program, value->a, maker, index);
  Value returned = returned_for(program, maker, function_state(program, value->a)->public.is_async);
  if (returned.kind == VALUE_PARAMETER && returned.a == maker && returned.b == index)
    return WRAPPING_NONE;
  Closure made = {.maker = maker,
                  .given = *value,
                  .given_index = index,
                  .outer = decorator.kind == VALUE_CLOSURE ? decorator.a + 1 : 0};
  Value wrapper = close_over(program, returned, made);
  if (wrapper.kind != VALUE_CLOSURE) return WRAPPING_UNKNOWN;
  if (memo_keeps(program, maker, program->closures.at[wrapper.a].function, index))
    function_state(program, value->a)->is_memo = true;
  *value = (Value){.kind = VALUE_WRAPPED, .a = value->a, .b = wrapper.a};
  return WRAPPING_CALLED;
}

// ---- Factories ----------------------------------------------------------------------------------

static bool may_be_called(Value value) {
  return value.kind == VALUE_FUNCTION || value.kind == VALUE_WRAPPED ||
         value.kind == VALUE_CLOSURE || value.kind == VALUE_PARTIAL ||
         value.kind == VALUE_LIBRARY || value.kind == VALUE_PARAMETER;
}

static bool takes_callable(Program *program, ModuleId module, ExprId call) {
  const Summary *summary = summary_of(program, module);
  for (uint32_t i = 0; i < summary->exprs[call].c; i++) {
    Values values;
    ExprId argument = summary->arguments[summary->exprs[call].b + i].value;
    if (summary->exprs[argument].kind == EXPR_LITERAL) continue;
    if (!evaluate_known(program, module, argument, &values)) continue;
    for (uint8_t k = 0; k < values.count; k++)
      if (may_be_called(values.at[k])) return true;
  }
  return false;
}

Values closures_of_call(Program *program, Value callee, ModuleId module, ExprId call,
                        Values returned) {
  Closure made = {.maker = called_function(program, callee),
                  .module = module,
                  .call = call,
                  .is_bound = callee.kind == VALUE_FUNCTION && callee.b != 0,
                  .outer = callee.kind == VALUE_CLOSURE ? callee.a + 1 : 0};
  for (uint8_t i = 0; i < returned.count; i++) {
    Value value = returned.at[i];
    bool is_made = value.kind == VALUE_CLOSURE || is_nested(program, value, made.maker);
    if (!is_made || value.kind == VALUE_WRAPPED) continue;
    if (!made.outer && !takes_callable(program, module, call)) return returned;
    Value closure = close_over(program, value, made);
    if (closure.kind == VALUE_CLOSURE) returned.at[i] = closure;
  }
  return returned;
}

// ---- What is closed over ------------------------------------------------------------------------

// Calls around calls that are looked through for one value.
#define CLOSURES_MAX_AROUND 8

Values closure_given(Program *program, uint32_t closure, FunctionId owner, uint32_t index) {
  uint32_t at = closure + 1;
  for (int around = 0; at != 0 && around < CLOSURES_MAX_AROUND; around++) {
    Closure made = program->closures.at[at - 1];
    at = made.outer;
    if (made.maker != owner) continue;
    Values given = values_unknown();
    if (made.call == 0) {
      if (index == made.given_index) given = values_one(VALUE_NONE, 0, 0);
      if (index == made.given_index) given.at[0] = made.given;
    } else {
      ArgumentMatch match =
          argument_for_parameter(program, made.module, made.call, owner, index, made.is_bound);
      if (match.value) given = evaluate(program, made.module, match.value);
    }
    if (given.count != 1 || given.at[0].kind != VALUE_PARAMETER) return given;
    owner = given.at[0].a; // a parameter of the function around
    index = given.at[0].b;
  }
  return values_unknown();
}
