// What can be assigned to. Targets are read as expressions and looked at afterwards.
#include "python/parser/parser.h"

// t_primary '.' NAME | t_primary '[' slices ']' | NAME, in parentheses or not; or what is nested
// too deeply to be read
bool parser_is_single_target(const AstExpr *expr) {
  return expr->kind == AST_NAME_EXPR || expr->kind == AST_ATTRIBUTE ||
         expr->kind == AST_SUBSCRIPT || expr->kind == AST_EXPR_ERROR;
}

static bool are_all(AstExprs exprs, bool (*is_one)(const AstExpr *expr)) {
  for (uint32_t i = 0; i < exprs.count; i++)
    if (!is_one(exprs.at[i])) return false;
  return true;
}

// target_with_star_atom: a single target, or a tuple or list of star_targets. Brackets nest no
// deeper than the parser lets them.
static bool is_unstarred(const AstExpr *expr) {
  if (expr->kind == AST_TUPLE || expr->kind == AST_LIST)
    return are_all(expr->elements, parser_is_target);
  return parser_is_single_target(expr);
}

// star_target: '*' (!'*' star_target) | target_with_star_atom
bool parser_is_target(const AstExpr *expr) {
  return is_unstarred(expr->kind == AST_STARRED ? expr->operand : expr);
}

// del_target: a single target, or a tuple or list of del_targets
bool parser_is_del_target(const AstExpr *expr) {
  if (expr->kind == AST_TUPLE || expr->kind == AST_LIST)
    return are_all(expr->elements, parser_is_del_target);
  return parser_is_single_target(expr);
}

AstExpr *parser_star_target(Parser *p) {
  uint32_t start = p->at->start;
  bool is_starred = parser_accept(p, TOKEN_STAR);
  AstExpr *target = parser_primary(p);
  if (!is_unstarred(target)) parser_fail(p);
  if (!is_starred) return target;
  AstExpr *expr = parser_expr_new(p, AST_STARRED, start);
  expr->operand = target;
  return expr;
}

// star_targets: star_target | star_target (',' star_target)* [',']
AstExpr *parser_star_targets(Parser *p) {
  uint32_t start = p->at->start;
  AstExpr *first = parser_star_target(p);
  if (parser_kind(p) != TOKEN_COMMA) return first;
  return parser_tuple_rest(p, start, first, parser_star_target);
}
