// What a function takes out of its `**kwargs`: `mode = kwargs.get("mode")` is a parameter of that
// name, as long as nothing has changed the dict before.
#include "link/guards/guards.h"

// Expressions of a function that are looked at for other uses of its `kwargs`.
#define TAKEN_MAX_EXPRS 2000

// Expressions between a name and the call of its method, `kwargs.pop("mode", None)`.
#define METHOD_MAX_AHEAD 6

static bool is_text(const Summary *summary, ExprId expr, Str text) {
  const Expr *at = &summary->exprs[expr];
  return expr_is_literal(at, LITERAL_STRING) &&
         (text.size == 0 || str_equal(summary_name(summary, at->b), text));
}

static bool is_other_text(const Summary *summary, ExprId expr, Str text) {
  return is_text(summary, expr, STR("")) && !is_text(summary, expr, text);
}

// `kwargs.get(…)`, which changes nothing, or `kwargs.pop("other")`.
static bool is_harmless_method(const Summary *summary, ExprId name, Str key) {
  const Expr *method = &summary->exprs[name + 1];
  if (method->kind != EXPR_ATTRIBUTE || method->a != name) return false;
  Str called = summary_name(summary, method->b);
  if (str_lists(DICT_READERS, called)) return true;
  if (!str_equal(called, STR("pop"))) return false;
  for (ExprId at = name + 2; at < name + METHOD_MAX_AHEAD && at < summary->exprs_count; at++) {
    const Expr *call = &summary->exprs[at];
    if (call->kind == EXPR_CALL && call->a == name + 1 && call->c > 0)
      return is_other_text(summary, summary->arguments[call->b].value, key);
  }
  return false;
}

// `kwargs["other"] = …`, or one that is read.
static bool is_harmless_item(const Summary *summary, ExprId name, Str key) {
  for (ExprId at = name + 1; at < name + METHOD_MAX_AHEAD && at < summary->exprs_count; at++) {
    const Expr *item = &summary->exprs[at];
    if (item->kind == EXPR_SUBSCRIPT && item->a == name)
      return !(item->flags & EXPR_FLAG_STORE) || is_other_text(summary, item->b, key);
  }
  return false;
}

static bool is_harmless(const Summary *summary, ExprId name, Str key) {
  uint8_t use = (uint8_t)summary->exprs[name].use;
  const Expr *around = &summary->exprs[name + 1];
  if (use == USE_COMPARED || use == USE_TESTED || use == USE_ITERATED) return true;
  if (use == USE_OBJECT) return is_harmless_method(summary, name, key);
  if (use == USE_SUBSCRIPTED) return is_harmless_item(summary, name, key);
  // `**kwargs` is a copy.
  return use == USE_ARGUMENT && around->kind == EXPR_STARRED && around->a == name;
}

// Whether a dict holds under a key what the caller passed, when `before` is reached.
static bool is_unchanged(const Summary *summary, const Scope *scope, NameId dict, Str key,
                         ExprId before) {
  if (before - scope->begin > TAKEN_MAX_EXPRS) return false;
  for (ExprId at = scope->begin; at < before; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr_is_name(expr, dict) && !is_harmless(summary, at, key)) return false;
  }
  return true;
}

// Some None that is written in the function: what is not there is that.
static ExprId none_in(const Summary *summary, const Scope *scope) {
  for (ExprId at = scope->begin; at < scope->end; at++)
    if (expr_is_literal(&summary->exprs[at], LITERAL_NONE)) return at;
  return 0;
}

bool guard_take(Program *program, ModuleId module, ScopeId function, ExprId value, Guard *guard) {
  const Summary *summary = summary_of(program, module);
  const Expr *call = &summary->exprs[value];
  if (call->kind != EXPR_CALL || call->c == 0 || call->c > 2) return false;
  const Expr *method = &summary->exprs[call->a];
  if (method->kind != EXPR_ATTRIBUTE) return false;
  Str called = summary_name(summary, method->b);
  if (!str_equal(called, STR("get")) && !str_equal(called, STR("pop"))) return false;
  uint32_t parameter = guards_parameter(program, module, function, method->a);
  if (parameter == UINT32_MAX) return false;
  const Scope *scope = &summary->scopes[function];
  const Parameter *dict = &summary->parameters[scope->parameters + parameter];
  ExprId key = summary->arguments[call->b].value;
  if (dict->kind != PARAMETER_DOUBLE_STAR || !is_text(summary, key, STR(""))) return false;
  Str name = summary_name(summary, summary->exprs[key].b);
  if (!is_unchanged(summary, scope, dict->name, name, method->a)) return false;
  ExprId fallback = call->c > 1 ? summary->arguments[call->b + 1].value : none_in(summary, scope);
  return guard_hide_name(
      program,
      (Hidden){.name = name, .position = KEYWORD_ONLY, .home = module, .fallback = fallback},
      guard);
}
