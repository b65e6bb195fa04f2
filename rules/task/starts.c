// Tasks that others wait for until they are ready: nobody waits where everybody relies on it, or
// the task never says so.
#include "rules/task/task.h"

#include "rules/calls.h"

const Rule rule_start_soon_in_context_manager_entry = {
    .id = "start-soon-in-context-manager-entry",
    .family = "task",
    .summary = "A context manager starts a task and does not wait until it is ready.",
    .aliases = "ASYNC113 ASYNC114",
    .severity = SEVERITY_WARNING,
    .checker = &task_checker,
};

const Rule rule_startable_never_started = {
    .id = "startable-never-started",
    .family = "task",
    .summary = "An async function takes `task_status` and never says that it has started.",
    .aliases = "ASYNC128",
    .severity = SEVERITY_ERROR,
    .checker = &task_checker,
};

// ---- Entering -----------------------------------------------------------------------------------

static bool is_manager_function(const Uses *uses, const Scope *scope) {
  for (uint32_t i = 0; i < scope->decorator_count; i++)
    if (program_decorator(uses->program, uses->module,
                          uses->summary->operands[scope->decorators + i]) ==
        DECORATION_ASYNC_CONTEXT)
      return true;
  return false;
}

static bool yields_behind(const Summary *summary, ScopeId function, ExprId from, ExprId to) {
  for (ExprId i = from; i < to; i++)
    if (summary->exprs[i].kind == EXPR_YIELD &&
        summary_runner(summary, summary_scope_at(summary, i)) == function)
      return true;
  return false;
}

// Up to where the tasks run that are started at `at`: to the end of the function, or of a group
// around it.
static ExprId end_of_tasks(const TaskCheck *check, ScopeId function, ExprId at) {
  const Summary *summary = check->uses.summary;
  for (RegionId id = summary_region_at(summary, at);; id = summary->regions[id].parent) {
    const Region *region = &summary->regions[id];
    if (region->kind == REGION_BODY) return summary->scopes[function].end;
    if (region->kind == REGION_ASYNC_WITH &&
        program_enters_group(check->uses.program, check->uses.module, region->subject))
      return region->end;
  }
}

// Whether the tasks go on while somebody is inside of the context manager.
static bool runs_inside(const TaskCheck *check, ScopeId id, ExprId at) {
  const Summary *summary = check->uses.summary;
  const Scope *scope = &summary->scopes[id];
  ExprId end = end_of_tasks(check, id, at);
  if (str_equal_c(summary_name(summary, scope->name), "__aenter__"))
    return end == scope->end && (scope->flags & SCOPE_METHOD) != 0;
  return is_manager_function(&check->uses, scope) && yields_behind(summary, id, at, end);
}

void task_check_start(TaskCheck *check, const Call *call) {
  const Uses *uses = &check->uses;
  const Summary *summary = uses->summary;
  const Expr *site = &summary->exprs[call->site];
  if (site->c == 0 || summary->arguments[site->b].keyword) return;
  ExprId callee = argument_value(summary, site, 0);
  ScopeId runner = summary_runner(summary, summary_scope_at(summary, call->site));
  if (!runs_inside(check, runner, call->site)) return;
  if (!program_can_report_start(uses->program, uses->module, callee)) return;
  Str name = call_spelling(summary, callee, rule_arena(check->context));
  Finding *finding = finding_add(
      check->context, &rule_start_soon_in_context_manager_entry, uses->module, call->site,
      "whoever enters may be faster than `%.*s`, which could say that it is ready", STR_ARG(name));
  if (!finding) return;
  finding->confidence = call->confidence;
  finding_help(check->context, finding, "wait for it: `await ….start(…)`");
}

// ---- Never ready --------------------------------------------------------------------------------

// Whether a read may lead to `started()`: it is called, or goes where that may happen.
static bool may_tell(Uses *uses, ExprId read) {
  const Summary *summary = uses->summary;
  const Expr *parent = &summary->exprs[uses_parent(uses, read)];
  if (summary->exprs[read].use != USE_OBJECT) return summary->exprs[read].use != USE_DROPPED;
  bool is_started = str_equal_c(summary_name(summary, parent->b), "started");
  return !is_started || parent->use != USE_DROPPED;
}

static bool is_ever_told(Uses *uses, BindingId id) {
  ExprId read = uses_next_read(uses, id, 0);
  for (; read; read = uses_next_read(uses, id, read + 1))
    if (may_tell(uses, read)) return true;
  return false;
}

static void check_signal(TaskCheck *check, BindingId id) {
  Uses *uses = &check->uses;
  const Summary *summary = uses->summary;
  const Binding *binding = &summary->bindings[id];
  const Scope *scope = &summary->scopes[binding->scope];
  uint8_t flow = summary->regions[scope->body].flow;
  if (!(scope->flags & SCOPE_ASYNC) || scope->flags & (SCOPE_STUB | SCOPE_DEAD)) return;
  if (!(flow & (FLOW_FALLS | FLOW_RETURNS))) return; // it raises, whatever is asked of it
  if (!program_is_start_signal(uses->program, uses->module, binding->extra)) return;
  if (is_ever_told(uses, id)) return;
  Finding *finding = finding_add_span(check->context, &rule_startable_never_started, uses->module,
                                      summary_scope_name_span(summary, binding->scope),
                                      "`%.*s` takes `%.*s` and never calls `started()`",
                                      STR_ARG(summary_name(summary, scope->name)),
                                      STR_ARG(summary_name(summary, binding->name)));
  if (finding)
    finding_help(check->context, finding,
                 "call `%.*s.started()` when it is ready, or take the parameter away",
                 STR_ARG(summary_name(summary, binding->name)));
}

void task_check_signals(TaskCheck *check) {
  const Uses *uses = &check->uses;
  if (!program_uses_library(uses->program, uses->module, LIBRARY_TRIO) &&
      !program_uses_library(uses->program, uses->module, LIBRARY_ANYIO))
    return;
  for (BindingId i = 0; i < uses->summary->bindings_count; i++)
    if (uses->summary->bindings[i].kind == BINDING_PARAMETER) check_signal(check, i);
}
