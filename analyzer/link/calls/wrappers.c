// Calling functions that decorators have put wrappers around, and closures: what the wrappers do,
// from the outermost to the function itself, as far as each calls what it was put around.
#include "link/calls/calls.h"

// Wrappers around wrappers that are followed.
#define LAYERS_MAX 8

typedef struct Layers { // one call of a function with wrappers
  Walk *walk;
  ExprId site;
  FunctionId original;
  Confidence confidence;
  CallHow how;
  Values result;
} Layers;

static bool is_layer_of(Value value, FunctionId original) {
  return (value.kind == VALUE_FUNCTION || value.kind == VALUE_WRAPPED) && value.a == original;
}

// What a closure does with what it closes over; in `inner` the layer of `original` that it calls,
// or VALUE_NONE.
static void walk_closed(Walk *walk, ExprId site, uint32_t closure, FunctionId original,
                        Value *inner) {
  Program *program = walk->program;
  FunctionId function = program->closures.at[closure].function;
  function_walk(program, function);
  if (walk->closed >= LAYERS_MAX) return; // one may close over itself: `step = timed(step)`
  walk->closed++;
  for (uint32_t i = 0; i < function_state(program, function)->use_count; i++) {
    ParameterUse use = function_state(program, function)->uses[i];
    if (use.owner == function || use.rest) continue;
    Values given = closure_given(program, closure, use.owner, use.index);
    bool is_layer = given.count == 1 && is_layer_of(given.at[0], original);
    if (!is_layer)
      walk_given(walk, site, NULL, use.role, given);
    else if (use.role == ROLE_CALLED)
      *inner = given.at[0];
  }
  walk->closed--;
}

static void walk_managers(Walk *walk, ExprId site, FunctionId function, Confidence confidence) {
  Program *program = walk->program;
  const Scope *scope = function_scope(program, function);
  ModuleId module = function_state(program, function)->public.module;
  const Summary *summary = summary_of(program, module);
  for (uint32_t i = 0; i < scope->decorator_count; i++) {
    Values manager = evaluate(program, module, summary->operands[scope->decorators + i]);
    if (decorator_is_entered(program, manager))
      walk_enter(walk, site, values_less_sure(manager, confidence));
  }
}

void walk_around(Walk *walk, ExprId site, FunctionId function, Confidence confidence) {
  const FunctionState *state = function_state(walk->program, function);
  bool is_managed = state->is_managed;
  if (state->between != 0) {
    // Only what has failed is tried again.
    Confidence seldom = confidence_least(confidence, CONFIDENCE_PROBABLE);
    Value decorator = {.kind = VALUE_LIBRARY, .a = state->between - 1};
    walk_callee(walk, site, decorator, seldom, CALL_DECORATOR);
  }
  if (is_managed) walk_managers(walk, site, function, confidence);
}

static void record_original(Layers *layers) {
  Walk *walk = layers->walk;
  walk_record(walk,
              walk_call_of(walk->program, layers->site, layers->original, layers->how,
                           layers->confidence, layers->result),
              EFFECT_NONE);
  walk_around(walk, layers->site, layers->original, layers->confidence);
  const FunctionState *state = function_state(walk->program, layers->original);
  bool is_bound = function_takes_self(state);
  if (!state->public.is_async) function_enqueue(walk->program, layers->original);
  if (call_has_arguments(layers->how))
    walk_parameters(walk, layers->site, layers->original, is_bound);
}

// An async wrapper makes calling the original make a coroutine; what the wrapper does is its own
// affair then, a coroutine like others. A sync wrapper runs here.
static void record_wrapper(Layers *layers, FunctionId wrapper) {
  Walk *walk = layers->walk;
  Program *program = walk->program;
  function_enqueue(program, wrapper);
  bool is_async = function_state(program, wrapper)->public.is_async;
  Call call = walk_call_of(program, layers->site, is_async ? layers->original : wrapper,
                           is_async ? layers->how : CALL_DECORATOR, layers->confidence,
                           is_async ? layers->result : values_unknown());
  call.is_deferred = is_async;
  walk_record(walk, call, EFFECT_NONE);
  if (!is_async) return;
  layers->how = CALL_PASSED;
  layers->result = values_unknown();
}

// The layer of `original` that a wrapper calls, or VALUE_NONE.
static Value called_layer(Program *program, uint32_t closure, FunctionId original) {
  FunctionId function = program->closures.at[closure].function;
  function_walk(program, function);
  for (uint32_t i = 0; i < function_state(program, function)->use_count; i++) {
    ParameterUse use = function_state(program, function)->uses[i];
    if (use.owner == function || use.role != ROLE_CALLED || use.rest) continue;
    Values given = closure_given(program, closure, use.owner, use.index);
    if (given.count == 1 && is_layer_of(given.at[0], original)) return given.at[0];
  }
  return (Value){.kind = VALUE_NONE};
}

bool wrapped_runs_here(Program *program, Value wrapped) {
  Value layer = wrapped;
  for (int depth = 0; layer.kind == VALUE_WRAPPED && depth < LAYERS_MAX; depth++)
    layer = called_layer(program, layer.b, wrapped.a);
  return layer.kind == VALUE_FUNCTION;
}

void walk_wrapped(Walk *walk, ExprId site, Value callee, Confidence confidence, CallHow how) {
  Program *program = walk->program;
  if (walk_own(walk, site, callee.a, confidence, how)) return;
  Values one = {.at = {callee}, .count = 1, .confidence = CONFIDENCE_RESOLVED};
  Layers layers = {walk, site, callee.a, confidence, how, called_values(program, one)};
  Value layer = callee;
  for (int depth = 0; layer.kind == VALUE_WRAPPED && depth < LAYERS_MAX; depth++) {
    FunctionId wrapper = program->closures.at[layer.b].function;
    Value inner = {.kind = VALUE_NONE};
    record_wrapper(&layers, wrapper);
    walk_closed(walk, site, layer.b, callee.a, &inner);
    if (function_state(program, wrapper)->is_aware) layers.confidence = CONFIDENCE_POSSIBLE;
    layer = inner;
  }
  bool is_async = function_state(program, callee.a)->public.is_async;
  if (layer.kind == VALUE_FUNCTION || is_async) record_original(&layers);
}

void walk_closure(Walk *walk, ExprId site, uint32_t closure, Confidence confidence, CallHow how) {
  FunctionId function = walk->program->closures.at[closure].function;
  Value made = {.kind = VALUE_FUNCTION, .a = function};
  walk_callee(walk, site, made, confidence, how);
  if (function_state(walk->program, function)->public.is_async) return;
  Value inner = {.kind = VALUE_NONE};
  walk_closed(walk, site, closure, FUNCTION_NONE, &inner);
}
