// Whether a function takes what a call writes for it. Where it does not, the call raises TypeError
// before anything of the function runs, or means another one of that name.
#include "link/calls/calls.h"

typedef struct Given { // by a call
  const Summary *summary;
  const Argument *at;
  uint32_t count;
  uint32_t by_position, by_name;
} Given;

// False where it is not written what is given: `*args`, `**options`, an argument that was cut off.
static bool read_given(const Summary *summary, ExprId call, Given *out) {
  const Expr *expr = &summary->exprs[call];
  *out = (Given){.summary = summary, .at = &summary->arguments[expr->b], .count = expr->c};
  if (expr->kind != EXPR_CALL || expr->c >= CALL_MAX_ARGUMENTS) return false;
  for (uint32_t i = 0; i < expr->c; i++) {
    if (summary->exprs[out->at[i].value].kind == EXPR_STARRED) return false;
    out->by_position += out->at[i].keyword == 0;
    out->by_name += out->at[i].keyword != 0;
  }
  return true;
}

static bool is_given(const Given *given, const Summary *home, const Parameter *parameter) {
  Str name = summary_name(home, parameter->name);
  for (uint32_t i = 0; i < given->count; i++)
    if (given->at[i].keyword != 0 &&
        str_equal(summary_name(given->summary, given->at[i].keyword), name))
      return true;
  return false;
}

// Only what changes nothing about its parameters has been put around it.
static bool has_own_parameters(const FunctionState *state, const Scope *scope) {
  if (scope->decorator_count == 0) return true;
  return scope->decorator_count == 1 &&
         (state->decoration == DECORATION_STATIC || state->decoration == DECORATION_CLASS);
}

// Whether a function can be called with that, `self` included in what is given by position.
static bool takes(const Summary *home, const Scope *scope, const Given *given) {
  uint32_t taken = 0, named = 0;
  bool takes_more = false, takes_any_name = false;
  for (uint32_t i = 0; i < scope->parameter_count; i++) {
    const Parameter *parameter = &home->parameters[scope->parameters + i];
    takes_more |= parameter->kind == PARAMETER_STAR;
    takes_any_name |= parameter->kind == PARAMETER_DOUBLE_STAR;
    if (parameter->kind == PARAMETER_STAR || parameter->kind == PARAMETER_DOUBLE_STAR) continue;
    bool is_placed = parameter->kind != PARAMETER_KEYWORD_ONLY && taken < given->by_position;
    bool is_named =
        parameter->kind != PARAMETER_POSITIONAL_ONLY && is_given(given, home, parameter);
    bool is_missing = !is_placed && !is_named && parameter->fallback == 0;
    if (is_missing || (is_placed && is_named)) return false;
    taken += is_placed;
    named += is_named;
  }
  return (takes_any_name || named == given->by_name) && (takes_more || taken == given->by_position);
}

// Whether a function that no class defines is what an object has under a name: `self.handler(x)`.
static bool is_kept_by_object(const Walk *walk, ExprId site, const FunctionState *state) {
  if (state->owner != CLASS_NONE) return false;
  const Expr *callee = &walk->summary->exprs[walk->summary->exprs[site].a];
  if (callee->kind != EXPR_ATTRIBUTE) return false;
  Values receiver = evaluate(walk->program, walk->module, callee->a);
  for (uint8_t i = 0; i < receiver.count; i++)
    if (receiver.at[i].kind == VALUE_INSTANCE) return true;
  return false;
}

bool call_fits(const Walk *walk, ExprId site, Value callee) {
  const FunctionState *state = function_state(walk->program, callee.a);
  const Summary *home = summary_of(walk->program, state->public.module);
  const Scope *scope = function_scope(walk->program, callee.a);
  Given given = {0};
  if (home->flags & (SUMMARY_C | SUMMARY_STUB_FILE)) return true;
  if (!has_own_parameters(state, scope) || !read_given(walk->summary, site, &given)) return true;
  bool is_bound = callee.b != 0;
  if (!is_bound && takes(home, scope, &given)) return true;
  // Whether a function is bound is not always known: `_load = load` in the body of a class.
  given.by_position++;
  bool may_be_bound =
      is_bound || function_takes_self(state) || is_kept_by_object(walk, site, state);
  return takes(home, scope, &given) && may_be_bound;
}

bool construction_fits(const Walk *walk, ExprId site, ClassId class_id, Value constructor) {
  Program *program = walk->program;
  const Class *class = &program->classes.at[class_id];
  const Summary *home = summary_of(program, class->module);
  return call_fits(walk, site, constructor) || home->scopes[class->scope].decorator_count > 0 ||
         class_has_metaclass(program, class_id);
}
