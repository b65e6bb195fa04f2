// Guards: `if is_async: return self.afetch()` and what follows runs only for callers that pass
// False. A call that stands behind a test of a parameter passes its effects on only to callers
// whose argument does not contradict it.
#include "link/effects.h"

// ---- What a test says of a parameter ------------------------------------------------------------

static GuardKind guard_kind_not(GuardKind kind) {
  switch (kind) {
  case GUARD_NONE_SET:
    return GUARD_NONE_SET;
  case GUARD_TRUE:
    return GUARD_FALSE;
  case GUARD_FALSE:
    return GUARD_TRUE;
  case GUARD_IS_NONE:
    return GUARD_NOT_NONE;
  case GUARD_NOT_NONE:
    return GUARD_IS_NONE;
  case GUARD_EQUALS:
    return GUARD_DIFFERS;
  case GUARD_DIFFERS:
    return GUARD_EQUALS;
  case GUARD_STARTS:
    return GUARD_STARTS_NOT;
  case GUARD_STARTS_NOT:
    return GUARD_STARTS;
  }
  return GUARD_NONE_SET;
}

static Guard guard_not(Guard guard) {
  guard.is = (uint16_t)guard_kind_not((GuardKind)guard.is);
  return guard;
}

static Guard name_guard(const Summary *summary, const Scope *scope, const Expr *expr) {
  if (expr->kind != EXPR_NAME) return (Guard){0};
  for (uint32_t i = 0; i < scope->parameter_count; i++)
    if (summary->parameters[scope->parameters + i].name == expr->a)
      return (Guard){.parameter = (uint16_t)i, .is = GUARD_TRUE};
  return (Guard){0};
}

// `p is None`, `p is not None`, `p is True`, `p == False` and so on.
static Guard compare_guard(const Summary *summary, const Scope *scope, const Expr *expr) {
  if (expr->b != 2) return (Guard){0};
  const Expr *right = &summary->exprs[summary->operands[expr->a + 1]];
  Guard guard = name_guard(summary, scope, &summary->exprs[summary->operands[expr->a]]);
  if (guard.is == GUARD_NONE_SET || right->kind != EXPR_LITERAL) return (Guard){0};
  bool is_equal = expr->c == OPERATOR_IS || expr->c == OPERATOR_EQ;
  bool is_unequal = expr->c == OPERATOR_IS_NOT || expr->c == OPERATOR_NE;
  if (!is_equal && !is_unequal) return (Guard){0};
  if (right->a == LITERAL_STRING && right->b != 0) {
    guard.is = GUARD_EQUALS;
    guard.text = summary_name(summary, right->b);
  } else if (right->a == LITERAL_NONE)
    guard.is = GUARD_IS_NONE;
  else if (right->a == LITERAL_FALSE)
    guard.is = GUARD_FALSE;
  else if (right->a != LITERAL_TRUE)
    return (Guard){0};
  return is_equal ? guard : guard_not(guard);
}

// `p.startswith("x")`
static Guard prefix_guard(const Summary *summary, const Scope *scope, const Expr *call) {
  const Expr *callee = &summary->exprs[call->a];
  if (callee->kind != EXPR_ATTRIBUTE || call->c != 1) return (Guard){0};
  if (!str_equal(summary_name(summary, callee->b), STR("startswith"))) return (Guard){0};
  const Expr *prefix = &summary->exprs[summary->arguments[call->b].value];
  Guard guard = name_guard(summary, scope, &summary->exprs[callee->a]);
  bool is_text = prefix->kind == EXPR_LITERAL && prefix->a == LITERAL_STRING && prefix->b != 0;
  if (guard.is == GUARD_NONE_SET || !is_text) return (Guard){0};
  guard.is = GUARD_STARTS;
  guard.text = summary_name(summary, prefix->b);
  return guard;
}

static Guard simple_guard(const Summary *summary, const Scope *scope, ExprId test) {
  const Expr *expr = &summary->exprs[test];
  if (expr->kind == EXPR_NAME) return name_guard(summary, scope, expr);
  if (expr->kind == EXPR_COMPARE) return compare_guard(summary, scope, expr);
  if (expr->kind == EXPR_CALL) return prefix_guard(summary, scope, expr);
  if (expr->kind != EXPR_UNARY || expr->c != OPERATOR_NOT) return (Guard){0};
  const Expr *operand = &summary->exprs[expr->a];
  if (operand->kind == EXPR_COMPARE) return guard_not(compare_guard(summary, scope, operand));
  if (operand->kind == EXPR_CALL) return guard_not(prefix_guard(summary, scope, operand));
  return guard_not(name_guard(summary, scope, operand));
}

// What holds where the test is true: of `a and p` also what holds for p.
static Guard test_guard(const Summary *summary, const Scope *scope, ExprId test, bool is_true) {
  const Expr *expr = &summary->exprs[test];
  ChoiceKind splits = is_true ? CHOICE_AND : CHOICE_OR;
  Guard guard = {0};
  if (expr->kind == EXPR_CHOICE && expr->c == (uint32_t)splits)
    for (uint32_t i = 0; i < expr->b && guard.is == GUARD_NONE_SET; i++)
      guard = simple_guard(summary, scope, summary->operands[expr->a + i]);
  else
    guard = simple_guard(summary, scope, test);
  return is_true ? guard : guard_not(guard);
}

// ---- What guards a call -------------------------------------------------------------------------

static Guard region_guard(const Summary *summary, const Scope *scope, RegionId at) {
  const Region *region = &summary->regions[at];
  if (region->subject == 0) return (Guard){0};
  if (region->kind == REGION_IF) return test_guard(summary, scope, region->subject, true);
  if (region->kind == REGION_ELSE) return test_guard(summary, scope, region->subject, false);
  return (Guard){0};
}

static bool region_leaves(const Region *region) {
  return (region->flow & FLOW_FALLS) == 0;
}

// Branches of this function that leave it before `site` and stand directly in a region around it.
static Guard earlier_guard(const Summary *summary, const Scope *scope, RegionId around,
                           ExprId site) {
  for (RegionId at = around + 1; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin >= site) break;
    if (region->parent != around || region->kind != REGION_IF || region->end > site) continue;
    if (!region_leaves(region) || region->subject == 0) continue;
    Guard guard = test_guard(summary, scope, region->subject, false);
    if (guard.is != GUARD_NONE_SET) return guard;
  }
  return (Guard){0};
}

Guard guard_of(const Summary *summary, ScopeId function, ExprId site) {
  const Scope *scope = &summary->scopes[function];
  if (scope->parameter_count == 0) return (Guard){0};
  for (RegionId at = summary_region_at(summary, site);; at = summary->regions[at].parent) {
    if (summary->regions[at].scope != function) return (Guard){0};
    Guard guard = region_guard(summary, scope, at);
    if (guard.is == GUARD_NONE_SET) guard = earlier_guard(summary, scope, at, site);
    if (guard.is != GUARD_NONE_SET) return guard;
    if (summary->regions[at].kind == REGION_BODY) return (Guard){0};
  }
}

// ---- Whether a caller contradicts it ------------------------------------------------------------

static bool literal_is_true(const Expr *literal, bool *known) {
  *known = true;
  switch ((LiteralKind)literal->a) {
  case LITERAL_NONE:
  case LITERAL_FALSE:
    return false;
  case LITERAL_TRUE:
    return true;
  case LITERAL_INT:
  case LITERAL_STRING:
    if (literal->b != 0) return true;
    *known = literal->a == LITERAL_INT; // the text of a long string is not kept
    return false;
  case LITERAL_ELLIPSIS:
  case LITERAL_FLOAT:
  case LITERAL_BYTES:
    break;
  }
  *known = false;
  return false;
}

static bool text_contradicts(const Summary *summary, const Expr *literal, Guard guard) {
  if (literal->a == LITERAL_NONE) return guard.is == GUARD_EQUALS || guard.is == GUARD_STARTS;
  if (literal->a != LITERAL_STRING || literal->b == 0) return false;
  Str text = summary_name(summary, literal->b);
  bool is_equal = str_equal(text, guard.text), starts = str_has_prefix(text, guard.text);
  return (guard.is == GUARD_EQUALS && !is_equal) || (guard.is == GUARD_DIFFERS && is_equal) ||
         (guard.is == GUARD_STARTS && !starts) || (guard.is == GUARD_STARTS_NOT && starts);
}

static bool literal_contradicts(const Summary *summary, const Expr *literal, Guard guard) {
  bool is_none = literal->a == LITERAL_NONE, is_known = false;
  bool is_true = literal_is_true(literal, &is_known);
  switch ((GuardKind)guard.is) {
  case GUARD_NONE_SET:
    return false;
  case GUARD_TRUE:
    return is_known && !is_true;
  case GUARD_FALSE:
    return is_known && is_true;
  case GUARD_IS_NONE:
    return !is_none;
  case GUARD_NOT_NONE:
    return is_none;
  case GUARD_EQUALS:
  case GUARD_DIFFERS:
  case GUARD_STARTS:
  case GUARD_STARTS_NOT:
    return text_contradicts(summary, literal, guard);
  }
  return false;
}

// What the call passes for a parameter, 0 when nothing or nobody knows.
static ExprId argument_passed(const Program *program, const Call *call, uint32_t parameter) {
  const FunctionState *callee = &program->functions.at[call->callee];
  ModuleId module = program->functions.at[call->caller].public.module;
  if (expr_of(program, module, call->site)->kind != EXPR_CALL) return 0;
  bool is_bound = callee->owner != CLASS_NONE && callee->decoration != DECORATION_STATIC;
  return argument_for_parameter(program->self, module, call->site, call->callee, parameter,
                                is_bound)
      .value;
}

// The constant that the parameter has in this call, 0 when that is not known.
static ExprId constant_passed(Program *program, const Call *call, uint32_t parameter,
                              ModuleId *in) {
  const FunctionState *callee = &program->functions.at[call->callee];
  ModuleId module = program->functions.at[call->caller].public.module;
  if (expr_of(program, module, call->site)->kind != EXPR_CALL) return 0;
  bool is_bound = callee->owner != CLASS_NONE && callee->decoration != DECORATION_STATIC;
  ArgumentMatch match =
      argument_for_parameter(program, module, call->site, call->callee, parameter, is_bound);
  if (match.value) return constant_of(program, module, match.value, in);
  if (match.is_unknown) return 0;
  ModuleId home = callee->public.module;
  const Summary *summary = summary_of(program, home);
  const Scope *scope = &summary->scopes[callee->public.scope];
  ExprId fallback = summary->parameters[scope->parameters + parameter].fallback;
  return fallback ? constant_of(program, home, fallback, in) : 0;
}

// Whether an argument that is no constant can be None: a name that may be, or whatever was passed
// on.
static bool may_be_none(Program *program, ModuleId module, ExprId argument) {
  Values values = evaluate(program, module, argument);
  if (values.may_be_none) return true;
  for (uint8_t i = 0; i < values.count; i++)
    if (values.at[i].kind == VALUE_NONE) return true;
  if (values.count != 1 || values.at[0].kind != VALUE_PARAMETER) return false;
  const Function *owner = &function_state(program, values.at[0].a)->public;
  const Summary *summary = summary_of(program, owner->module);
  const Scope *scope = &summary->scopes[owner->scope];
  ExprId fallback = summary->parameters[scope->parameters + values.at[0].b].fallback;
  return fallback && summary->exprs[fallback].kind == EXPR_LITERAL &&
         summary->exprs[fallback].a == LITERAL_NONE;
}

bool guard_allows(const Program *program, const Call *call, Guard guard) {
  if (guard.is == GUARD_NONE_SET) return true;
  if (call->how != CALL_PLAIN && call->how != CALL_CONSTRUCT) return true;
  ModuleId in = MODULE_NONE;
  ExprId constant = constant_passed(program->self, call, guard.parameter, &in);
  if (constant)
    return !literal_contradicts(summary_of(program, in), expr_of(program, in, constant), guard);
  if (guard.is != GUARD_IS_NONE) return true;
  // What is passed on purpose is something.
  ModuleId module = program->functions.at[call->caller].public.module;
  ExprId argument = argument_passed(program, call, guard.parameter);
  return argument == 0 || may_be_none(program->self, module, argument);
}

// The parameter of a function that a name stands for and nothing else; UINT32_MAX when none.
static uint32_t own_parameter(const Program *program, FunctionId function, ExprId argument) {
  const Function *public = &program->functions.at[function].public;
  const Summary *summary = summary_of(program, public->module);
  const Scope *scope = &summary->scopes[public->scope];
  const Expr *expr = &summary->exprs[argument];
  if (expr->kind != EXPR_NAME) return UINT32_MAX;
  Atom name = atom_of(program, public->module, expr->a);
  BindingList list = scope_bindings(program, public->module, public->scope, name);
  if (list.count != 1 || summary->bindings[list.at[0]].kind != BINDING_PARAMETER) return UINT32_MAX;
  return summary->bindings[list.at[0]].extra - scope->parameters;
}

Guard guard_forwarded(const Program *program, const Call *call, Guard guard) {
  if (guard.is == GUARD_NONE_SET) return guard;
  if (call->how != CALL_PLAIN && call->how != CALL_CONSTRUCT) return (Guard){0};
  ExprId argument = argument_passed(program, call, guard.parameter);
  uint32_t own = argument ? own_parameter(program, call->caller, argument) : UINT32_MAX;
  if (own > UINT16_MAX) return (Guard){0};
  guard.parameter = (uint16_t)own;
  return guard;
}
