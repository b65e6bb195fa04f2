// Blocks that wait for nothing but coroutines of the module which stop a cancellation themselves:
// it arrives at the innermost await, and a handler around that one sees it first.
#include "rules/cancellation/cancellation.h"

static bool suspends(const Expr *expr) {
  return expr->kind == EXPR_AWAIT || expr->use == USE_ASYNC_ENTERED ||
         expr->use == USE_ASYNC_ITERATED;
}

// Whether the handlers of a try statement let no cancellation pass.
static bool is_stopping(CancelCheck *check, RegionId try) {
  const Summary *summary = check->uses.summary;
  for (RegionId i = try + 1; i < summary->regions_count; i++) {
    const Region *region = &summary->regions[i];
    if (region->kind != REGION_EXCEPT || region->group != try) continue;
    if (program_catches(check->uses.program, check->uses.module, region->subject) ==
        CATCHES_NOTHING)
      continue;
    return !(handler_flow(check, i) & (FLOW_RERAISES | FLOW_RAISES));
  }
  return false;
}

// Whether what is raised at a place of a function is stopped there.
static bool is_stopped(CancelCheck *check, ExprId at) {
  const Region *regions = check->uses.summary->regions;
  RegionId id = summary_region_at(check->uses.summary, at);
  for (; regions[id].kind != REGION_BODY; id = regions[id].parent)
    if (regions[id].kind == REGION_TRY && is_stopping(check, id)) return true;
  return false;
}

// Whether a coroutine function waits, and stops whatever is raised where it does.
static bool stops_cancellation(CancelCheck *check, ScopeId function) {
  const Summary *summary = check->uses.summary;
  const Scope *scope = &summary->scopes[function];
  bool has_awaits = false;
  if (scope->flags & SCOPE_YIELDS || scope->decorator_count > 0) return false;
  for (ExprId at = scope->begin; at < scope->end; at++) {
    if (!suspends(&summary->exprs[at]) || summary_scope_at(summary, at) != function) continue;
    if (!is_stopped(check, at)) return false;
    has_awaits = true;
  }
  return has_awaits;
}

bool exempt_awaits_stoppers(CancelCheck *check, RegionId block) {
  const Uses *uses = &check->uses;
  const Region *region = &uses->summary->regions[block];
  bool has_awaits = false;
  if (region->flags & REGION_YIELDS) return false;
  for (ExprId at = region->begin; at < region->end; at++) {
    const Expr *expr = &uses->summary->exprs[at];
    if (!suspends(expr) || summary_scope_at(uses->summary, at) != region->scope) continue;
    const Call *call =
        expr->kind == EXPR_AWAIT ? program_call_at(uses->program, uses->module, expr->a) : NULL;
    if (!call || call->callee == FUNCTION_NONE || call->how != CALL_PLAIN ||
        call->confidence != CONFIDENCE_RESOLVED)
      return false;
    const Function *callee = program_function(uses->program, call->callee);
    bool is_here = callee->module == uses->module && callee->is_async &&
                   callee->scope != region->scope; // not the block's own handler
    if (!is_here || !stops_cancellation(check, callee->scope)) return false;
    has_awaits = true;
  }
  return has_awaits;
}
