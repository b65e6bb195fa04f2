// Branches for what is not there yet, which fill it: `if not hasattr(self, "data"):`, `if self.data
// is None:`, `if not self.data:`. All that stands in one is done once for each object, also what is
// behind the place where it is filled.
#include "link/doubts/doubts.h"
#include "link/types/spelled.h"

// `hasattr(self, "data")` of an attribute that is written elsewhere.
static bool asks_by_name(const Summary *summary, const Expr *call, const Expr *attribute) {
  if (call->kind != EXPR_CALL || call->c != 2) return false;
  const Expr *callee = &summary->exprs[call->a];
  const Expr *object = &summary->exprs[summary->arguments[call->b].value];
  const Expr *name = &summary->exprs[summary->arguments[call->b + 1].value];
  return callee->kind == EXPR_NAME && str_equal(summary_name(summary, callee->a), STR("hasattr")) &&
         expr_is_name(object, summary->exprs[attribute->a].a) &&
         expr_is_literal(name, LITERAL_STRING) && name->b == attribute->b;
}

bool absent_asks_name(const Summary *summary, ExprId test, const Expr *attribute) {
  const Expr *call = &summary->exprs[test];
  if (call->kind == EXPR_UNARY) call = &summary->exprs[call->a];
  return asks_by_name(summary, call, attribute);
}

// Whether a test says that an attribute is not there, or None, or empty.
static bool says_absent(const Summary *summary, ExprId test, ExprId attribute) {
  const Expr *expr = &summary->exprs[test];
  if (expr->kind == EXPR_UNARY && expr->c == OPERATOR_NOT)
    return is_spelled_alike(summary, expr->a, attribute) ||
           asks_by_name(summary, &summary->exprs[expr->a], &summary->exprs[attribute]);
  if (expr->kind != EXPR_COMPARE || expr->b != 2 || expr->c != OPERATOR_IS) return false;
  const Expr *none = &summary->exprs[summary->operands[expr->a + 1]];
  return expr_is_literal(none, LITERAL_NONE) &&
         is_spelled_alike(summary, summary->operands[expr->a], attribute);
}

RegionId absent_branch(const Summary *summary, ExprId store) {
  RegionId at = summary_region_at(summary, store);
  while (summary->regions[at].kind == REGION_TRY || summary->regions[at].kind == REGION_WITH)
    at = summary->regions[at].parent;
  const Region *branch = &summary->regions[at];
  bool is_branch = branch->kind == REGION_IF && branch->subject != 0;
  return is_branch && says_absent(summary, branch->subject, store) ? at : 0;
}
