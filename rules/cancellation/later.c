// Handlers that keep what they catch, and functions that raise it when they have cleaned up:
// `except BaseException as e: error = e` … `raise error`.
#include "rules/cancellation/cancellation.h"

// How much may stand around what is kept or raised: `(name, e.with_traceback(None) if known else
// other)`, `errors[0][1]`.
#define AROUND_MAX 4

// Whether an expression is the variable, an element of it, or is made of it:
// `raise ExceptionGroup("…", errors)`.
static bool is_made_of(const Summary *summary, ExprId value, NameId name) {
  const Expr *expr = &summary->exprs[value];
  for (int i = 0; i < AROUND_MAX && expr->kind == EXPR_SUBSCRIPT; i++) {
    value = expr->a;
    expr = &summary->exprs[value];
  }
  if (expr->kind != EXPR_CALL) return expr_is_name(&summary->exprs[value], name);
  for (uint32_t i = 0; i < expr->c; i++)
    if (expr_is_name(&summary->exprs[summary->arguments[expr->b + i].value], name)) return true;
  return false;
}

// Whether a function raises what is kept so behind a place.
static bool is_raised_later(const Summary *summary, ScopeId function, ExprId from, NameId name) {
  ExprId end = summary->scopes[function].end;
  for (uint32_t i = uses_first_exit(summary, from);
       i < summary->exits_count && summary->exits[i].at <= end; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->kind != EXIT_RAISE || exit->scope != function || !exit->value) continue;
    if (is_made_of(summary, exit->value, name)) return true;
  }
  return false;
}

// `e.with_traceback(None)` is `e`: the call around a variable, else 0.
static ExprId with_traceback(Uses *uses, ExprId object) {
  const Expr *exprs = uses->summary->exprs;
  if (exprs[object].use != USE_OBJECT) return 0;
  ExprId method = uses_parent(uses, object);
  bool is_same = exprs[method].kind == EXPR_ATTRIBUTE && exprs[method].use == USE_CALLED &&
                 str_equal_c(summary_name(uses->summary, exprs[method].b), "with_traceback");
  return is_same ? uses_parent(uses, method) : 0;
}

// The value that is, holds or may be what was caught: `error or e`, `(name, e)`.
static ExprId holding_value(Uses *uses, ExprId caught) {
  const Expr *exprs = uses->summary->exprs;
  for (int i = 0; i < AROUND_MAX; i++) {
    bool is_part = exprs[caught].use == USE_CHOSEN || exprs[caught].use == USE_ELEMENT;
    ExprId around = is_part ? uses_parent(uses, caught) : with_traceback(uses, caught);
    if (!around) break;
    caught = around;
  }
  return caught;
}

// `def keep(error): nonlocal first; first = error`: the variable in which a nested function keeps
// what it is given, of the function around it; 0 for others.
static NameId kept_by_helper(Uses *uses, ExprId site) {
  const Summary *summary = uses->summary;
  const Call *call = program_call_at(uses->program, uses->module, site);
  if (!call || call->callee == FUNCTION_NONE) return 0;
  const Function *helper = program_function(uses->program, call->callee);
  if (helper->module != uses->module) return 0;
  const Scope *scope = &summary->scopes[helper->scope];
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->kind != BINDING_ASSIGN || !(binding->flags & BINDING_GLOBAL)) continue;
    if (binding->scope != scope->parent || binding->value == 0) continue;
    bool is_inside = scope->begin <= binding->at && binding->at <= scope->end;
    if (is_inside && summary_is_parameter(summary, scope, binding->value)) return binding->name;
  }
  return 0;
}

// The variable in which the caught exception is kept, by `error = e` or `errors.append(e)`; 0 when
// it goes elsewhere.
static NameId keeping_variable(Uses *uses, ExprId caught) {
  const Expr *exprs = uses->summary->exprs;
  ExprId value = holding_value(uses, caught);
  if (exprs[value].use == USE_BOUND) {
    BindingId kept = uses_binding(uses, value);
    return kept == BINDING_NONE ? 0 : uses->summary->bindings[kept].name;
  }
  const Expr *call = &exprs[uses_parent(uses, value)];
  if (call->kind == EXPR_CALL && exprs[call->a].kind == EXPR_NAME)
    return kept_by_helper(uses, uses_parent(uses, value));
  if (call->kind != EXPR_CALL || exprs[call->a].kind != EXPR_ATTRIBUTE) return 0;
  const Expr *object = &exprs[exprs[call->a].a];
  bool keeps = str_equal_c(summary_name(uses->summary, exprs[call->a].b), "append");
  return keeps && object->kind == EXPR_NAME ? object->a : 0;
}

// `nonlocal error; error = e` in a function of its own, and `raise error` behind it in the one
// around.
static bool is_raised_around(Uses *uses, const Region *handler, ExprId caught) {
  const Summary *summary = uses->summary;
  ExprId value = holding_value(uses, caught);
  if (summary->exprs[value].use != USE_BOUND) return false;
  BindingId kept = uses_binding(uses, value);
  if (kept == BINDING_NONE || !(summary->bindings[kept].flags & BINDING_GLOBAL)) return false;
  ScopeId around = summary->bindings[kept].scope;
  if (summary->scopes[around].kind != SCOPE_FUNCTION) return false;
  ExprId from = summary->scopes[handler->scope].end;
  return is_raised_later(summary, around, from, summary->bindings[kept].name);
}

bool exempt_raises_later(CancelCheck *check, RegionId handler) {
  Uses *uses = &check->uses;
  const Region *region = &uses->summary->regions[handler];
  NameId caught = handler_name(uses->summary, handler);
  if (caught == 0) return false;
  for (ExprId i = region->begin; i < region->end; i++) {
    if (!expr_is_name(&uses->summary->exprs[i], caught)) continue;
    NameId kept = keeping_variable(uses, i);
    if (kept && is_raised_later(uses->summary, region->scope, region->end, kept)) return true;
    if (is_raised_around(uses, region, i)) return true;
  }
  return false;
}

// ---- Helpers that raise -------------------------------------------------------------------------

// The last name of what is called.
static Str called_name(const Summary *summary, const Expr *call) {
  const Expr *callee = &summary->exprs[call->a];
  if (callee->kind == EXPR_NAME) return summary_name(summary, callee->a);
  return callee->kind == EXPR_ATTRIBUTE ? summary_name(summary, callee->b) : STR("");
}

static bool is_given(const Summary *summary, const Expr *call, NameId caught) {
  for (uint32_t i = 0; i < call->c; i++)
    if (expr_is_name(&summary->exprs[summary->arguments[call->b + i].value], caught)) return true;
  return false;
}

// `raise AssertionError("…")` behind a place in a handler: nobody is meant to get there.
static bool asserts_behind(const Uses *uses, RegionId handler, ExprId from) {
  const Summary *summary = uses->summary;
  for (uint32_t i = uses_first_exit(summary, from); i < summary->exits_count; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->at > summary->regions[handler].end) return false;
    if (exit->kind != EXIT_RAISE || exit->region != handler || !exit->value) continue;
    const Expr *raised = &summary->exprs[exit->value];
    ExprId class = raised->kind == EXPR_CALL ? raised->a : exit->value;
    Str symbol = STR("");
    if (program_symbol(uses->program, uses->module, class, &symbol) &&
        str_equal_c(symbol, "builtins.AssertionError"))
      return true;
  }
  return false;
}

// Whether a call in a handler stands under no test.
static bool is_always_called(const Uses *uses, RegionId handler, ExprId site) {
  const Region *regions = uses->summary->regions;
  RegionId at = summary_region_at(uses->summary, site);
  while (at != handler && (regions[at].kind == REGION_TRY || regions[at].kind == REGION_WITH))
    at = regions[at].parent;
  return at == handler;
}

// Whether something that the project does not have is called, by such a name.
static bool says_raise(const Uses *uses, ExprId site) {
  const Call *call = program_call_at(uses->program, uses->module, site);
  if (call && call->callee != FUNCTION_NONE) return false;
  Str name = called_name(uses->summary, &uses->summary->exprs[site]);
  return str_has_prefix(name, STR("raise_")) || str_has_prefix(name, STR("reraise"));
}

bool exempt_is_said_to_raise(CancelCheck *check, RegionId handler) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[handler];
  NameId caught = handler_name(summary, handler);
  if (caught == 0) return false;
  for (ExprId i = region->begin; i < region->end; i++) {
    const Expr *call = &summary->exprs[i];
    if (call->kind != EXPR_CALL || !is_given(summary, call, caught)) continue;
    if (is_always_called(&check->uses, handler, i) && says_raise(&check->uses, i)) return true;
    bool is_statement = call->use == USE_DROPPED || call->use == USE_AWAITED;
    if (is_statement && asserts_behind(&check->uses, handler, i)) return true;
  }
  return false;
}
