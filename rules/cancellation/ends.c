// The end of a task. `except CancelledError: break` in the outermost coroutine of a task ends it,
// as the one who cancels it wants; all that is lost is that the task does not count as cancelled.
#include "rules/cancellation/cancellation.h"

static bool is_loop(const Region *region) {
  return region->kind == REGION_WHILE || region->kind == REGION_FOR ||
         region->kind == REGION_ASYNC_FOR;
}

// The end of the innermost loop around a region; 0 when there is none. `*count` is how many there
// are.
static ExprId loops_around(const Summary *summary, RegionId region, int *count) {
  ExprId end = 0;
  for (RegionId at = region; summary->regions[at].kind != REGION_BODY;
       at = summary->regions[at].parent) {
    if (!is_loop(&summary->regions[at])) continue;
    if ((*count)++ == 0) end = summary->regions[at].end;
  }
  return end;
}

// What stands in `finally` is clean-up and runs when cancellation goes on, too.
static bool is_in_finally(const Summary *summary, ExprId at) {
  RegionId region = summary_region_at(summary, at);
  for (; summary->regions[region].kind != REGION_BODY; region = summary->regions[region].parent)
    if (summary->regions[region].kind == REGION_FINALLY) return true;
  return false;
}

static bool suspends(const Expr *expr) {
  return expr->kind == EXPR_AWAIT || expr->use == USE_ASYNC_ENTERED ||
         expr->use == USE_ASYNC_ITERATED;
}

// Whether the function awaits anything from a place on. Handlers of the same `try` do not run.
static bool awaits_from(const Summary *summary, RegionId handler, ExprId from) {
  ScopeId scope = summary->regions[handler].scope;
  for (ExprId at = from; at < summary->scopes[scope].end; at++) {
    if (!suspends(&summary->exprs[at]) || is_in_finally(summary, at)) continue;
    RegionId region = summary_region_at(summary, at);
    while (summary->regions[region].kind != REGION_BODY &&
           summary->regions[region].group != summary->regions[handler].group)
      region = summary->regions[region].parent;
    if (summary->regions[region].kind == REGION_BODY) return true;
  }
  return false;
}

bool exempt_ends_task(CancelCheck *check, RegionId handler) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[handler];
  FunctionId id = program_function_of(check->uses.program, check->uses.module, region->scope);
  if (id == FUNCTION_NONE || !program_function(check->uses.program, id)->is_task_only) return false;
  uint8_t flow = handler_flow(check, handler);
  int loops = 0;
  ExprId loop_end = loops_around(summary, handler, &loops);
  if (flow & (FLOW_RAISES | FLOW_CONTINUES)) return false;
  if (flow & FLOW_FALLS && loops > 0) return false;
  if (flow & FLOW_BREAKS && loops > 1) return false;
  if (!(flow & (FLOW_FALLS | FLOW_BREAKS))) return true;
  return !awaits_from(summary, handler, flow & FLOW_BREAKS ? loop_end : region->end);
}
