// Waiting for several tasks in a way that never raises: whoever does not look at what became of
// them does not learn that one has failed.
#include "rules/task/task.h"

#include "rules/calls.h"

const Rule rule_gather_exceptions_ignored = {
    .id = "gather-exceptions-ignored",
    .family = "task",
    .summary = "Errors are collected as results, and nobody looks at the results.",
    .severity = SEVERITY_WARNING,
    .checker = &task_checker,
};

const Rule rule_wait_result_ignored = {
    .id = "wait-result-ignored",
    .family = "task",
    .summary = "Tasks are waited for, and nobody looks at how they ended.",
    .severity = SEVERITY_WARNING,
    .checker = &task_checker,
};

const Rule rule_gather_coroutine_argument = {
    .id = "gather-coroutine-argument",
    .family = "task",
    .summary = "A coroutine is given to a function that takes tasks only.",
    .severity = SEVERITY_ERROR,
    .checker = &task_checker,
};

// ---- Places where errors do not matter any more -------------------------------------------------

static Str method_name(const Summary *summary, ExprId call) {
  const Expr *site = &summary->exprs[call];
  if (site->kind != EXPR_CALL || summary->exprs[site->a].kind != EXPR_ATTRIBUTE) return STR("");
  return summary_name(summary, summary->exprs[site->a].b);
}

// Whether the function has cancelled something before.
static bool has_cancelled(const Summary *summary, ExprId at) {
  ScopeId runner = summary_runner(summary, summary_scope_at(summary, at));
  for (ExprId i = summary->scopes[runner].begin; i < at; i++) {
    Str name = method_name(summary, i);
    if (str_find(name, STR("cancel")) != SIZE_MAX) return true;
  }
  return false;
}

static bool is_ending_name(Str name) {
  static const char *const parts[] = {"close",   "stop",      "shutdown",   "cancel",
                                      "cleanup", "teardown",  "__aexit__",  "dispose",
                                      "kill",    "terminate", "disconnect", "clean_up"};
  for (size_t i = 0; i < COUNT_OF(parts); i++)
    if (str_find(name, str_from_c(parts[i])) != SIZE_MAX) return true;
  return false;
}

// Where something ends, what else goes wrong is of little interest: behind `cancel()`, in `finally`
// and in handlers, in `close` and its like.
static bool is_ending(const Summary *summary, ExprId at) {
  ScopeId runner = summary_runner(summary, summary_scope_at(summary, at));
  if (is_ending_name(summary_name(summary, summary->scopes[runner].name))) return true;
  for (RegionId id = summary_region_at(summary, at);; id = summary->regions[id].parent) {
    uint32_t kind = summary->regions[id].kind;
    if (kind == REGION_BODY) break;
    if (kind == REGION_FINALLY || kind == REGION_EXCEPT) return true;
  }
  return has_cancelled(summary, at);
}

// ---- What becomes of the results ----------------------------------------------------------------

// The await of the call, or the call itself where it is not awaited at once.
static ExprId awaited(TaskCheck *check, const Call *call) {
  const Summary *summary = check->uses.summary;
  if (summary->exprs[call->site].use != USE_AWAITED) return 0;
  return uses_parent(&check->uses, call->site);
}

static bool is_unread(Uses *uses, BindingId id) {
  const Binding *binding = &uses->summary->bindings[id];
  Str name = summary_name(uses->summary, binding->name);
  if (binding->kind == BINDING_ATTRIBUTE || !uses_is_local(uses, id)) return false;
  return !str_has_prefix(name, STR("_")) && !uses_next_read(uses, id, binding->at);
}

// Bound as a whole to a name that nobody reads. `_ = …` says that this is meant.
static bool is_never_looked_at(TaskCheck *check, ExprId value) {
  Uses *uses = &check->uses;
  ExprUse use = (ExprUse)uses->summary->exprs[value].use;
  if (use == USE_DROPPED) return true;
  if (use != USE_BOUND) return false;
  BindingId id = uses_binding(uses, value);
  return id != BINDING_NONE && is_unread(uses, id);
}

// ---- gather -------------------------------------------------------------------------------------

static bool is_true(const Summary *summary, const Expr *site, const char *keyword) {
  for (uint32_t i = 0; i < site->c; i++) {
    const Argument *argument = &summary->arguments[site->b + i];
    const Expr *value = &summary->exprs[argument->value];
    if (argument->keyword && str_equal_c(summary_name(summary, argument->keyword), keyword))
      return expr_is_literal(value, LITERAL_TRUE);
  }
  return false;
}

static void check_collected(TaskCheck *check, const Call *call) {
  const Summary *summary = check->uses.summary;
  const Expr *site = &summary->exprs[call->site];
  ExprId await = awaited(check, call);
  if (!await || !is_true(summary, site, call->entry->collects)) return;
  if (!is_never_looked_at(check, await) || is_ending(summary, call->site)) return;
  Str name = call_name(check->context, call);
  Finding *finding =
      finding_add(check->context, &rule_gather_exceptions_ignored, check->uses.module, call->site,
                  "`%.*s` collects the errors, and nobody looks at them", STR_ARG(name));
  if (!finding) return;
  finding->confidence = call->confidence;
  // Who keeps the results meant to look at them; who drops them may well not care.
  if (summary->exprs[await].use == USE_DROPPED && finding->confidence > CONFIDENCE_PROBABLE)
    finding->confidence = CONFIDENCE_PROBABLE;
  finding_help(check->context, finding,
               "look for exceptions in the results, or drop `%s`: then the first one is raised",
               call->entry->collects);
}

// ---- wait ---------------------------------------------------------------------------------------

// Whether the tasks in the expression can be reached by nobody behind the wait: a display of fresh
// tasks, or a local variable that is not read again.
typedef struct Tasks {
  TaskCheck *check;
  bool may_fail; // one of them is known to let errors out
} Tasks;

static bool is_alone(Tasks *tasks, ExprId value);
static bool is_fresh_task(Tasks *tasks, ExprId value);
static bool may_fail(const Uses *uses, ExprId task);

// A task that is put into the list.
static void see_filled(Tasks *tasks, ExprId fill) {
  const Uses *uses = &tasks->check->uses;
  const Expr *site = &uses->summary->exprs[fill];
  if (site->kind != EXPR_CALL || site->c != 1) return;
  ExprId value = argument_value(uses->summary, site, 0);
  if (uses->summary->exprs[value].kind == EXPR_CALL) tasks->may_fail |= may_fail(uses, value);
}

static bool is_empty_container(const Uses *uses, const Expr *call) {
  Str type = STR("");
  return call->c == 0 && program_symbol(uses->program, uses->module, call->a, &type) &&
         (str_equal_c(type, "builtins.set") || str_equal_c(type, "builtins.list"));
}

static bool is_variable_alone(Tasks *tasks, ExprId name) {
  Uses *uses = &tasks->check->uses;
  BindingId id = uses_variable(uses, name);
  if (id == BINDING_NONE || !uses_is_local(uses, id)) return false;
  const Binding *binding = &uses->summary->bindings[id];
  if (binding->kind != BINDING_ASSIGN || binding->unpack != 0 || !binding->value) return false;
  if (binding->value >= name) return false;
  for (ExprId read = uses_next_read(uses, id, 0); read; read = uses_next_read(uses, id, read + 1)) {
    ExprId fill = uses_parent(uses, uses_parent(uses, read));
    Str method = method_name(uses->summary, fill);
    bool is_filled = str_equal_c(method, "append") || str_equal_c(method, "add");
    if (read != name && !is_filled) return false;
    if (is_filled) see_filled(tasks, fill);
  }
  const Expr *value = &uses->summary->exprs[binding->value];
  if (value->kind != EXPR_CALL) return is_alone(tasks, binding->value);
  return is_empty_container(uses, value) || is_fresh_task(tasks, binding->value);
}

// `create_task(fetch(key))` of an async function of the project that lets errors out.
static bool may_fail(const Uses *uses, ExprId task) {
  const Expr *site = &uses->summary->exprs[task];
  if (site->c == 0) return false;
  ExprId made = argument_value(uses->summary, site, 0);
  if (uses->summary->exprs[made].kind != EXPR_CALL) return false;
  const Call *call = program_call_at(uses->program, uses->module, made);
  if (!call || call->callee == FUNCTION_NONE || call->confidence != CONFIDENCE_RESOLVED)
    return false;
  return !function_catches_all(uses->program, program_function(uses->program, call->callee));
}

static bool is_fresh_task(Tasks *tasks, ExprId value) {
  const Uses *uses = &tasks->check->uses;
  const Expr *expr = &uses->summary->exprs[value];
  if (expr->kind == EXPR_NAME) return is_variable_alone(tasks, value);
  if (expr->kind != EXPR_CALL || program_result(uses->program, uses->module, value) != RESULT_TASK)
    return false;
  tasks->may_fail |= may_fail(uses, value);
  return true;
}

static bool is_alone(Tasks *tasks, ExprId value) {
  const Summary *summary = tasks->check->uses.summary;
  const Expr *expr = &summary->exprs[value];
  if (expr->kind == EXPR_NAME) return is_variable_alone(tasks, value);
  if (expr->kind == EXPR_COMPREHENSION) {
    ExprId element = summary->scopes[expr->a].element;
    return summary->exprs[element].kind == EXPR_CALL && is_fresh_task(tasks, element);
  }
  if (expr->kind != EXPR_CONTAINER || expr->c == CONTAINER_DICT) return false;
  for (uint32_t i = 0; i < expr->b; i++)
    if (!is_fresh_task(tasks, summary->operands[expr->a + i])) return false;
  return true;
}

// `done, pending = await wait(…)` where `done` is not read.
static bool is_done_unread(TaskCheck *check, ExprId await) {
  Uses *uses = &check->uses;
  const Summary *summary = uses->summary;
  bool is_unpacked = false;
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->at > await + 8) break;
    if (binding->value != await) continue;
    bool is_hidden = binding->unpack == 0 || binding->unpack == UNPACK_INSIDE;
    if (is_hidden || binding->kind != BINDING_ASSIGN || !uses_is_local(uses, i)) return false;
    if (uses_next_read(uses, i, binding->at)) return false;
    is_unpacked = true;
  }
  return is_unpacked;
}

static void check_waited(TaskCheck *check, const Call *call) {
  const Summary *summary = check->uses.summary;
  const Expr *site = &summary->exprs[call->site];
  ExprId await = awaited(check, call);
  if (!await || site->c == 0 || summary->arguments[site->b].keyword) return;
  bool is_ignored = is_never_looked_at(check, await) ||
                    (summary->exprs[await].use == USE_ITERATED && is_done_unread(check, await)) ||
                    (summary->exprs[await].use == USE_BOUND && is_done_unread(check, await));
  Tasks tasks = {.check = check};
  if (!is_ignored || !is_alone(&tasks, argument_value(summary, site, 0))) return;
  if (is_ending(summary, call->site)) return;
  Str name = call_name(check->context, call);
  Finding *finding = finding_add(
      check->context, &rule_wait_result_ignored, check->uses.module, call->site,
      "`%.*s` never raises what a task has raised, and nobody looks at the tasks behind "
      "it",
      STR_ARG(name));
  if (!finding) return;
  finding->confidence = call->confidence;
  if (!tasks.may_fail && finding->confidence > CONFIDENCE_PROBABLE)
    finding->confidence = CONFIDENCE_PROBABLE;
  finding_help(check->context, finding,
               "ask each task that is done for its result, or wait with `gather` or in a task "
               "group, which raise");
}

// ---- Coroutines in the place of tasks -----------------------------------------------------------

static bool is_coroutine(TaskCheck *check, ExprId value) {
  const Uses *uses = &check->uses;
  return program_result(uses->program, uses->module, value) == RESULT_COROUTINE;
}

// A display or comprehension with coroutines in it, maybe by a name that is bound once.
static ExprId coroutine_in(TaskCheck *check, ExprId tasks) {
  Uses *uses = &check->uses;
  const Summary *summary = uses->summary;
  const Expr *expr = &summary->exprs[tasks];
  if (expr->kind == EXPR_NAME) {
    BindingId id = uses_variable(uses, tasks);
    if (id == BINDING_NONE || !uses_is_local(uses, id)) return 0;
    const Binding *binding = &summary->bindings[id];
    Str name = summary_name(summary, binding->name);
    BindingList all = summary_bindings(summary, binding->scope, name, summary_name_hash(name));
    if (all.count != 1 || binding->kind != BINDING_ASSIGN || binding->unpack != 0) return 0;
    tasks = binding->value;
    expr = &summary->exprs[tasks];
  }
  if (expr->kind == EXPR_COMPREHENSION) {
    ExprId element = summary->scopes[expr->a].element;
    return is_coroutine(check, element) ? element : 0;
  }
  if (expr->kind != EXPR_CONTAINER || expr->c == CONTAINER_DICT) return 0;
  for (uint32_t i = 0; i < expr->b; i++)
    if (is_coroutine(check, summary->operands[expr->a + i])) return summary->operands[expr->a + i];
  return 0;
}

static void check_refused(TaskCheck *check, const Call *call) {
  const Summary *summary = check->uses.summary;
  const Expr *site = &summary->exprs[call->site];
  if (site->c == 0 || summary->arguments[site->b].keyword) return;
  ExprId coroutine = coroutine_in(check, argument_value(summary, site, 0));
  if (!coroutine) return;
  Str name = call_name(check->context, call);
  Finding *finding =
      finding_add(check->context, &rule_gather_coroutine_argument, check->uses.module, coroutine,
                  "`%.*s` takes tasks and futures, and refuses this coroutine", STR_ARG(name));
  if (!finding) return;
  finding->confidence = call->confidence;
  finding_help(check->context, finding, "make a task of it first: `create_task(…)`");
  const char *maker = knowledge_names_of(LIBRARY_ASYNCIO).make_task;
  if (summary->exprs[coroutine].kind == EXPR_CALL)
    finding_fix(check->context, finding, APPLICABILITY_UNSAFE,
                (FixStep){.kind = FIX_WRAP, .expr = coroutine, .name = maker});
}

void task_check_outcome(TaskCheck *check, const Call *call) {
  if (call->entry->collects) check_collected(check, call);
  if (call->entry->keeps_errors) check_waited(check, call);
  if (call->entry->refuses_coroutines) check_refused(check, call);
}
