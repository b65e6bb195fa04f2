// Locks that are only taken until something is there, as a test around them says that they ask
// again inside: `if x is None: with lock: if x is None: x = make()`. Whoever comes later does not
// wait, nor does the first one, mostly.
#include "link/doubts/doubts.h"
#include "link/types/spelled.h"

// How deep two tests are compared.
#define TEST_MAX_DEPTH 4

static bool is_same_operand(const Summary *summary, ExprId left, ExprId right) {
  return is_spelled_alike(summary, left, right) ||
         (expr_is_literal(&summary->exprs[left], LITERAL_NONE) &&
          expr_is_literal(&summary->exprs[right], LITERAL_NONE));
}

static bool is_same_test(const Summary *summary, ExprId left, ExprId right, int depth) {
  const Expr *a = &summary->exprs[left];
  const Expr *b = &summary->exprs[right];
  if (a->kind != b->kind || depth == TEST_MAX_DEPTH) return false;
  if (a->kind == EXPR_UNARY) return a->c == b->c && is_same_test(summary, a->a, b->a, depth + 1);
  if (a->kind != EXPR_COMPARE) return is_spelled_alike(summary, left, right);
  if (a->b != b->b || a->c != b->c) return false;
  for (uint32_t i = 0; i < a->b; i++)
    if (!is_same_operand(summary, summary->operands[a->a + i], summary->operands[b->a + i]))
      return false;
  return true;
}

// Whether a block asks first what was asked around it.
static bool asks_again(const Summary *summary, RegionId with, ExprId test) {
  for (RegionId at = with + 1; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin > summary->regions[with].end) return false;
    if (region->kind != REGION_IF || region->parent != with) continue;
    return is_same_test(summary, region->subject, test, 0);
  }
  return false;
}

bool lock_is_rechecked(const Walk *walk, ExprId manager) {
  const Summary *summary = walk->summary;
  RegionId around = summary_region_at(summary, manager);
  if (summary->regions[around].kind != REGION_IF) return false;
  for (RegionId at = around + 1; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin > summary->regions[around].end) return false;
    if (region->kind == REGION_WITH && region->subject == manager)
      return asks_again(summary, at, summary->regions[around].subject);
  }
  return false;
}
