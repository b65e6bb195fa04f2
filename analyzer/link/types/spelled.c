// Spellings are compared part by part, from the outermost inwards: names mean the same where they
// stand in one function and nothing is set in between, which who asks looks after.
#include "link/types/spelled.h"

Item item_of(const Summary *summary, const Expr *expr) {
  if (expr->kind == EXPR_SUBSCRIPT) return (Item){expr->a, expr->b};
  if (expr->kind != EXPR_CALL || expr->c != 1) return (Item){0};
  const Expr *callee = &summary->exprs[expr->a];
  const Argument *key = &summary->arguments[expr->b];
  bool is_get = callee->kind == EXPR_ATTRIBUTE && key->keyword == 0 &&
                str_equal(summary_name(summary, callee->b), STR("get"));
  return is_get ? (Item){callee->a, key->value} : (Item){0};
}

static bool is_same_literal(const Expr *a, const Expr *b) {
  bool has_value = a->a == LITERAL_INT || (a->a == LITERAL_STRING && a->b != 0);
  return has_value && a->a == b->a && a->b == b->b;
}

static bool is_alike(const Summary *summary, ExprId left, ExprId right, int depth) {
  const Expr *a = &summary->exprs[left], *b = &summary->exprs[right];
  if (left == 0 || right == 0 || depth == SPELLING_MAX_DEPTH) return false;
  Item item = item_of(summary, a), other = item_of(summary, b);
  if (item.object != 0)
    return is_alike(summary, item.object, other.object, depth + 1) &&
           is_alike(summary, item.key, other.key, depth + 1);
  if (a->kind != b->kind) return false;
  if (a->kind == EXPR_NAME) return a->a == b->a;
  if (a->kind == EXPR_LITERAL) return is_same_literal(a, b);
  return a->kind == EXPR_ATTRIBUTE && a->b == b->b && is_alike(summary, a->a, b->a, depth + 1);
}

bool is_spelled_alike(const Summary *summary, ExprId left, ExprId right) {
  return is_alike(summary, left, right, 0);
}

ExprId only_call_of(const Summary *summary, const Scope *scope, NameId name) {
  ExprId found = 0;
  for (ExprId at = scope->begin; at < scope->end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind != EXPR_CALL || summary->exprs[expr->a].kind != EXPR_NAME) continue;
    if (summary->exprs[expr->a].a != name) continue;
    if (found != 0) return 0;
    found = at;
  }
  return found;
}
