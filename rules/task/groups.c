// Blocks of task groups. The end of the block waits for all tasks in it: however it is left, and
// whatever else was opened inside has been closed by then.
#include "rules/task/task.h"

#include "rules/calls.h"

const Rule rule_control_flow_in_task_group = {
    .id = "control-flow-in-task-group",
    .family = "task",
    .summary =
        "`return`, `break` or `continue` leaves a task group, which waits for its tasks first.",
    .aliases = "ASYNC121 S7514",
    .severity = SEVERITY_WARNING,
    .checker = &task_checker,
};

const Rule rule_resource_closed_before_task = {
    .id = "resource-closed-before-task",
    .family = "task",
    .summary = "A task uses what is closed while the task still runs.",
    .aliases = "ASYNC111",
    .severity = SEVERITY_ERROR,
    .checker = &task_checker,
};

static bool is_group(const TaskCheck *check, RegionId id) {
  const Region *region = &check->uses.summary->regions[id];
  return region->kind == REGION_ASYNC_WITH &&
         program_enters_group(check->uses.program, check->uses.module, region->subject);
}

static bool is_method(const Summary *summary, ExprId call, const char *name) {
  const Expr *site = &summary->exprs[call];
  return site->kind == EXPR_CALL && summary->exprs[site->a].kind == EXPR_ATTRIBUTE &&
         str_equal_c(summary_name(summary, summary->exprs[site->a].b), name);
}

// Whether something is cancelled between two places.
static bool is_cancelled_between(const Summary *summary, ExprId from, ExprId to) {
  for (ExprId i = from; i < to; i++)
    if (is_method(summary, i, "cancel")) return true;
  return false;
}

// `finally: group.cancel_scope.cancel()`
static bool is_cancelled_at_end(const Summary *summary, const Region *group) {
  for (ExprId i = group->begin; i < group->end; i++) {
    if (!is_method(summary, i, "cancel")) continue;
    if (summary->regions[summary_region_at(summary, i)].kind == REGION_FINALLY) return true;
  }
  return false;
}

// ---- Leaving the block --------------------------------------------------------------------------

static const char *exit_word(const Exit *exit) {
  return exit->kind == EXIT_RETURN ? "return" : exit->kind == EXIT_BREAK ? "break" : "continue";
}

// The group whose block the exit leaves, 0 when it leaves none: a loop inside the block holds
// `break` and `continue`.
static RegionId group_left(const TaskCheck *check, const Exit *exit) {
  const Summary *summary = check->uses.summary;
  for (RegionId id = exit->region;; id = summary->regions[id].parent) {
    const Region *region = &summary->regions[id];
    if (region->kind == REGION_BODY) return 0;
    bool is_loop = region->kind == REGION_WHILE || region->kind == REGION_FOR ||
                   region->kind == REGION_ASYNC_FOR;
    if (is_loop && exit->kind != EXIT_RETURN) return 0;
    if (is_group(check, id)) return id;
  }
}

static bool starts_tasks(TaskCheck *check, const Region *group, ExprId before) {
  const Uses *uses = &check->uses;
  for (ExprId i = group->begin; i < before; i++) {
    if (uses->summary->exprs[i].kind != EXPR_CALL) continue;
    const Call *call = program_call_at(uses->program, uses->module, i);
    if (call && call->entry && call->entry->spawns != SPAWNS_NOTHING) return true;
  }
  return false;
}

// The last statement of the block itself: leaving a line later would be the same.
static bool is_at_end(const Summary *summary, const Exit *exit, RegionId group) {
  return exit->region == group && exit->at >= summary->regions[group].end;
}

static void check_exit(TaskCheck *check, uint32_t index) {
  const Summary *summary = check->uses.summary;
  const Exit *exit = &summary->exits[index];
  if (exit->kind == EXIT_RAISE || exit->flags & EXIT_DEAD) return;
  RegionId group = group_left(check, exit);
  if (!group || is_at_end(summary, exit, group)) return;
  const Region *region = &summary->regions[group];
  if (!starts_tasks(check, region, exit->at)) return;
  if (is_cancelled_between(summary, summary->regions[exit->region].begin, exit->at)) return;
  if (is_cancelled_at_end(summary, region)) return;
  Finding *finding =
      finding_add_span(check->context, &rule_control_flow_in_task_group, check->uses.module,
                       summary_exit_span(summary, index),
                       "`%s` waits here until all tasks of the group have ended", exit_word(exit));
  if (!finding) return;
  finding_hop(check->context, finding, check->uses.module, summary_region_span(summary, group),
              "the group that it leaves");
  finding_help(check->context, finding, "cancel the group first, or put the `%s` behind its block",
               exit_word(exit));
}

void task_check_blocks(TaskCheck *check) {
  const Summary *summary = check->uses.summary;
  bool has_groups = false;
  if (!uses_has_regions(&check->uses, 1u << REGION_ASYNC_WITH)) return;
  for (RegionId i = 0; i < summary->regions_count && !has_groups; i++)
    has_groups = summary->regions[i].kind == REGION_ASYNC_WITH && is_group(check, i);
  for (uint32_t i = 0; has_groups && i < summary->exits_count; i++)
    check_exit(check, i);
}

// ---- Closed too early ---------------------------------------------------------------------------

// The block that binds a variable with `as`, inside of `outer` and around `at`; 0 when none does.
static RegionId inner_block(const Uses *uses, RegionId outer, ExprId at, BindingId variable) {
  const Summary *summary = uses->summary;
  const Binding *wanted = &summary->bindings[variable];
  for (RegionId id = summary_region_at(summary, at); id != outer;
       id = summary->regions[id].parent) {
    const Region *region = &summary->regions[id];
    if (region->kind == REGION_BODY) return 0;
    bool is_with = region->kind == REGION_WITH || region->kind == REGION_ASYNC_WITH;
    if (!is_with || region->binding == BINDING_NONE) continue;
    const Binding *bound = &summary->bindings[region->binding];
    if (bound->name == wanted->name && bound->scope == wanted->scope) return id;
  }
  return 0;
}

// The group that a method is called on: the block that binds its name.
static RegionId group_of(TaskCheck *check, const Call *call) {
  Uses *uses = &check->uses;
  const Summary *summary = uses->summary;
  const Expr *callee = &summary->exprs[summary->exprs[call->site].a];
  if (callee->kind != EXPR_ATTRIBUTE || summary->exprs[callee->a].kind != EXPR_NAME) return 0;
  BindingId variable = uses_variable(uses, callee->a);
  if (variable == BINDING_NONE) return 0;
  RegionId id = inner_block(uses, 0, call->site, variable);
  return id && is_group(check, id) ? id : 0;
}

// Whether the block goes on behind the call with something that may take its time.
static bool waits_behind(const Summary *summary, const Region *block, ExprId call) {
  ExprId own = summary->exprs[call].use == USE_AWAITED ? call + 1 : call; // `await ….start(…)`
  for (ExprId i = own + 1; i < block->end; i++)
    if (summary->exprs[i].kind == EXPR_AWAIT) return true;
  for (RegionId i = 0; i < summary->regions_count; i++) {
    const Region *region = &summary->regions[i];
    bool is_async = region->kind == REGION_ASYNC_FOR || region->kind == REGION_ASYNC_WITH;
    if (is_async && region->begin > call && region->begin < block->end) return true;
  }
  return false;
}

// Whether the block itself waits for the task that the call gave: by the name it is bound to.
static bool is_task_awaited(Uses *uses, const Region *block, ExprId call) {
  const Summary *summary = uses->summary;
  ExprUse use = (ExprUse)summary->exprs[call].use;
  if (use == USE_DROPPED || use == USE_AWAITED) return false;
  BindingId id = use == USE_BOUND ? uses_binding(uses, call) : BINDING_NONE;
  if (id == BINDING_NONE) return true; // it goes elsewhere
  ExprId read = uses_next_read(uses, id, call);
  return read && read < block->end;
}

static void report_closed(TaskCheck *check, const Call *call, RegionId group, RegionId block,
                          ExprId name) {
  const Summary *summary = check->uses.summary;
  const Region *inner = &summary->regions[block];
  Str variable = summary_name(summary, summary->exprs[name].a);
  Finding *finding =
      finding_add(check->context, &rule_resource_closed_before_task, check->uses.module, name,
                  "`%.*s` is closed at the end of its block, and the task goes on until the group "
                  "ends",
                  STR_ARG(variable));
  if (!finding) return;
  finding->confidence = call->confidence;
  // What is awaited there may be what the task is there for.
  if (waits_behind(summary, inner, call->site) && finding->confidence > CONFIDENCE_PROBABLE)
    finding->confidence = CONFIDENCE_PROBABLE;
  finding_hop(check->context, finding, check->uses.module, summary_region_span(summary, block),
              "`%.*s` is closed at the end of this block", STR_ARG(variable));
  finding_hop(check->context, finding, check->uses.module, summary_region_span(summary, group),
              "the group outside waits for the task");
  finding_help(check->context, finding, "open the task group inside of this block");
}

// Every name in the arguments; they stand between the callee and the call.
static void check_resources(TaskCheck *check, const Call *call) {
  Uses *uses = &check->uses;
  const Summary *summary = uses->summary;
  RegionId group = group_of(check, call);
  if (!group) return;
  for (ExprId i = summary->exprs[call->site].a + 1; i < call->site; i++) {
    if (summary->exprs[i].kind != EXPR_NAME) continue;
    BindingId variable = uses_variable(uses, i);
    RegionId block = variable == BINDING_NONE ? 0 : inner_block(uses, group, call->site, variable);
    if (!block) continue;
    const Region *inner = &summary->regions[block];
    if (is_task_awaited(uses, inner, call->site)) return;
    if (is_cancelled_between(summary, call->site, inner->end)) return;
    report_closed(check, call, group, block, i);
    return;
  }
}

void task_check_spawn(TaskCheck *check, const Call *call) {
  if (call->entry->spawns == SPAWNS_NOTHING) return;
  check_resources(check, call);
  if (call->entry->spawns == SPAWNS_TASK) task_check_start(check, call);
}
