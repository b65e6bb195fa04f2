// Caches that are asked for the same each time: by literals, or by what a program is configured
// with. What fills them is done once.
#include "link/doubts/doubts.h"

// How deep an argument is looked into: `get_config().cache.host`.
#define SETTING_MAX_DEPTH 6

// Whether a function always gives the same: one without parameters whose result is kept.
static bool is_kept_function(Program *program, ModuleId module, ExprId callee) {
  Values values = evaluate(program, module, callee);
  if (values.count != 1 || values.at[0].kind != VALUE_FUNCTION) return false;
  FunctionId id = values.at[0].a;
  return function_is_memo(program, id) && function_scope(program, id)->parameter_count == 0;
}

static bool is_given_name(const Summary *summary, ExprId fallback) {
  const Expr *expr = &summary->exprs[fallback];
  return fallback != 0 && expr_is_literal(expr, LITERAL_STRING);
}

typedef struct Asking { // a call of a cache
  Program *program;
  const Summary *summary;
  ModuleId module;
  ScopeId scope; // of the caller
} Asking;

static bool is_setting(const Asking *asking, ExprId value, int depth);

// A variable that holds a setting, or an argument that names one of a few: `kind="default"`.
static bool is_setting_name(const Asking *asking, const Expr *name, int depth) {
  Atom atom = atom_of(asking->program, asking->module, name->a);
  BindingList list = scope_bindings(asking->program, asking->module, asking->scope, atom);
  if (list.count != 1) return false;
  const Binding *binding = &asking->summary->bindings[list.at[0]];
  if (binding->kind == BINDING_PARAMETER)
    return is_given_name(asking->summary, asking->summary->parameters[binding->extra].fallback);
  bool is_plain = binding->kind == BINDING_ASSIGN && binding->unpack == 0 && binding->value != 0;
  return is_plain && is_setting(asking, binding->value, depth);
}

// Whether a value is the same each time, as what a program is configured with.
static bool is_setting(const Asking *asking, ExprId value, int depth) {
  const Expr *expr = &asking->summary->exprs[value];
  if (expr->kind == EXPR_LITERAL) return true;
  if (depth == SETTING_MAX_DEPTH) return false;
  if (expr->kind == EXPR_STARRED || expr->kind == EXPR_ATTRIBUTE)
    return is_setting(asking, expr->a, depth + 1);
  if (expr->kind == EXPR_NAME) return is_setting_name(asking, expr, depth + 1);
  if (expr->kind != EXPR_CALL || expr->c > 0) return false;
  const Expr *callee = &asking->summary->exprs[expr->a];
  if (is_kept_function(asking->program, asking->module, expr->a)) return true;
  return callee->kind == EXPR_ATTRIBUTE && is_setting(asking, callee->a, depth + 1);
}

static bool passes_settings(const Asking *asking, const Expr *call) {
  for (uint32_t i = 0; i < call->c; i++)
    if (!is_setting(asking, asking->summary->arguments[call->b + i].value, 0)) return false;
  return true;
}

// `@lru_cache(maxsize=2)`: who keeps so few results expects no other questions.
#define KEPT_FEW 4

static bool keeps_few(Program *program, const FunctionState *callee) {
  const Function *public = &callee->public;
  const Summary *summary = summary_of(program, public->module);
  const Scope *scope = &summary->scopes[public->scope];
  for (uint32_t i = 0; i < scope->decorator_count; i++) {
    ExprId decorator = summary->operands[scope->decorators + i];
    if (summary->exprs[decorator].kind != EXPR_CALL) continue;
    ArgumentMatch size = argument_find(program, public->module, decorator, 0, STR("maxsize"));
    if (size.value == 0) continue;
    const Expr *literal = &summary->exprs[size.value];
    if (!expr_is_literal(literal, LITERAL_INT)) continue;
    uint32_t kept = summary_int(summary, size.value);
    if (kept > 0 && kept <= KEPT_FEW) return true;
  }
  return false;
}

// A cache with a key that is asked for the same each time, `create_app()` and
// `create_engine(get_config().url)`, is filled once.
static bool asks_for_same(Program *program, const Call *call) {
  if (call->callee == FUNCTION_NONE || call->how != CALL_PLAIN) return false;
  const FunctionState *callee = function_state(program, call->callee);
  bool is_bound = function_takes_self(callee) && callee->decoration != DECORATION_CLASS;
  if (is_bound || (!callee->is_cache && !callee->is_memo)) return false; // called: asked
  if (function_is_memo(program, call->callee) && keeps_few(program, callee)) return true;
  const Function *caller = program_function(program, call->caller);
  const Summary *summary = summary_of(program, caller->module);
  const Asking asking = {program, summary, caller->module, caller->scope};
  const Expr *site = &summary->exprs[call->site];
  return site->kind == EXPR_CALL && passes_settings(&asking, site);
}

void settings_settle(Program *program) {
  for (size_t i = 0; i < program->leading.count; i++) {
    Call *call = &program->calls.at[program->leading.at[i]];
    if (asks_for_same(program, call))
      call->confidence = confidence_least(call->confidence, CONFIDENCE_PROBABLE);
  }
}
