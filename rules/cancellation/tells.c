// Handlers that know what they caught: `isinstance(error, CancelledError)` in the handler itself,
// or in a function of the project that is given the exception or raises it again, or in a callback
// of whoever made the object. That cancellation ends here is no oversight then, though it may be a
// mistake.
#include "rules/cancellation/cancellation.h"

typedef struct Place { // part of the code of a module
  const Program *program;
  ModuleId module;
  const Summary *summary;
  Span exprs;
  RegionId handler;
} Place;

// `isinstance(error, CancelledError)` of a variable.
static bool is_question(const Place *place, ExprId at, NameId name) {
  const Summary *summary = place->summary;
  const Expr *call = &summary->exprs[at];
  if (call->kind != EXPR_CALL || call->c != 2) return false;
  const Expr *asks = &summary->exprs[call->a];
  if (asks->kind != EXPR_NAME || !str_equal_c(summary_name(summary, asks->a), "isinstance"))
    return false;
  const Argument *arguments = &summary->arguments[call->b];
  return expr_is_name(&summary->exprs[arguments[0].value], name) &&
         program_catches(place->program, place->module, arguments[1].value) == CATCHES_CANCELLATION;
}

static bool asks_what(const Place *place, NameId name) {
  for (ExprId at = (ExprId)place->exprs.start; at < place->exprs.end; at++)
    if (is_question(place, at, name)) return true;
  return false;
}

// `@staticmethod` hides no first parameter.
static bool is_static(const Summary *summary, const Scope *scope) {
  for (uint32_t i = 0; i < scope->decorator_count; i++) {
    const Expr *decorator = &summary->exprs[summary->operands[scope->decorators + i]];
    if (decorator->kind == EXPR_NAME &&
        str_equal_c(summary_name(summary, decorator->a), "staticmethod"))
      return true;
  }
  return false;
}

// Whether a function has a `raise` alone that stands in no handler: what its callers handle.
static bool raises_again(const Summary *summary, ScopeId id) {
  const Scope *scope = &summary->scopes[id];
  for (uint32_t i = uses_first_exit(summary, scope->begin);
       i < summary->exits_count && summary->exits[i].at <= scope->end; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->scope != id || exit->kind != EXIT_RAISE || exit->value != 0) continue;
    RegionId region = exit->region;
    while (summary->regions[region].kind != REGION_BODY &&
           summary->regions[region].kind != REGION_EXCEPT &&
           summary->regions[region].kind != REGION_EXCEPT_STAR)
      region = summary->regions[region].parent;
    if (summary->regions[region].kind == REGION_BODY) return true;
  }
  return false;
}

// Whether a function raises again what it is given as a parameter.
static bool raises_given(const Summary *summary, ScopeId id, NameId parameter) {
  const Scope *scope = &summary->scopes[id];
  for (uint32_t i = uses_first_exit(summary, scope->begin);
       i < summary->exits_count && summary->exits[i].at <= scope->end; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->scope == id && exit->kind == EXIT_RAISE && exit->value != 0 &&
        expr_is_name(&summary->exprs[exit->value], parameter))
      return true;
  }
  return false;
}

// Whether a function of the project asks what it is given as some argument, or raises it again.
static bool is_asked_there(const Place *place, const Call *call, uint32_t index) {
  const Argument *argument =
      &place->summary->arguments[place->summary->exprs[call->site].b + index];
  const Function *callee = program_function(place->program, call->callee);
  const Summary *summary = program_summary(place->program, callee->module);
  const Scope *scope = &summary->scopes[callee->scope];
  Place there = {
      .program = place->program,
      .module = callee->module,
      .summary = summary,
      .exprs = {scope->begin, scope->end},
  };
  bool is_always_called = summary_region_at(place->summary, call->site) == place->handler;
  if (raises_again(summary, callee->scope)) return true;
  bool has_self = scope->flags & SCOPE_METHOD && !is_static(summary, scope);
  uint32_t number = index + (has_self ? 1 : 0);
  for (uint32_t i = 0; i < scope->parameter_count; i++) {
    NameId name = summary->parameters[scope->parameters + i].name;
    bool is_it = argument->keyword == 0 ? i == number
                                        : str_equal(summary_name(place->summary, argument->keyword),
                                                    summary_name(summary, name));
    if (is_it)
      return asks_what(&there, name) ||
             (is_always_called && raises_given(summary, callee->scope, name));
  }
  return false;
}

// `self.on_error`, `self._error_callback`: by its name somebody else's, which the object was given.
static bool is_callback(const Summary *summary, const Scope *scope, ExprId id) {
  const Expr *expr = &summary->exprs[id];
  if (expr->kind != EXPR_ATTRIBUTE || !summary_is_self(summary, scope, expr->a)) return false;
  Str name = summary_name(summary, expr->b);
  return str_has_prefix(name, STR("on_")) || str_has_prefix(name, STR("_on_")) ||
         str_has_suffix(name, STR("callback")) || str_has_suffix(name, STR("handler"));
}

// `await self.on_error(error)`, `await call(self.on_error, error)`: whoever gave the callback says
// what becomes of it, and may raise it again.
static bool hands_to_callback(const Place *place, const Scope *scope, ExprId at, NameId name) {
  const Summary *summary = place->summary;
  const Expr *call = &summary->exprs[at];
  if (call->kind != EXPR_CALL) return false;
  bool is_given = false;
  bool has_callback =
      is_callback(summary, scope, call->a) && !program_call_at(place->program, place->module, at);
  for (uint32_t i = 0; i < call->c; i++) {
    ExprId value = summary->arguments[call->b + i].value;
    is_given |= expr_is_name(&summary->exprs[value], name);
    has_callback |= is_callback(summary, scope, value);
  }
  return is_given && has_callback;
}

static bool hands_to_asker(const Place *place, ExprId at, NameId name) {
  const Expr *expr = &place->summary->exprs[at];
  if (expr->kind != EXPR_CALL) return false;
  for (uint32_t i = 0; i < expr->c; i++) {
    if (!expr_is_name(&place->summary->exprs[place->summary->arguments[expr->b + i].value], name))
      continue;
    const Call *call = program_call_at(place->program, place->module, at);
    if (call && call->callee != FUNCTION_NONE && call->how == CALL_PLAIN &&
        is_asked_there(place, call, i))
      return true;
  }
  return false;
}

bool exempt_tells(CancelCheck *check, RegionId handler) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[handler];
  NameId caught = handler_name(summary, handler);
  if (caught == 0) return false;
  Place place = {
      .program = check->uses.program,
      .module = check->uses.module,
      .summary = summary,
      .exprs = {region->begin, region->end},
      .handler = handler,
  };
  if (asks_what(&place, caught)) return true;
  const Scope *scope = &summary->scopes[region->scope];
  for (ExprId at = region->begin; at < region->end; at++)
    if (hands_to_asker(&place, at, caught) || hands_to_callback(&place, scope, at, caught))
      return true;
  return false;
}
