// Advice about cancellation that is asked for: exceptions that an await in their handler may lose,
// tasks that are told to end and not waited for, functions that may come back without an await.
#include "rules/calls.h"
#include "rules/cancellation/cancellation.h"

static void check_module(RuleContext *context, ModuleId module);

static const Checker checker = {.on_module = check_module};

const Rule rule_await_loses_exception = {
    .id = "await-loses-exception",
    .family = "cancellation",
    .summary = "A handler awaits before it raises again: cancelled there, it loses the exception.",
    .aliases = "ASYNC120",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &checker,
};

const Rule rule_cancel_not_awaited = {
    .id = "cancel-not-awaited",
    .family = "cancellation",
    .summary = "A task is told to end, and nobody waits until it has.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &checker,
};

const Rule rule_checkpoint_missing = {
    .id = "checkpoint-missing",
    .family = "cancellation",
    .summary = "A coroutine function may come back without having awaited anything.",
    .aliases = "ASYNC910 ASYNC911",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &checker,
};

// ---- An await before `raise` --------------------------------------------------------------------

static bool reraises_behind(const Summary *summary, const Region *handler, ExprId await) {
  for (uint32_t i = uses_first_exit(summary, await);
       i < summary->exits_count && summary->exits[i].at <= handler->end; i++)
    if (summary->exits[i].kind == EXIT_RAISE && summary->exits[i].flags & EXIT_RERAISE) return true;
  return false;
}

static void check_handler(CancelCheck *check, RegionId id) {
  const Summary *summary = check->uses.summary;
  const Region *handler = &summary->regions[id];
  if (!(handler->flags & REGION_AWAITS)) return;
  for (ExprId at = handler->begin; at < handler->end; at++) {
    if (summary->exprs[at].kind != EXPR_AWAIT || exempt_is_shielded_at(check, at)) continue;
    if (summary_scope_at(summary, at) != handler->scope) continue;
    if (!reraises_behind(summary, handler, at)) return;
    Finding *finding =
        finding_add(check->context, &rule_await_loses_exception, check->uses.module, at,
                    "a cancellation that arrives here takes the place of the "
                    "exception that is to be raised again");
    if (finding)
      finding_help(check->context, finding, "shield it, or do it behind the `try` statement");
    return;
  }
}

// ---- cancel() and nothing behind it -------------------------------------------------------------

// The local variable of a call of its method `cancel`, if it holds a task; else BINDING_NONE.
static BindingId cancelled_task(CancelCheck *check, ExprId call) {
  Uses *uses = &check->uses;
  const Summary *summary = uses->summary;
  const Expr *method = &summary->exprs[summary->exprs[call].a];
  if (method->kind != EXPR_ATTRIBUTE || summary->exprs[method->a].kind != EXPR_NAME)
    return BINDING_NONE;
  if (!str_equal_c(summary_name(summary, method->b), "cancel")) return BINDING_NONE;
  if (program_result(uses->program, uses->module, method->a) != RESULT_TASK) return BINDING_NONE;
  BindingId variable = uses_variable(uses, method->a);
  return variable != BINDING_NONE && uses_is_local(uses, variable) ? variable : BINDING_NONE;
}

// What is read behind it may wait for the task; in a loop, what stands before it may, too.
static void check_cancel(CancelCheck *check, ExprId call) {
  Uses *uses = &check->uses;
  if (uses->summary->exprs[call].kind != EXPR_CALL || uses->summary->exprs[call].use != USE_DROPPED)
    return;
  BindingId variable = cancelled_task(check, call);
  if (variable == BINDING_NONE || uses_next_read(uses, variable, call) != 0) return;
  RegionId region = summary_region_at(uses->summary, call);
  for (; uses->summary->regions[region].kind != REGION_BODY;
       region = uses->summary->regions[region].parent)
    if (region_is_loop(&uses->summary->regions[region])) return;
  Finding *finding = finding_add(check->context, &rule_cancel_not_awaited, uses->module, call,
                                 "the task is told to end, and nobody waits until it has");
  if (!finding) return;
  finding_help(check->context, finding,
               "await the task behind it, in a handler of its cancellation");
}

// ---- Ways without an await ----------------------------------------------------------------------

static bool is_checkpoint(const Expr *expr) {
  bool suspends = expr->kind == EXPR_AWAIT || expr->use == USE_ASYNC_ENTERED ||
                  expr->use == USE_ASYNC_ITERATED || expr->kind == EXPR_YIELD;
  return suspends && !(expr->flags & EXPR_FLAG_DEAD);
}

// Whether every way to a place comes by an await: one that stands before it in a block around it.
static bool is_awaited_before(const Summary *summary, ScopeId scope, RegionId region, ExprId at) {
  for (ExprId i = summary->scopes[scope].begin; i < at; i++) {
    if (!is_checkpoint(&summary->exprs[i]) || summary_scope_at(summary, i) != scope) continue;
    if (summary_region_contains(summary, summary_region_at(summary, i), region)) return true;
  }
  return false;
}

static bool is_candidate(const Scope *scope) {
  return scope->kind == SCOPE_FUNCTION && scope->flags & SCOPE_ASYNC &&
         !(scope->flags & (SCOPE_STUB | SCOPE_DEAD | SCOPE_YIELDS)) && scope->decorator_count == 0;
}

static void report_missing(CancelCheck *check, Span span, const char *what) {
  Finding *finding = finding_add_span(check->context, &rule_checkpoint_missing, check->uses.module,
                                      span, "%s without having awaited anything", what);
  if (!finding) return;
  finding->confidence = CONFIDENCE_PROBABLE;
  finding_help(check->context, finding, "await a checkpoint on this way, too");
}

static void check_function(CancelCheck *check, ScopeId id) {
  const Summary *summary = check->uses.summary;
  const Scope *scope = &summary->scopes[id];
  for (uint32_t i = uses_first_exit(summary, scope->begin);
       i < summary->exits_count && summary->exits[i].at <= scope->end; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->scope != id || exit->kind != EXIT_RETURN || exit->flags & EXIT_DEAD) continue;
    if (!is_awaited_before(summary, id, exit->region, exit->at))
      report_missing(check, summary_exit_span(summary, i), "this `return` may leave the function");
  }
  bool falls = (summary->regions[scope->body].flow & FLOW_FALLS) != 0;
  if (falls && !is_awaited_before(summary, id, scope->body, scope->end))
    report_missing(check, summary_scope_name_span(summary, id), "the function may end");
}

// ---- All of a module ----------------------------------------------------------------------------

static void check_module(RuleContext *context, ModuleId module) {
  CancelCheck check = {.context = context, .uses = uses_of(context, module)};
  const Summary *summary = check.uses.summary;
  for (RegionId i = 0; i < summary->regions_count; i++) {
    uint8_t kind = summary->regions[i].kind;
    if (kind == REGION_EXCEPT || kind == REGION_EXCEPT_STAR) check_handler(&check, i);
  }
  for (ExprId at = 1; at < summary->exprs_count; at++)
    check_cancel(&check, at);
  for (ScopeId i = 0; i < summary->scopes_count; i++)
    if (is_candidate(&summary->scopes[i])) check_function(&check, i);
}
