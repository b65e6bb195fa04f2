// What a parameter holds instead of what was passed: of `if names is None: names = []` a value that
// no test for something is true of.
#include "link/guards/guards.h"
#include "link/types/constants.h"

// Whether a name is read between two places: what it holds may be filled there.
static bool is_read_between(const Summary *summary, NameId name, ExprId first, ExprId last) {
  for (ExprId at = first; at < last; at++)
    if (expr_is_name(&summary->exprs[at], name)) return true;
  return false;
}

static bool is_in_loop(Program *program, ModuleId module, ExprId at) {
  const Summary *summary = summary_of(program, module);
  for (RegionId id = region_at(program, module, at); id != 0; id = summary->regions[id].parent) {
    RegionKind kind = (RegionKind)summary->regions[id].kind;
    if (kind == REGION_WHILE || kind == REGION_FOR) return true;
    if (kind == REGION_BODY) return false;
  }
  return false;
}

// `[]`, `{}`, `dict()`
static bool is_made_empty(Program *program, ModuleId module, ExprId value) {
  const Expr *expr = expr_of(program, module, value);
  if (expr->kind == EXPR_CONTAINER) return expr->b == 0 && !(expr->flags & EXPR_FLAG_CUT);
  if (expr->kind != EXPR_CALL || expr->c != 0) return false;
  Values made = evaluate(program, module, expr->a);
  if (made.count != 1 || made.is_open || made.at[0].kind != VALUE_LIBRARY) return false;
  Str name = symbol_name(program, made.at[0].a);
  return str_equal(name, STR("builtins.list")) || str_equal(name, STR("builtins.dict")) ||
         str_equal(name, STR("builtins.set")) || str_equal(name, STR("builtins.tuple"));
}

bool instead_is(Program *program, ModuleId module, BindingId binding, ExprId use, bool is_true) {
  const Summary *summary = summary_of(program, module);
  const Binding *given = &summary->bindings[binding];
  if (given->kind != BINDING_ASSIGN || given->unpack != 0 || given->value == 0) return false;
  Constant constant = {.module = module, .literal = given->value, .class = CLASS_NONE};
  if (summary->exprs[given->value].kind == EXPR_LITERAL)
    return constant_truth(program, &constant) == (is_true ? ANSWER_YES : ANSWER_NO);
  return !is_true && summary->exprs[use].kind == EXPR_NAME &&
         is_made_empty(program, module, given->value) && !is_in_loop(program, module, use) &&
         !is_read_between(summary, given->name, given->value, use);
}
