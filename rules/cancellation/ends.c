// The end of a task. `except CancelledError: break` in the outermost coroutine of a task ends it,
// as the one who cancels it wants; all that is lost is that the task does not count as cancelled.
// Of a coroutine function that nobody of the project awaits we suppose that it is one, and of an
// asynchronous generator that nobody of the project iterates over, that a server does.
#include "rules/cancellation/cancellation.h"

// The end of the innermost loop around a region; 0 when there is none. `*count` is how many there
// are.
static ExprId loops_around(const Summary *summary, RegionId region, int *count) {
  ExprId end = 0;
  for (RegionId at = region; summary->regions[at].kind != REGION_BODY;
       at = summary->regions[at].parent) {
    if (!region_is_loop(&summary->regions[at])) continue;
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

// In another handler of the same `try`, which does not run then.
static bool is_in_same_try(const Summary *summary, RegionId handler, ExprId at) {
  RegionId region = summary_region_at(summary, at);
  while (summary->regions[region].kind != REGION_BODY &&
         summary->regions[region].group != summary->regions[handler].group)
    region = summary->regions[region].parent;
  return summary->regions[region].kind != REGION_BODY;
}

// Whether the function awaits anything from a place on.
static bool awaits_from(const Summary *summary, RegionId handler, ExprId from) {
  ScopeId scope = summary->regions[handler].scope;
  for (ExprId at = from; at < summary->scopes[scope].end; at++) {
    if (!suspends(&summary->exprs[at]) || is_in_finally(summary, at)) continue;
    if (!is_in_same_try(summary, handler, at)) return true;
  }
  return false;
}

// Whether something of that name is awaited or iterated over somewhere in the module that is not
// known to be another.
static bool is_awaited_by_name(const Uses *uses, NameId name) {
  const Summary *summary = uses->summary;
  for (ExprId at = 1; at < summary->exprs_count; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind != EXPR_CALL) continue;
    if (expr->use != USE_AWAITED && expr->use != USE_ASYNC_ITERATED) continue;
    const Expr *callee = &summary->exprs[expr->a];
    if ((expr_is_name(callee, name) || (callee->kind == EXPR_ATTRIBUTE && callee->b == name)) &&
        !program_call_at(uses->program, uses->module, at))
      return true;
  }
  return false;
}

// Whether anything is called from a place on, but for clean-up and other handlers.
static bool calls_from(const Summary *summary, RegionId handler, ExprId from) {
  ScopeId scope = summary->regions[handler].scope;
  for (ExprId at = from; at < summary->scopes[scope].end; at++) {
    if (summary->exprs[at].kind != EXPR_CALL || is_in_finally(summary, at)) continue;
    if (!is_in_same_try(summary, handler, at)) return true;
  }
  return false;
}

// The function ends by a handler: it leaves the only loop around, if any, and awaits nothing more.
static bool ends_by(CancelCheck *check, RegionId handler, bool may_call) {
  const Summary *summary = check->uses.summary;
  uint8_t flow = handler_flow(check, handler);
  int loops = 0;
  ExprId loop_end = loops_around(summary, handler, &loops);
  if (flow & (FLOW_RAISES | FLOW_CONTINUES)) return false;
  if (flow & FLOW_FALLS && loops > 0) return false;
  if (flow & FLOW_BREAKS && loops > 1) return false;
  if (!(flow & (FLOW_FALLS | FLOW_BREAKS))) return true;
  ExprId end = flow & FLOW_BREAKS ? loop_end : summary->regions[handler].end;
  return !awaits_from(summary, handler, end) && (may_call || !calls_from(summary, handler, end));
}

bool exempt_ends_task(CancelCheck *check, RegionId handler, Catches catches) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[handler];
  FunctionId id = program_function_of(check->uses.program, check->uses.module, region->scope);
  if (id == FUNCTION_NONE) return false;
  const Function *function = program_function(check->uses.program, id);
  int loops = 0;
  if (catches == CATCHES_BASE) loops_around(summary, handler, &loops);
  if (function->is_task_only) return loops == 0 && ends_by(check, handler, true);
  if (catches == CATCHES_BASE) return false;
  bool is_unused = !function->is_awaited &&
                   !is_awaited_by_name(&check->uses, summary->scopes[region->scope].name);
  return is_unused && ends_by(check, handler, false) &&
         program_catches_stops(check->uses.program, check->uses.module, region->subject);
}

bool exempt_ends_quietly(CancelCheck *check, RegionId handler) {
  const Region *region = &check->uses.summary->regions[handler];
  return !(handler_flow(check, handler) & FLOW_RETURNS) && ends_by(check, handler, false) &&
         program_catches_stops(check->uses.program, check->uses.module, region->subject);
}

bool exempt_ends_task_behind(CancelCheck *check, RegionId id) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[id];
  int loops = 0;
  loops_around(summary, id, &loops);
  FunctionId function = program_function_of(check->uses.program, check->uses.module, region->scope);
  if (loops > 0 || function == FUNCTION_NONE) return false;
  if (!program_function(check->uses.program, function)->is_task_only) return false;
  for (ExprId at = region->end; at < summary->scopes[region->scope].end; at++)
    if (suspends(&summary->exprs[at]) && !is_in_finally(summary, at)) return false;
  return true;
}

bool exempt_decides(CancelCheck *check, RegionId handler) {
  const Region *region = &check->uses.summary->regions[handler];
  uint8_t flow = handler_flow(check, handler);
  return flow & FLOW_FALLS && flow & (FLOW_RETURNS | FLOW_BREAKS) && !(flow & FLOW_RAISES) &&
         program_catches_stops(check->uses.program, check->uses.module, region->subject);
}

// Whether a function stands in for another: `@functools.wraps(function)`.
static bool is_wrapper(const Uses *uses, const Scope *scope) {
  const Summary *summary = uses->summary;
  for (uint32_t i = 0; i < scope->decorator_count; i++) {
    const Expr *decorator = &summary->exprs[summary->operands[scope->decorators + i]];
    Str symbol = STR("");
    if (decorator->kind == EXPR_CALL &&
        program_symbol(uses->program, uses->module, decorator->a, &symbol) &&
        str_equal_c(symbol, "functools.wraps"))
      return true;
  }
  return false;
}

bool exempt_ends_wrapper(CancelCheck *check, RegionId handler) {
  const Uses *uses = &check->uses;
  const Region *region = &uses->summary->regions[handler];
  return handler_flow(check, handler) & (FLOW_RETURNS | FLOW_RAISES) &&
         is_wrapper(uses, &uses->summary->scopes[region->scope]) &&
         program_catches_stops(uses->program, uses->module, region->subject);
}

// `not task.done()`
static bool asks_whether_done(const Summary *summary, ExprId test) {
  const Expr *expr = &summary->exprs[test];
  if (test == 0 || expr->kind != EXPR_UNARY) return false;
  const Expr *call = &summary->exprs[expr->a];
  if (call->kind != EXPR_CALL || call->c != 0) return false;
  const Expr *method = &summary->exprs[call->a];
  return method->kind == EXPR_ATTRIBUTE && str_equal_c(summary_name(summary, method->b), "done");
}

bool exempt_waits_out(CancelCheck *check, RegionId id) {
  const Region *regions = check->uses.summary->regions;
  for (RegionId i = regions[id].parent; regions[i].kind != REGION_BODY; i = regions[i].parent)
    if (regions[i].kind == REGION_WHILE)
      return asks_whether_done(check->uses.summary, regions[i].subject);
  return false;
}

bool exempt_is_of_test(CancelCheck *check, RegionId region) {
  const Uses *uses = &check->uses;
  const Scope *scope = &uses->summary->scopes[uses->summary->regions[region].scope];
  return program_is_test(uses->program, uses->module) &&
         str_has_prefix(summary_name(uses->summary, scope->name), STR("test"));
}

// Whether a call is of a function of the project that never comes to its end but by raising.
static bool never_returns(const Uses *uses, ExprId site) {
  const Call *call = program_call_at(uses->program, uses->module, site);
  if (!call || call->callee == FUNCTION_NONE || call->how != CALL_PLAIN) return false;
  const Function *callee = program_function(uses->program, call->callee);
  bool runs = !callee->is_async || uses->summary->exprs[site].use == USE_AWAITED;
  const Summary *summary = program_summary(uses->program, callee->module);
  const Scope *scope = &summary->scopes[callee->scope];
  uint8_t flow = summary->regions[scope->body].flow;
  bool is_plain = scope->kind == SCOPE_FUNCTION && !(scope->flags & (SCOPE_YIELDS | SCOPE_STUB));
  return runs && is_plain && flow & FLOW_RAISES && !(flow & (FLOW_FALLS | FLOW_RETURNS));
}

bool exempt_is_raised_by_helper(CancelCheck *check, RegionId handler) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[handler];
  NameId caught = handler_name(summary, handler);
  if (caught == 0) return false;
  for (ExprId i = region->begin; i < region->end; i++) {
    const Expr *call = &summary->exprs[i];
    if (call->kind != EXPR_CALL || summary_region_at(summary, i) != handler) continue;
    for (uint32_t j = 0; j < call->c; j++)
      if (expr_is_name(&summary->exprs[summary->arguments[call->b + j].value], caught) &&
          never_returns(&check->uses, i))
        return true;
  }
  return false;
}
