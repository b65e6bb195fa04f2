// Pointers are told apart by how they are spelled: the Summary knows no types.
#include "rules/native.h"

// ---- Pointers -----------------------------------------------------------------------------------

static bool is_address(const Expr *expr) {
  return expr->kind == EXPR_UNARY && expr->c == OPERATOR_ADDRESS;
}

Pointee native_pointee(const Summary *summary, ExprId argument) {
  const Expr *exprs = summary->exprs;
  if (!is_address(&exprs[argument])) return (Pointee){.pointer = argument};
  for (ExprId at = exprs[argument].a;; at = exprs[at].a) {
    const Expr *expr = &exprs[at];
    if (expr->kind == EXPR_NAME) return (Pointee){.variable = at};
    if (expr->kind != EXPR_ATTRIBUTE && expr->kind != EXPR_SUBSCRIPT) return (Pointee){0};
    if (expr->c) return (Pointee){.pointer = expr->a};
  }
}

bool native_is_same(const Summary *summary, ExprId a, ExprId b) {
  for (;; a = summary->exprs[a].a, b = summary->exprs[b].a) {
    const Expr *left = &summary->exprs[a], *right = &summary->exprs[b];
    if (left->kind != right->kind) return false;
    if (left->kind == EXPR_NAME) return left->a == right->a;
    if (left->kind != EXPR_ATTRIBUTE || left->b != right->b) return false;
  }
}

// Calls and indices around a name.
#define NAME_MAX_PARTS 8

Str native_last_name(const Summary *summary, ExprId id) {
  const Expr *expr = &summary->exprs[id];
  for (int i = 0; i < NAME_MAX_PARTS; i++) {
    bool is_around = expr->kind == EXPR_CALL || expr->kind == EXPR_SUBSCRIPT || is_address(expr);
    if (!is_around) break;
    expr = &summary->exprs[expr->a];
  }
  if (expr->kind == EXPR_NAME) return summary_name(summary, expr->a);
  if (expr->kind != EXPR_ATTRIBUTE) return STR("");
  Str name = summary_name(summary, expr->b);
  size_t tag = str_find(name, STR("::"));
  return tag == SIZE_MAX ? name : str_slice(name, tag + 2, name.size);
}

// ---- Variables ----------------------------------------------------------------------------------

static BindingList bindings_of(const Summary *summary, ScopeId scope, ExprId name) {
  Str text = summary_name(summary, summary->exprs[name].a);
  return summary_bindings(summary, scope, text, summary_name_hash(text));
}

BindingId native_automatic(const Summary *summary, ScopeId scope, ExprId name) {
  BindingList list = bindings_of(summary, scope, name);
  if (list.count == 0) return BINDING_NONE;
  const Binding *first = &summary->bindings[list.at[0]];
  bool lives_on = (first->flags & (BINDING_INTERNAL | BINDING_GLOBAL)) != 0;
  bool is_variable = first->kind == BINDING_ASSIGN || first->kind == BINDING_PARAMETER;
  return is_variable && !lives_on ? list.at[0] : BINDING_NONE;
}

bool native_is_rebound(const Summary *summary, ScopeId scope, ExprId name, ExprId from, ExprId to) {
  BindingList list = bindings_of(summary, scope, name);
  for (uint32_t i = 0; i < list.count; i++) {
    const Binding *binding = &summary->bindings[list.at[i]];
    if (binding->at > from && binding->at <= to) return true;
  }
  return false;
}

// ---- Arguments and parameters -------------------------------------------------------------------

ExprId native_argument(const Summary *summary, const Call *call, uint32_t index) {
  const Expr *site = &summary->exprs[call->site];
  bool is_there = site->kind == EXPR_CALL && index < site->c;
  return is_there ? argument_value(summary, site, index) : 0;
}

bool native_is_null(const Summary *summary, ExprId value) {
  const Expr *expr = &summary->exprs[value];
  bool is_zero = expr_is_literal(expr, LITERAL_INT) && expr->b == 0;
  return is_zero || expr_is_literal(expr, LITERAL_NONE);
}

static bool call_reads(const Program *program, const Call *call, ExprId value, int depth) {
  const Summary *summary =
      program_summary(program, program_function(program, call->caller)->module);
  for (uint32_t i = 0; native_argument(summary, call, i); i++) {
    if (native_argument(summary, call, i) != value) continue;
    bool is_freed = call->entry && call->entry->traits & TRAIT_FREES; // without a look at it
    if (call->callee == FUNCTION_NONE && !is_freed) return true;
    if (call->callee == FUNCTION_NONE) continue;
    if (native_reads_parameter(program, call->callee, i, depth + 1)) return true;
  }
  return false;
}

// Calls that were not recorded are calls of something unknown.
static bool argument_is_read(const Program *program, const Function *function, ExprId value,
                             int depth) {
  const Summary *summary = program_summary(program, function->module);
  bool is_known = false;
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(program, function->first_call + i);
    if (call->how != CALL_PLAIN) continue;
    for (uint32_t j = 0; native_argument(summary, call, j); j++)
      is_known |= native_argument(summary, call, j) == value;
    if (call_reads(program, call, value, depth)) return true;
  }
  return !is_known;
}

bool native_reads_parameter(const Program *program, FunctionId id, uint32_t index, int depth) {
  const Function *function = program_function(program, id);
  const Summary *summary = program_summary(program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  if (depth > NATIVE_MAX_DEPTH || index >= scope->parameter_count) return true;
  const Parameter *parameter = &summary->parameters[scope->parameters + index];
  if (parameter->kind != PARAMETER_PLAIN) return true;
  for (ExprId at = scope->begin; at < scope->end && parameter->name; at++) {
    const Expr *expr = &summary->exprs[at];
    bool is_it = expr_is_name(expr, parameter->name);
    if (!is_it || expr->use == USE_DROPPED) continue;
    if (expr->use != USE_ARGUMENT) return true;
    if (argument_is_read(program, function, at, depth)) return true;
  }
  return false;
}

static ExprId first_part(const Summary *summary, const Expr *expr) {
  switch ((ExprKind)expr->kind) {
  case EXPR_ATTRIBUTE:
  case EXPR_BINARY:
  case EXPR_CALL:
  case EXPR_NAMED:
  case EXPR_SUBSCRIPT:
  case EXPR_UNARY:
    return expr->a;
  case EXPR_CHOICE: // the test of a conditional stands behind its operands
    if (expr->b == 0) return 0;
    return summary->operands[expr->a + (expr->c == CHOICE_CONDITIONAL ? expr->b : 0)];
  case EXPR_COMPARE:
    return expr->b > 0 ? summary->operands[expr->a] : 0;
  case EXPR_NONE:
  case EXPR_OTHER:
  case EXPR_NAME:
  case EXPR_AWAIT:
  case EXPR_LITERAL:
  case EXPR_LAMBDA:
  case EXPR_CONTAINER:
  case EXPR_COMPREHENSION:
  case EXPR_STARRED:
  case EXPR_FORMAT:
  case EXPR_YIELD:
  case EXPR_YIELD_FROM:
  case EXPR_SLICE:
    return 0;
  }
  return 0;
}

ExprId native_first(const Summary *summary, ExprId expr) {
  for (ExprId part = expr; part; part = first_part(summary, &summary->exprs[part]))
    expr = part;
  return expr;
}

// ---- Control ------------------------------------------------------------------------------------

// Whether control that leaves the end of a branch comes to what stands behind the statement. The
// `break` of a branch may be a `goto` to anywhere.
static bool goes_past(const Region *region) {
  bool is_left = region->kind == REGION_CASE || region->kind == REGION_WHILE;
  return (region->flow & FLOW_FALLS) != 0 || (is_left && region->flow & FLOW_BREAKS);
}

// The two branches exclude each other: `if` and its `else`, two cases of one switch.
static bool excludes(const Summary *summary, RegionId a, RegionId b) {
  const Region *left = &summary->regions[a], *right = &summary->regions[b];
  if (right->kind == REGION_ELSE) return right->group == a;
  return left->kind == REGION_CASE && right->kind == REGION_CASE && left->subject == right->subject;
}

static RegionId child_around(const Summary *summary, RegionId outer, RegionId inner) {
  while (inner != outer && summary->regions[inner].parent != outer)
    inner = summary->regions[inner].parent;
  return inner;
}

bool native_may_follow(const Summary *summary, ExprId from, ExprId to) {
  RegionId target = summary_region_at(summary, to);
  RegionId at = summary_region_at(summary, from);
  while (!summary_region_contains(summary, at, target)) {
    RegionId parent = summary->regions[at].parent;
    if (!goes_past(&summary->regions[at])) return false;
    bool is_common = summary_region_contains(summary, parent, target);
    if (is_common && parent != target &&
        excludes(summary, at, child_around(summary, parent, target)))
      return false;
    at = parent;
  }
  return from < to;
}

bool native_waits(RuleContext *context, const Call *call) {
  const Program *program = rule_program(context);
  const KnowledgeEntry *known = program_known(program, call);
  if (known && known->traits & TRAIT_SUSPENDS) return true;
  uint32_t effects = program_call_effects(program, call);
  if (known) effects |= known->effect == EFFECT_NESTED_LOOP ? 1u << EFFECT_NESTED_LOOP : 0;
  if (effects & (1u << EFFECT_NESTED_LOOP | 1u << EFFECT_POLL)) return true;
  if (!(effects & 1u << EFFECT_LOCK)) return false;
  Chain chain = program_chain(program, call, EFFECT_LOCK, rule_scratch(context));
  return !chain.primitive->is_mutex;
}
