// What could be simpler, or faster, or could be seen: advice about tasks, off unless asked for.
#include "rules/calls.h"
#include "rules/task/task.h"

static void check_module(RuleContext *context, ModuleId module);

static const Checker checker = {.on_module = check_module};

const Rule rule_task_exception_unobserved = {
    .id = "task-exception-unobserved",
    .family = "task",
    .summary = "A task is kept, and nobody ever asks how it ended.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &checker,
};

const Rule rule_task_group_single_task = {
    .id = "task-group-single-task",
    .family = "task",
    .summary = "A task group holds one task and nothing beside it.",
    .aliases = "ASYNC112 S7513",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &checker,
};

const Rule rule_sequential_await_in_loop = {
    .id = "sequential-await-in-loop",
    .family = "task",
    .summary = "A loop awaits calls that do not depend on each other, one after the other.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &checker,
};

// ---- Nobody asks --------------------------------------------------------------------------------

// What is asked of a task that tells nothing of an error in it.
static bool is_blind(Str method) {
  static const char *const names[] = {"cancel",   "done",     "cancelled", "set_name",
                                      "get_name", "get_coro", "get_loop"};
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (str_equal_c(method, names[i])) return true;
  return false;
}

// Whether a read of the task, by a name or an attribute, can lead to the error.
static bool observes(Uses *uses, ExprId read) {
  const Summary *summary = uses->summary;
  switch ((int)summary->exprs[read].use) {
  case USE_TESTED:
  case USE_IDENTITY:
  case USE_COMPARED:
  case USE_DROPPED:
  case USE_FORMATTED:
  case USE_DELETED:
    return false;
  case USE_OBJECT: {
    const Expr *attribute = &summary->exprs[uses_parent(uses, read)];
    return !(attribute->use == USE_CALLED && is_blind(summary_name(summary, attribute->b)));
  }
  }
  return true;
}

static bool is_name_observed(Uses *uses, BindingId id, uint32_t *count) {
  ExprId read = uses_next_read(uses, id, 0);
  for (; read; read = uses_next_read(uses, id, read + 1), ++*count)
    if (observes(uses, read)) return true;
  return false;
}

// Any attribute of that name in the file counts, whatever the object.
static bool is_attribute_observed(Uses *uses, NameId name, uint32_t *count) {
  for (ExprId i = 1; i < uses->summary->exprs_count; i++) {
    const Expr *expr = &uses->summary->exprs[i];
    if (expr->kind != EXPR_ATTRIBUTE || expr->b != name || expr->flags & EXPR_FLAG_STORE) continue;
    ++*count;
    if (observes(uses, i)) return true;
  }
  return false;
}

static void report_unobserved(TaskCheck *check, const Call *call, Str name, bool is_sure) {
  Finding *finding = finding_add(
      check->context, &rule_task_exception_unobserved, check->uses.module, call->site,
      "nobody asks the task in `%.*s` how it ended: its errors are not seen", STR_ARG(name));
  if (!finding) return;
  finding->confidence = is_sure ? call->result_confidence : CONFIDENCE_PROBABLE;
  finding_help(check->context, finding,
               "await it, ask for its `exception()`, or add a callback that does");
}

static void check_task(TaskCheck *check, const Call *call) {
  Uses *uses = &check->uses;
  const Summary *summary = uses->summary;
  ExprUse use = (ExprUse)summary->exprs[call->site].use;
  if (call->result != RESULT_TASK || (use != USE_BOUND && use != USE_STORED)) return;
  BindingId id = uses_binding(uses, call->site);
  if (id == BINDING_NONE) return;
  const Binding *binding = &summary->bindings[id];
  Str name = summary_name(summary, binding->name);
  uint32_t count = 0;
  if (binding->kind == BINDING_ATTRIBUTE) {
    if (!is_attribute_observed(uses, binding->name, &count) && count > 0)
      report_unobserved(check, call, name, str_has_prefix(name, STR("_")));
  } else if (uses_is_local(uses, id) && !is_name_observed(uses, id, &count) && count > 0) {
    report_unobserved(check, call, name, true);
  }
}

// ---- One task -----------------------------------------------------------------------------------

// The only place where the group is named, when it starts a task there and in every round the same
// one: 0 when it is not so.
static ExprId only_start(TaskCheck *check, const Region *group) {
  Uses *uses = &check->uses;
  if (group->binding == BINDING_NONE || !uses_is_local(uses, group->binding)) return 0;
  ExprId read = uses_next_read(uses, group->binding, 0);
  if (!read || uses_next_read(uses, group->binding, read + 1)) return 0;
  ExprId site = uses_parent(uses, uses_parent(uses, read));
  if (uses->summary->exprs[site].kind != EXPR_CALL) return 0;
  const Call *call = program_call_at(uses->program, uses->module, site);
  return call && call->entry && call->entry->spawns != SPAWNS_NOTHING ? site : 0;
}

static bool has_other_awaits(const Summary *summary, RegionId id, ExprId start) {
  const Region *group = &summary->regions[id];
  for (ExprId i = group->begin; i < group->end; i++)
    if (summary->exprs[i].kind == EXPR_AWAIT && summary->exprs[i].a != start) return true;
  for (RegionId i = id + 1; i < summary->regions_count; i++)
    if (summary_region_contains(summary, id, i)) return true; // a block of any kind
  return false;
}

static void check_group(TaskCheck *check, RegionId id) {
  const Summary *summary = check->uses.summary;
  const Region *group = &summary->regions[id];
  if (group->kind != REGION_ASYNC_WITH || group->flags & REGION_DEAD) return;
  if (!program_enters_group(check->uses.program, check->uses.module, group->subject)) return;
  ExprId start = only_start(check, group);
  if (!start || summary_region_at(summary, start) != id) return;
  if (has_other_awaits(summary, id, start)) return;
  Finding *finding = finding_add(check->context, &rule_task_group_single_task, check->uses.module,
                                 group->subject, "this task group holds a single task");
  if (finding)
    finding_help(check->context, finding, "await the async function itself, without a group");
}

// ---- One after the other ------------------------------------------------------------------------

static bool reads_variable(Uses *uses, BindingId variable, ExprId call) {
  ExprId read = uses_next_read(uses, variable, uses->summary->bindings[variable].at);
  for (; read && read < call; read = uses_next_read(uses, variable, read + 1))
    for (ExprId at = read; at; at = uses_parent(uses, at))
      if (at == call) return true;
  return false;
}

// A call of an async function of the project, with the variable of the loop as an argument.
static bool is_independent(TaskCheck *check, ExprId await, BindingId variable) {
  Uses *uses = &check->uses;
  ExprId site = uses->summary->exprs[await].a;
  if (uses->summary->exprs[site].kind != EXPR_CALL) return false;
  const Call *call = program_call_at(uses->program, uses->module, site);
  return call && call->callee != FUNCTION_NONE && call->result == RESULT_COROUTINE &&
         call->result_confidence == CONFIDENCE_RESOLVED && reads_variable(uses, variable, site);
}

static void report_sequential(TaskCheck *check, ExprId await) {
  Finding *finding =
      finding_add(check->context, &rule_sequential_await_in_loop, check->uses.module, await,
                  "each round waits for the one before, and needs nothing of it");
  if (finding)
    finding_help(check->context, finding,
                 "start them together, in a task group or with `gather`, and limit how many run at "
                 "once");
}

// The await that is all that a block does: its value dropped, or put into a list. 0 when there is
// more, or a way out.
static ExprId only_await(Uses *uses, RegionId id) {
  const Summary *summary = uses->summary;
  const Region *loop = &summary->regions[id];
  ExprId await = 0;
  if (loop->flow != FLOW_FALLS) return 0;
  for (ExprId i = loop->begin; i < loop->end; i++) {
    const Expr *expr = &summary->exprs[i];
    if (summary_region_at(summary, i) != id) return 0;
    if (expr->kind == EXPR_AWAIT && await) return 0;
    if (expr->kind == EXPR_AWAIT) await = i;
    bool is_end = expr->use == USE_BOUND || expr->use == USE_STORED || expr->use == USE_YIELDED;
    if (is_end || expr->flags & EXPR_FLAG_STORE) return 0;
  }
  if (!await) return 0;
  if (summary->exprs[await].use == USE_DROPPED) return await;
  const Expr *fill = &summary->exprs[uses_parent(uses, await)];
  bool is_filled = summary->exprs[await].use == USE_ARGUMENT && fill->use == USE_DROPPED;
  return is_filled ? await : 0;
}

static BindingId variable_of(const Summary *summary, ScopeId scope, ExprId iterable) {
  for (BindingId i = 0; i < summary->bindings_count; i++)
    if (summary->bindings[i].kind == BINDING_FOR && summary->bindings[i].value == iterable &&
        summary->bindings[i].scope == scope)
      return i;
  return BINDING_NONE;
}

static void check_loop(TaskCheck *check, RegionId id) {
  const Summary *summary = check->uses.summary;
  const Region *loop = &summary->regions[id];
  if (loop->kind != REGION_FOR || !(loop->flags & REGION_AWAITS)) return;
  BindingId variable = variable_of(summary, loop->scope, loop->subject);
  if (variable == BINDING_NONE || !uses_is_local(&check->uses, variable)) return;
  ExprId await = only_await(&check->uses, id);
  if (await && is_independent(check, await, variable)) report_sequential(check, await);
}

// ---- All of a module ----------------------------------------------------------------------------

static void check_module(RuleContext *context, ModuleId module) {
  const Program *program = rule_program(context);
  TaskCheck check = {.context = context, .uses = uses_of(context, module)};
  const Function *function = NULL;
  for (uint32_t next = 0; uses_next_function(&check.uses, &next, &function);)
    for (uint32_t i = 0; i < function->call_count; i++)
      check_task(&check, program_call(program, function->first_call + i));
  for (RegionId i = 0; i < check.uses.summary->regions_count; i++) {
    check_group(&check, i);
    check_loop(&check, i);
  }
}
