// Where a block stands: in a shield, which keeps cancellation from outside away from it, or in a
// handler that raises again what it caught. And where a cancellation comes again.
#include "rules/cancellation/cancellation.h"

// Whether a `with` item keeps cancellation from outside away from its block. Who asks for a shield
// means one, whatever makes it: a class of the library that is looked at, or of a wrapper.
static bool is_shield(const Uses *uses, ExprId manager) {
  const Summary *summary = uses->summary;
  const Expr *call = &summary->exprs[manager];
  if (call->kind != EXPR_CALL) return false;
  for (uint32_t i = 0; i < call->c; i++) {
    const Argument *argument = &summary->arguments[call->b + i];
    const Expr *value = &summary->exprs[argument->value];
    if (str_equal_c(summary_name(summary, argument->keyword), "shield"))
      return expr_is_literal(value, LITERAL_TRUE);
  }
  return false;
}

// Whether a handler answers what it catches by raising it again, whatever it does before.
static bool always_reraises(CancelCheck *check, RegionId handler, Catches catches) {
  const Region *region = &check->uses.summary->regions[handler];
  return handler_flow(check, handler) == FLOW_RERAISES &&
         program_catches(check->uses.program, check->uses.module, region->subject) == catches;
}

bool exempt_is_shielded(CancelCheck *check, RegionId id) {
  const Region *regions = check->uses.summary->regions;
  for (RegionId i = regions[id].parent; regions[i].kind != REGION_BODY; i = regions[i].parent)
    if (regions[i].kind == REGION_WITH && is_shield(&check->uses, regions[i].subject)) return true;
  return false;
}

bool exempt_is_shielded_at(CancelCheck *check, ExprId at) {
  RegionId id = summary_region_at(check->uses.summary, at);
  const Region *region = &check->uses.summary->regions[id];
  return (region->kind == REGION_WITH && is_shield(&check->uses, region->subject)) ||
         (region->kind != REGION_BODY && exempt_is_shielded(check, id));
}

bool exempt_awaits_shielded(CancelCheck *check, RegionId block) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[block];
  bool has_awaits = false;
  if (region->flags & REGION_YIELDS) return false;
  for (ExprId i = region->begin; i < region->end; i++) {
    const Expr *expr = &summary->exprs[i];
    bool suspends = expr->kind == EXPR_AWAIT || expr->use == USE_ASYNC_ENTERED ||
                    expr->use == USE_ASYNC_ITERATED;
    if (!suspends || summary_scope_at(summary, i) != region->scope) continue;
    if (!exempt_is_shielded_at(check, i)) return false;
    has_awaits = true;
  }
  return has_awaits;
}

bool exempt_reraises_around(CancelCheck *check, RegionId id, Catches catches) {
  const Region *regions = check->uses.summary->regions;
  for (RegionId i = regions[id].parent; regions[i].kind != REGION_BODY; i = regions[i].parent)
    if (regions[i].kind == REGION_EXCEPT && always_reraises(check, i, catches)) return true;
  return false;
}

bool exempt_is_cancelled_again(CancelCheck *check, RegionId handler) {
  const Uses *uses = &check->uses;
  const Region *region = &uses->summary->regions[handler];
  if (program_library(uses->program, uses->module) != LIBRARY_TRIO) return false;
  for (ExprId i = region->begin; i < region->end; i++) {
    const Expr *expr = &uses->summary->exprs[i];
    if (expr->kind != EXPR_AWAIT || summary_region_at(uses->summary, i) != handler) continue;
    const Call *call = program_call_at(uses->program, uses->module, expr->a);
    bool arrives = call && call->entry && !(call->entry->traits & TRAIT_ENDURES);
    if (arrives && !exempt_is_shielded_at(check, i)) return true;
  }
  return false;
}
