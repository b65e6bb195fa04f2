// What is begun and not ended: items of a queue that nobody reports as done, tasks that nobody
// ends.
#include "rules/advice/advice.h"
#include "rules/list.h"

const Rule rule_queue_consumer_without_task_done = {
    .id = "queue-consumer-without-task-done",
    .family = "advice",
    .summary = "Items are taken from a queue that is joined, and never reported as done.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &advice_checker,
};

const Rule rule_tasks_not_awaited_on_shutdown = {
    .id = "tasks-not-awaited-on-shutdown",
    .family = "advice",
    .summary = "An object keeps a task, and does not end it when it is closed.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &advice_checker,
};

// ---- Queues -------------------------------------------------------------------------------------

// The last name of what a method is called on: `self.jobs.get` -> jobs.
static Str receiver_of(const Summary *summary, ExprId call) {
  const Expr *callee = &summary->exprs[summary->exprs[call].a];
  return callee->kind == EXPR_ATTRIBUTE ? advice_last_name(summary, callee->a) : STR("");
}

static bool is_method(const Summary *summary, ExprId call, const char *name) {
  const Expr *callee = &summary->exprs[summary->exprs[call].a];
  return callee->kind == EXPR_ATTRIBUTE && str_equal_c(summary_name(summary, callee->b), name);
}

// A call of `join` on a queue of that name, in any module; 0 when there is none.
static ExprId joined_in(const AdviceCheck *check, ModuleId module, Str queue) {
  const Summary *summary = program_summary(check->uses.program, module);
  for (ExprId i = 1; i < summary->exprs_count; i++) {
    if (summary->exprs[i].kind != EXPR_CALL || !is_method(summary, i, "join")) continue;
    if (str_equal(receiver_of(summary, i), queue) &&
        advice_habit(check, HABIT_QUEUE_JOIN, module, i))
      return i;
  }
  return 0;
}

// Whether this file reports items of any queue, which may go by several names in it, or another
// file those of one of that name.
static bool is_reported_somewhere(const AdviceCheck *check, Str queue) {
  const Program *program = check->uses.program;
  for (ModuleId module = 0; module < program_module_count(program); module++) {
    const Summary *summary = program_summary(program, module);
    for (ExprId i = 1; summary && i < summary->exprs_count; i++) {
      const Expr *expr = &summary->exprs[i];
      if (expr->kind != EXPR_ATTRIBUTE) continue;
      if (!str_equal_c(summary_name(summary, expr->b), "task_done")) continue;
      if (module == check->uses.module) return true;
      if (str_equal(advice_last_name(summary, expr->a), queue)) return true;
    }
  }
  return false;
}

static void check_get(AdviceCheck *check, ExprId get) {
  const Summary *summary = check->uses.summary;
  Str queue = receiver_of(summary, get);
  ExprId join = joined_in(check, check->uses.module, queue);
  if (!join || is_reported_somewhere(check, queue)) return;
  Finding *finding =
      finding_add(check->context, &rule_queue_consumer_without_task_done, check->uses.module, get,
                  "nobody calls `task_done` for what is taken from `%.*s` here", STR_ARG(queue));
  if (!finding) return;
  finding_hop(check->context, finding, check->uses.module, summary_expr_span(summary, join),
              "waits until that was called for every item");
  finding_help(check->context, finding, "call `%.*s.task_done()` when the item is dealt with",
               STR_ARG(queue));
}

void advice_check_queues(AdviceCheck *check) {
  const Summary *summary = check->uses.summary;
  if (!rule_is_on(check->context, &rule_queue_consumer_without_task_done)) return;
  for (ExprId i = 1; i < summary->exprs_count; i++) {
    if (summary->exprs[i].kind != EXPR_CALL) continue;
    if (!is_method(summary, i, "get") && !is_method(summary, i, "get_nowait")) continue;
    if (advice_habit(check, HABIT_QUEUE_GET, check->uses.module, i)) check_get(check, i);
  }
}

// ---- Tasks --------------------------------------------------------------------------------------

static bool is_closing_name(Str name) {
  static const char *const names[] = {"close",     "aclose",     "stop",       "shutdown",
                                      "__aexit__", "disconnect", "async_stop", "async_close",
                                      "cleanup",   "terminate",  "teardown",   "async_shutdown"};
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (str_equal_c(name, names[i])) return true;
  return false;
}

// The method with which an object of the class is closed; 0 when there is none.
static ScopeId closing_method(const Summary *summary, ScopeId class_scope) {
  for (ScopeId i = class_scope + 1; i < summary->scopes_count; i++) {
    const Scope *scope = &summary->scopes[i];
    if (scope->begin >= summary->scopes[class_scope].end) return 0;
    if (scope->parent == class_scope && scope->flags & SCOPE_METHOD &&
        !(scope->flags & SCOPE_STUB) && is_closing_name(summary_name(summary, scope->name)))
      return i;
  }
  return 0;
}

// Whether anybody does more with an attribute of that name than to set it and to ask how it is.
static bool is_seen_to_in(const Program *program, ModuleId module, Str attribute) {
  const Summary *summary = program_summary(program, module);
  for (ExprId i = 1; i < summary->exprs_count; i++) {
    const Expr *expr = &summary->exprs[i];
    if (expr_is_literal(expr, LITERAL_STRING) &&
        str_equal(summary_name(summary, expr->b), attribute))
      return true; // getattr
    if (expr->kind != EXPR_ATTRIBUTE || expr->flags & EXPR_FLAG_STORE) continue;
    if (!str_equal(summary_name(summary, expr->b), attribute)) continue;
    bool is_asked =
        expr->use == USE_TESTED || expr->use == USE_IDENTITY || expr->use == USE_FORMATTED;
    if (is_asked) continue;
    const Expr *next = i + 1 < summary->exprs_count ? &summary->exprs[i + 1] : NULL;
    bool is_question = next && next->kind == EXPR_ATTRIBUTE && next->a == i &&
                       str_equal_c(summary_name(summary, next->b), "done");
    if (!is_question) return true;
  }
  return false;
}

static bool is_seen_to(const Program *program, Str attribute) {
  for (ModuleId i = 0; i < program_module_count(program); i++)
    if (program_summary(program, i) && is_seen_to_in(program, i, attribute)) return true;
  return false;
}

// Whether the coroutine that the task runs goes on for ever.
static bool is_endless(const AdviceCheck *check, ExprId task) {
  const Summary *summary = check->uses.summary;
  const Expr *call = &summary->exprs[task];
  if (call->kind != EXPR_CALL || call->c == 0) return false;
  const Function *function =
      advice_callee(check, check->uses.module, argument_value(summary, call, 0));
  if (!function) return false;
  const Summary *other = program_summary(check->uses.program, function->module);
  for (RegionId i = 0; i < other->regions_count; i++) {
    const Region *region = &other->regions[i];
    if (region->scope == function->scope && region->kind == REGION_WHILE &&
        region->flags & REGION_ENDLESS && !(region->flow & (FLOW_RETURNS | FLOW_BREAKS)))
      return true;
  }
  return false;
}

static void check_kept(AdviceCheck *check, BindingId id) {
  const Summary *summary = check->uses.summary;
  const Binding *binding = &summary->bindings[id];
  if (!binding->value || summary->exprs[binding->value].kind != EXPR_CALL) return;
  const Scope *method = &summary->scopes[binding->scope];
  if (!(method->flags & SCOPE_METHOD)) return;
  ScopeId closing = closing_method(summary, method->parent);
  if (!closing ||
      program_result(check->uses.program, check->uses.module, binding->value) != RESULT_TASK)
    return;
  Str name = summary_name(summary, binding->name);
  if (is_seen_to(check->uses.program, name)) return;
  Finding *finding =
      finding_add(check->context, &rule_tasks_not_awaited_on_shutdown, check->uses.module,
                  binding->value, "nobody ever ends the task in `%.*s`", STR_ARG(name));
  if (!finding) return;
  if (!is_endless(check, binding->value)) finding->confidence = CONFIDENCE_PROBABLE;
  finding_hop(check->context, finding, check->uses.module,
              summary_scope_name_span(summary, closing), "closes the object without it");
  finding_help(check->context, finding, "cancel the task in `%.*s`, and await it there",
               STR_ARG(summary_name(summary, summary->scopes[closing].name)));
}

void advice_check_tasks(AdviceCheck *check) {
  const Summary *summary = check->uses.summary;
  if (!rule_is_on(check->context, &rule_tasks_not_awaited_on_shutdown)) return;
  if (program_is_test(check->uses.program, check->uses.module)) return;
  for (BindingId i = 0; i < summary->bindings_count; i++)
    if (summary->bindings[i].kind == BINDING_ATTRIBUTE &&
        !(summary->bindings[i].flags & BINDING_DEAD))
      check_kept(check, i);
}
