// What comes through `*args` and `**kwargs`: `def load(*args, **kwargs): return read(*args,
// **kwargs)` asks its callers for what guards `read`, under the names and at the places that `read`
// has.
#include "link/effects.h"
#include "link/types/containers.h"

// Expressions of a function that are looked at for other uses of its `kwargs`.
#define BODY_MAX_EXPRS 2000

static bool takes_self(const FunctionState *function) {
  return function->owner != CLASS_NONE && function->decoration != DECORATION_STATIC;
}

// ---- What a call passes -------------------------------------------------------------------------

// The value under a text in a dict display that is complete; 0 when it is none, or not there.
static ExprId display_value(Program *program, Value display, Str key) {
  const Summary *summary = summary_of(program, display.a);
  const Expr *expr = &summary->exprs[display.b];
  bool is_whole = display.kind == VALUE_CONTAINER && display.detail == DISPLAY_ITSELF &&
                  expr->kind == EXPR_CONTAINER && expr->c == CONTAINER_DICT &&
                  display_filled(program, display)->count == 0;
  for (uint32_t i = 0; is_whole && i + 1 < expr->b; i += 2) {
    const ExprId *pair = summary->operands + expr->a + i;
    if (pair[0] == 0) return 0;
    const Expr *at = &summary->exprs[pair[0]];
    bool is_text = at->kind == EXPR_LITERAL && at->a == LITERAL_STRING;
    if (is_text && str_equal(summary_name(summary, at->b), key)) return pair[1];
  }
  return 0;
}

Passed passed_spread(Program *program, ModuleId module, ExprId call, Str name) {
  const Summary *summary = summary_of(program, module);
  const Expr *expr = &summary->exprs[call];
  for (uint32_t i = 0; i < expr->c && name.size > 0; i++) {
    const Expr *spread = &summary->exprs[summary->arguments[expr->b + i].value];
    if (spread->kind != EXPR_STARRED || !spread->b) continue;
    Values values = evaluate(program, module, spread->a);
    if (values.count != 1 || values.is_open || values.at[0].kind != VALUE_CONTAINER) continue;
    ExprId value = display_value(program, values.at[0], name);
    if (value) return (Passed){values.at[0].a, value, false};
  }
  return (Passed){0};
}

Passed passed_hidden(Program *program, const Call *call, uint16_t number) {
  Hidden hidden = program->effects->hidden.at[number];
  ModuleId module = program->functions.at[call->caller].public.module;
  if (expr_of(program, module, call->site)->kind != EXPR_CALL) return (Passed){0};
  ArgumentMatch match = argument_find(program, module, call->site, hidden.position, hidden.name);
  if (match.value) return (Passed){module, match.value, false};
  if (match.is_unknown) return passed_spread(program, module, call->site, hidden.name);
  return (Passed){hidden.home, hidden.fallback, true};
}

// ---- Passing on ---------------------------------------------------------------------------------

// The parameter of the callee that a guard is about, as a call names it.
static Hidden guarded_parameter(const Program *program, const Call *call, const Guard *guard) {
  if (guard->parameter == GUARD_HIDDEN) return program->effects->hidden.at[guard->hidden];
  const FunctionState *callee = &program->functions.at[call->callee];
  ModuleId home = callee->public.module;
  const Summary *summary = summary_of(program, home);
  const Scope *scope = &summary->scopes[callee->public.scope];
  const Parameter *parameter = &summary->parameters[scope->parameters + guard->parameter];
  Hidden named = {.position = KEYWORD_ONLY, .home = home, .fallback = parameter->fallback};
  if (parameter->kind != PARAMETER_POSITIONAL_ONLY)
    named.name = summary_name(summary, parameter->name);
  if (parameter->kind <= PARAMETER_PLAIN)
    named.position = (int)guard->parameter - takes_self(callee);
  return named;
}

// How many arguments a caller gives to a function by place before those in its `*args`.
static int own_places(const Program *program, const FunctionState *function) {
  const Summary *summary = summary_of(program, function->public.module);
  const Scope *scope = &summary->scopes[function->public.scope];
  int places = 0;
  for (uint32_t i = 0; i < scope->parameter_count; i++)
    places += summary->parameters[scope->parameters + i].kind <= PARAMETER_PLAIN;
  return places - takes_self(function);
}

static bool has_name(const Program *program, const FunctionState *function, Str name) {
  const Summary *summary = summary_of(program, function->public.module);
  const Scope *scope = &summary->scopes[function->public.scope];
  for (uint32_t i = 0; i < scope->parameter_count; i++) {
    const Parameter *parameter = &summary->parameters[scope->parameters + i];
    bool is_named = parameter->kind == PARAMETER_PLAIN || parameter->kind == PARAMETER_KEYWORD_ONLY;
    if (is_named && str_equal(summary_name(summary, parameter->name), name)) return true;
  }
  return false;
}

// Whether a function does nothing with a parameter but pass it on whole.
static bool is_only_passed_on(const Summary *summary, const Scope *scope, NameId name) {
  if (scope->end - scope->begin > BODY_MAX_EXPRS) return false;
  for (ExprId at = scope->begin; at < scope->end; at++) {
    const Expr *expr = &summary->exprs[at];
    bool is_changed = expr->use == USE_OBJECT || expr->use == USE_SUBSCRIPTED;
    if (expr->kind == EXPR_NAME && expr->a == name && is_changed) return false;
  }
  return true;
}

// What of a call's arguments is the caller's own `*args` and `**kwargs`.
typedef struct Forward {
  int places;   // arguments before `*args`
  bool is_star; //
  bool is_double_star;
} Forward;

// False where anything else is spread there.
static bool read_forward(Program *program, const Call *call, Forward *out) {
  const Function *caller = &program->functions.at[call->caller].public;
  const Summary *summary = summary_of(program, caller->module);
  const Scope *scope = &summary->scopes[caller->scope];
  const Expr *expr = &summary->exprs[call->site];
  if (expr->kind != EXPR_CALL || summary->flags & SUMMARY_C) return false;
  for (uint32_t i = 0; i < expr->c; i++) {
    const Argument *argument = &summary->arguments[expr->b + i];
    const Expr *value = &summary->exprs[argument->value];
    if (value->kind != EXPR_STARRED) {
      out->places += argument->keyword == 0 && !out->is_star;
      continue;
    }
    uint32_t own = guards_parameter(program, caller->module, caller->scope, value->a);
    if (own == UINT32_MAX) return false;
    const Parameter *parameter = &summary->parameters[scope->parameters + own];
    ParameterKind kind = value->b ? PARAMETER_DOUBLE_STAR : PARAMETER_STAR;
    if (parameter->kind != kind || !is_only_passed_on(summary, scope, parameter->name))
      return false;
    out->is_star |= kind == PARAMETER_STAR;
    out->is_double_star |= kind == PARAMETER_DOUBLE_STAR;
  }
  return out->is_star || out->is_double_star;
}

static uint16_t keep(Program *program, Hidden hidden) {
  EffectTable *table = program->effects;
  for (uint32_t i = 0; i < table->hidden.count; i++) {
    const Hidden *known = &table->hidden.at[i];
    if (known->position == hidden.position && known->home == hidden.home &&
        known->fallback == hidden.fallback && str_equal(known->name, hidden.name))
      return (uint16_t)i;
  }
  array_push(program->arena, &table->hidden, hidden);
  return (uint16_t)(table->hidden.count - 1);
}

// Such parameters of a program; beyond them calls count as reached oftener than they are.
#define HIDDEN_MAX 4096

bool guard_hide(Program *program, const Call *call, Guard *guard) {
  Forward forward = {0};
  if (!program->effects || program->effects->hidden.count >= HIDDEN_MAX) return false;
  if (!read_forward(program, call, &forward)) return false;
  const FunctionState *caller = &program->functions.at[call->caller];
  Hidden hidden = guarded_parameter(program, call, guard);
  bool is_among = forward.is_star && hidden.position >= forward.places;
  hidden.position =
      is_among ? own_places(program, caller) + hidden.position - forward.places : KEYWORD_ONLY;
  if (!forward.is_double_star || has_name(program, caller, hidden.name)) hidden.name = STR("");
  if (hidden.name.size == 0 && hidden.position == KEYWORD_ONLY) return false;
  guard->parameter = GUARD_HIDDEN;
  guard->hidden = keep(program, hidden);
  return true;
}
