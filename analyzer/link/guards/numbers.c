// What tests of numbers say: where `delay > 0` holds, or the body of `for _ in range(tries)` runs,
// the number is not 0; nor is `tries` where `attempt < tries` is true of an attempt that is counted
// from 0.
#include "link/guards/guards.h"

// The arguments of `range(…)`; their number is 0 for anything else.
static const Argument *range_arguments(const Summary *summary, ExprId expr, uint32_t *count) {
  const Expr *call = &summary->exprs[expr];
  *count = 0;
  if (call->kind != EXPR_CALL || summary->exprs[call->a].kind != EXPR_NAME) return NULL;
  if (!str_equal(summary_name(summary, summary->exprs[call->a].a), STR("range"))) return NULL;
  *count = call->c;
  return &summary->arguments[call->b];
}

static bool is_int(const Summary *summary, ExprId expr) {
  return expr_is_literal(&summary->exprs[expr], LITERAL_INT);
}

ExprId number_counted(const Summary *summary, const Region *region) {
  uint32_t count = 0;
  if (region->kind != REGION_FOR) return 0;
  const Argument *arguments = range_arguments(summary, region->subject, &count);
  if (count == 1) return arguments[0].value;
  // From a number that is not negative.
  return count == 2 && is_int(summary, arguments[0].value) ? arguments[1].value : 0;
}

// Whether a name is bound by nothing but loops that count from a number that is not negative.
static bool is_counter(Program *program, ModuleId module, ScopeId function, const Expr *name) {
  const Summary *summary = summary_of(program, module);
  if (name->kind != EXPR_NAME) return false;
  BindingList list = scope_bindings(program, module, function, atom_of(program, module, name->a));
  for (uint32_t i = 0; i < list.count; i++) {
    const Binding *binding = &summary->bindings[list.at[i]];
    uint32_t count = 0;
    if (binding->kind != BINDING_FOR || binding->unpack != 0) return false;
    const Argument *arguments = range_arguments(summary, binding->value, &count);
    bool is_up = count == 1 || (count == 2 && is_int(summary, arguments[0].value));
    if (!is_up) return false;
  }
  return list.count > 0;
}

// Whether it is a counter of `range(limit + 1)`, which the limit alone ends.
static bool counts_up_to(Program *program, ModuleId module, ScopeId function, const Expr *name,
                         ExprId limit) {
  const Summary *summary = summary_of(program, module);
  if (!is_counter(program, module, function, name)) return false;
  BindingList list = scope_bindings(program, module, function, atom_of(program, module, name->a));
  for (uint32_t i = 0; i < list.count; i++) {
    uint32_t count = 0;
    const Argument *arguments =
        range_arguments(summary, summary->bindings[list.at[i]].value, &count);
    const Expr *sum = &summary->exprs[arguments[count - 1].value];
    bool is_one_more = sum->kind == EXPR_BINARY && sum->c == OPERATOR_ADD &&
                       is_int(summary, sum->b) && summary->exprs[sum->b].b == 1;
    if (!is_one_more || summary->exprs[sum->a].kind != summary->exprs[limit].kind) return false;
    if (summary->exprs[sum->a].kind != EXPR_NAME) return false;
    if (summary->exprs[sum->a].a != summary->exprs[limit].a) return false;
  }
  return true;
}

static Operator opposite(Operator by) {
  switch ((int)by) {
  case OPERATOR_LT:
    return OPERATOR_GE;
  case OPERATOR_LE:
    return OPERATOR_GT;
  case OPERATOR_GT:
    return OPERATOR_LE;
  case OPERATOR_GE:
    return OPERATOR_LT;
  case OPERATOR_EQ:
    return OPERATOR_NE;
  case OPERATOR_NE:
    return OPERATOR_EQ;
  }
  return by;
}

ExprId number_implied(Program *program, ModuleId module, ScopeId function, const Expr *compare,
                      bool is_true) {
  const Summary *summary = summary_of(program, module);
  if (compare->b != 2) return 0;
  ExprId small = summary->operands[compare->a], large = summary->operands[compare->a + 1];
  Operator by = is_true ? (Operator)compare->c : opposite((Operator)compare->c);
  if (by == OPERATOR_GT || by == OPERATOR_GE) {
    ExprId left = small;
    small = large;
    large = left;
    by = by == OPERATOR_GT ? OPERATOR_LT : OPERATOR_LE;
  }
  const Expr *least = &summary->exprs[small];
  if (by == OPERATOR_NE) return counts_up_to(program, module, function, least, large) ? large : 0;
  if (is_int(summary, small)) {
    bool is_above = by == OPERATOR_LT || (by == OPERATOR_LE && least->b != 0);
    return is_above ? large : 0;
  }
  return by == OPERATOR_LT && is_counter(program, module, function, least) ? large : 0;
}
