// Tasks that nobody keeps. The loop holds its tasks by weak references only: what no variable, no
// container and no awaiting coroutine holds may vanish in the middle of its work.
#include "rules/task/task.h"

#include "base/path.h"
#include "rules/calls.h"

#include <string.h>

static void check_module(RuleContext *context, ModuleId module);

const Checker task_checker = {.on_module = check_module};

const Rule rule_orphaned_task = {
    .id = "orphaned-task",
    .family = "task",
    .summary = "A task is started and dropped: it may be collected while it runs.",
    .aliases = "ASYNC300 RUF006 S7502",
    .severity = SEVERITY_ERROR,
    .checker = &task_checker,
};

const Rule rule_unused_task_variable = {
    .id = "unused-task-variable",
    .family = "task",
    .summary = "A task is kept only in a local variable that is never read.",
    .aliases = "RUF006",
    .severity = SEVERITY_WARNING,
    .checker = &task_checker,
};

// ---- Wrappers -----------------------------------------------------------------------------------

#define WRAPPERS_MAX_DEPTH 8

static bool function_keeps(const Program *program, FunctionId id, int depth);

// Whether a name occurs in a function elsewhere than in the expression that returns it.
static bool is_used_again(const Summary *summary, const Scope *scope, ExprId returned) {
  for (ExprId i = scope->begin; i < scope->end; i++) {
    const Expr *expr = &summary->exprs[i];
    if (i == returned || expr->kind != EXPR_NAME || expr->flags & EXPR_FLAG_STORE) continue;
    if (expr->a == summary->exprs[returned].a) return true;
  }
  return false;
}

// What stands in an attribute or an element is held by somebody; only a fresh call may give what
// nobody holds.
static bool return_keeps(const Program *program, const Function *function, ExprId value,
                         int depth) {
  const Summary *summary = program_summary(program, function->module);
  if (summary->exprs[value].kind == EXPR_NAME)
    return is_used_again(summary, &summary->scopes[function->scope], value);
  const Call *call = summary->exprs[value].kind == EXPR_CALL
                         ? program_call_at(program, function->module, value)
                         : NULL;
  if (!call) return true;
  return call->callee != FUNCTION_NONE && function_keeps(program, call->callee, depth + 1);
}

// Whether a function of the project that gives back a task also puts it somewhere safe.
static bool function_keeps(const Program *program, FunctionId id, int depth) {
  if (depth > WRAPPERS_MAX_DEPTH) return true;
  const Function *function = program_function(program, id);
  const Summary *summary = program_summary(program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  if (scope->kind == SCOPE_LAMBDA) return return_keeps(program, function, scope->element, depth);
  bool has_return = false;
  for (uint32_t i = uses_first_exit(summary, scope->begin); i < summary->exits_count; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->at > scope->end) break;
    if (exit->scope != function->scope || exit->kind != EXIT_RETURN || !exit->value) continue;
    if (return_keeps(program, function, exit->value, depth)) return true;
    has_return = true;
  }
  return !has_return;
}

// Whether an expression can stand for a task at all: what is made of others cannot.
static bool may_be_task(const Expr *expr) {
  return expr->kind != EXPR_LITERAL && expr->kind != EXPR_CONTAINER && expr->kind != EXPR_COMPARE &&
         expr->kind != EXPR_FORMAT && expr->kind != EXPR_COMPREHENSION && expr->kind != EXPR_LAMBDA;
}

// Whether all that a function of the project returns is a task, whatever its annotation says:
// `-> asyncio.Task` tells no fresh one from one that somebody holds.
static bool returns_tasks(const Program *program, FunctionId id, int depth) {
  const Function *function = program_function(program, id);
  const Summary *summary = program_summary(program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  bool has_return = false;
  for (uint32_t i = uses_first_exit(summary, scope->begin); i < summary->exits_count; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->at > scope->end) break;
    if (exit->scope != function->scope || exit->kind != EXIT_RETURN) continue;
    if (!exit->value || depth > WRAPPERS_MAX_DEPTH) return false;
    has_return = true;
    if (!may_be_task(&summary->exprs[exit->value])) return false;
    if (program_result(program, function->module, exit->value) == RESULT_TASK) continue;
    if (summary->exprs[exit->value].kind != EXPR_CALL) return false;
    const Call *call = program_call_at(program, function->module, exit->value);
    if (!call || call->callee == FUNCTION_NONE) return false;
    if (!returns_tasks(program, call->callee, depth + 1)) return false;
  }
  return has_return;
}

// The value of the only return of a function; 0 where there are several.
static ExprId only_return(const Program *program, FunctionId id) {
  const Function *function = program_function(program, id);
  const Summary *summary = program_summary(program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  if (scope->kind == SCOPE_LAMBDA) return scope->element;
  ExprId found = 0;
  for (uint32_t i = uses_first_exit(summary, scope->begin); i < summary->exits_count; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->at > scope->end) break;
    if (exit->scope != function->scope || exit->kind != EXIT_RETURN) continue;
    if (found) return 0;
    found = exit->value;
  }
  return found;
}

// Whether the task was asked for from another thread, here or in a function that gives back what
// comes of that.
static bool is_started_from_thread(const Program *program, const Call *call, int depth) {
  if (call->entry) return call->entry->is_from_thread;
  if (call->callee == FUNCTION_NONE || depth > WRAPPERS_MAX_DEPTH) return false;
  ExprId returned = only_return(program, call->callee);
  ModuleId module = program_function(program, call->callee)->module;
  const Call *inner = returned ? program_call_at(program, module, returned) : NULL;
  return inner && is_started_from_thread(program, inner, depth + 1);
}

static bool gives_task(const Program *program, const Call *call) {
  if (call->result == RESULT_TASK) return true;
  if (call->result != RESULT_VALUE || call->how != CALL_PLAIN || call->callee == FUNCTION_NONE)
    return false;
  // Without an annotation the result of the call would say so.
  const Function *callee = program_function(program, call->callee);
  const Scope *scope = &program_summary(program, callee->module)->scopes[callee->scope];
  return !callee->is_async && scope->returns != 0 && returns_tasks(program, call->callee, 0);
}

// ---- Dropped ------------------------------------------------------------------------------------

// What runs to its end in its first step cannot be collected midway: until then the loop holds it.
static StepCount steps_in(const Program *program, ModuleId module, const Call *call, int depth) {
  const Summary *summary = program_summary(program, module);
  const Expr *site = &summary->exprs[call->site];
  for (size_t i = 0; call->entry && i < COUNT_OF(call->entry->roles); i++) {
    Role role = call->entry->roles[i];
    for (uint32_t j = 0; role.role == ROLE_COROUTINE && j < site->c; j++)
      if (argument_has_role(summary, site, j, role))
        return program_steps(program, module, argument_value(summary, site, j));
  }
  if (call->callee == FUNCTION_NONE || depth > WRAPPERS_MAX_DEPTH) return STEPS_UNKNOWN;
  ExprId returned = only_return(program, call->callee);
  const Function *callee = program_function(program, call->callee);
  const Call *inner = returned ? program_call_at(program, callee->module, returned) : NULL;
  return inner ? steps_in(program, callee->module, inner, depth + 1) : STEPS_UNKNOWN;
}

static StepCount steps_of(const Uses *uses, const Call *call) {
  return steps_in(uses->program, uses->module, call, 0);
}

// `iscoroutine(it)`
static bool is_asked_coroutine(const Uses *uses, ExprId test, NameId name) {
  const Summary *summary = uses->summary;
  const Expr *call = &summary->exprs[test];
  if (call->kind != EXPR_CALL || call->c != 1) return false;
  const Expr *value = &summary->exprs[summary->arguments[call->b].value];
  return expr_is_name(value, name) &&
         program_kind_question(uses->program, uses->module, test) == ASKS_COROUTINE;
}

// Whether the code around has asked for a coroutine: `if iscoroutine(it): ensure_future(it)`.
static bool is_told_coroutine(const Uses *uses, ExprId value) {
  const Summary *summary = uses->summary;
  if (summary->exprs[value].kind != EXPR_NAME) return false;
  RegionId at = summary_region_at(summary, value);
  for (; summary->regions[at].kind != REGION_BODY; at = summary->regions[at].parent)
    if (summary->regions[at].kind == REGION_IF &&
        is_asked_coroutine(uses, summary->regions[at].subject, summary->exprs[value].a))
      return true;
  return false;
}

// What a call takes that may be a future, which it gives back as it is: `ensure_future(it)`. 0 when
// it takes none, or is known to get a coroutine.
static ExprId passed_through(const Uses *uses, const Call *call) {
  const Expr *site = &uses->summary->exprs[call->site];
  for (size_t i = 0; call->entry && i < COUNT_OF(call->entry->roles); i++) {
    Role role = call->entry->roles[i];
    if (role.role != ROLE_COROUTINE || !role.keyword || !strstr(role.keyword, "future")) continue;
    for (uint32_t j = 0; j < site->c; j++) {
      if (!argument_has_role(uses->summary, site, j, role)) continue;
      ExprId value = argument_value(uses->summary, site, j);
      bool is_coroutine = program_result(uses->program, uses->module, value) == RESULT_COROUTINE ||
                          is_told_coroutine(uses, value);
      return is_coroutine ? 0 : value;
    }
  }
  return 0;
}

// Whether the task may be somebody else's. `ensure_future(client.close())`, dropped, is written to
// start what is called, but what that is may not be known.
static bool may_pass_through(const Uses *uses, const Call *call) {
  ExprId value = passed_through(uses, call);
  if (value == 0) return false;
  bool is_dropped = uses->summary->exprs[call->site].use == USE_DROPPED;
  return !is_dropped || uses->summary->exprs[value].kind != EXPR_CALL ||
         program_result(uses->program, uses->module, value) != RESULT_VALUE ||
         program_may_be_task(uses->program, uses->module, value);
}

// A factory of the project's own makes all tasks, mostly to keep them: all in the folder of the
// file that has it. Another program of the same repository may lie beside it.
static bool has_task_factory(const Uses *uses) {
  const Program *program = uses->program;
  Str path = program_path(program, uses->module);
  for (uint32_t i = 0; i < program_task_maker_count(program); i++) {
    const Function *function = program_function(program, program_task_maker(program, i));
    const KnowledgeEntry *caller = function->root_entry;
    if (caller && caller->traits & TRAIT_MAKES_TASKS &&
        !program_is_test(program, function->module) &&
        str_has_prefix(path, path_folder(program_path(program, function->module))))
      return true;
  }
  return false;
}

static bool makes_own_tasks(TaskCheck *check) {
  if (!check->is_factory_asked) check->has_factory = has_task_factory(&check->uses);
  check->is_factory_asked = true;
  return check->has_factory;
}

// `__del__` starts what closes the object as well as it can: nobody is left to keep the task.
static bool is_in_destructor(const Uses *uses, const Call *call) {
  const Summary *summary = uses->summary;
  const Scope *scope = &summary->scopes[program_function(uses->program, call->caller)->scope];
  return scope->flags & SCOPE_METHOD && str_equal_c(summary_name(summary, scope->name), "__del__");
}

// How sure it is that a task can be collected before it is done.
static Confidence loss_confidence(TaskCheck *check, const Call *call) {
  bool may_end = steps_of(&check->uses, call) == STEPS_ONE_PROBABLY;
  // The thread cannot keep the task, and may have nothing to say of how it ends.
  bool is_from_thread = is_started_from_thread(check->uses.program, call, 0);
  bool is_less_sure = may_end || is_from_thread || passed_through(&check->uses, call) != 0 ||
                      is_in_destructor(&check->uses, call) || makes_own_tasks(check);
  return is_less_sure && call->result_confidence > CONFIDENCE_PROBABLE ? CONFIDENCE_PROBABLE
                                                                       : call->result_confidence;
}

static void report_orphan(TaskCheck *check, const Call *call, const char *how) {
  Str name = call_name(check->context, call);
  bool is_held = steps_of(&check->uses, call) == STEPS_HELD;
  Finding *finding =
      finding_add(check->context, &rule_orphaned_task, check->uses.module, call->site,
                  "nobody keeps the task that `%.*s` starts%s: %s", STR_ARG(name), how,
                  is_held ? "nobody sees what it raises" : "it may be collected before it is done");
  if (!finding) return;
  finding->confidence = loss_confidence(check, call);
  finding_help(
      check->context, finding,
      "keep the task where it outlives this call and await it, or start it in a task group");
  finding_fix(check->context, finding, APPLICABILITY_UNSAFE,
              (FixStep){.kind = FIX_KEEP_TASK, .expr = call->site});
}

// `create_task(…).add_done_callback(…)` as a statement: the call behind the dot drops the task. One
// that is cancelled at once is kept by the loop until its first step, which ends it.
static bool is_chained_and_dropped(TaskCheck *check, ExprId value) {
  Uses *uses = &check->uses;
  ExprId attribute = uses_parent(uses, value);
  ExprId call = uses_parent(uses, attribute);
  const Expr *exprs = uses->summary->exprs;
  if (exprs[attribute].kind != EXPR_ATTRIBUTE || exprs[attribute].use != USE_CALLED) return false;
  Str method = summary_name(uses->summary, exprs[attribute].b);
  return exprs[call].use == USE_DROPPED && str_equal_c(method, "add_done_callback");
}

// The value of a lambda that the loop calls: the loop throws it away.
static bool is_lambda_of_loop(TaskCheck *check, ExprId value) {
  Uses *uses = &check->uses;
  const Summary *summary = uses->summary;
  ExprId lambda = uses_parent(uses, value);
  if (summary->exprs[lambda].kind != EXPR_LAMBDA) return false;
  ExprId site = uses_parent(uses, lambda);
  if (summary->exprs[site].kind != EXPR_CALL) return false;
  const Call *call = program_call_at(uses->program, uses->module, site);
  if (!call || !call->entry) return false;
  for (size_t i = 0; i < COUNT_OF(call->entry->roles); i++) {
    Role role = call->entry->roles[i];
    if (role.role != ROLE_ON_LOOP && role.role != ROLE_STORED) continue;
    for (uint32_t j = 0; j < summary->exprs[site].c; j++)
      if (argument_value(summary, &summary->exprs[site], j) == lambda &&
          argument_has_role(summary, &summary->exprs[site], j, role))
        return true;
  }
  return false;
}

// ---- Kept in a variable that dies with the function ---------------------------------------------

static void report_unused(TaskCheck *check, const Call *call, BindingId id, const char *what) {
  const Summary *summary = check->uses.summary;
  Str name = call_name(check->context, call);
  Finding *finding =
      finding_add(check->context, &rule_unused_task_variable, check->uses.module, call->site,
                  "the task that `%.*s` starts is only kept in `%.*s`, %s", STR_ARG(name),
                  STR_ARG(summary_name(summary, summary->bindings[id].name)), what);
  if (!finding) return;
  finding->confidence = loss_confidence(check, call);
  finding_help(check->context, finding,
               "await the task, or keep it where it outlives this function");
  finding_fix(check->context, finding, APPLICABILITY_UNSAFE,
              (FixStep){.kind = FIX_KEEP_TASK, .expr = call->site});
}

// What a container of tasks is asked to do that reads none of them.
static bool is_filling(TaskCheck *check, ExprId load) {
  static const char *const methods[] = {"add", "append", "insert", "discard", "remove"};
  Uses *uses = &check->uses;
  const Expr *exprs = uses->summary->exprs;
  ExprId attribute = uses_parent(uses, load);
  ExprId call = uses_parent(uses, attribute);
  if (exprs[load].use != USE_OBJECT || exprs[attribute].kind != EXPR_ATTRIBUTE) return false;
  if (exprs[attribute].use != USE_CALLED || exprs[call].use != USE_DROPPED) return false;
  Str name = summary_name(uses->summary, exprs[attribute].b);
  for (size_t i = 0; i < COUNT_OF(methods); i++)
    if (str_equal_c(name, methods[i])) return true;
  return false;
}

// `del task` says that it was kept until then on purpose.
static bool is_deleted(const Summary *summary, BindingId id) {
  for (BindingId i = id + 1; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->at > summary->scopes[summary->bindings[id].scope].end) return false;
    if (binding->kind == BINDING_DELETE && binding->name == summary->bindings[id].name &&
        binding->scope == summary->bindings[id].scope)
      return true;
  }
  return false;
}

static bool is_never_read(TaskCheck *check, BindingId id, bool is_container) {
  Uses *uses = &check->uses;
  const Binding *binding = &uses->summary->bindings[id];
  if (binding->kind == BINDING_ATTRIBUTE || !uses_is_local(uses, id)) return false;
  uint64_t key = ((uint64_t)binding->scope << 32 | binding->name) << 1 | is_container;
  const uint32_t *known = map_find(&check->verdicts, key);
  if (known) return *known;
  bool verdict = !is_deleted(uses->summary, id);
  ExprId read = uses_next_read(uses, id, 0);
  for (; read && verdict; read = uses_next_read(uses, id, read + 1))
    verdict = is_container && is_filling(check, read);
  map_insert(uses->arena, &check->verdicts, key, verdict);
  return verdict;
}

static void check_bound(TaskCheck *check, const Call *call, ExprId value) {
  const Summary *summary = check->uses.summary;
  BindingId first = uses_binding(&check->uses, value);
  if (first == BINDING_NONE) return;
  bool is_whole = summary->bindings[first].unpack == 0;
  for (BindingId i = first; i < summary->bindings_count; i++) {
    if (summary->bindings[i].value != summary->bindings[first].value) break;
    if (!is_whole && i != first) break;
    if (!is_never_read(check, i, false)) return;
  }
  report_unused(check, call, first, "which is never read");
}

// A container that the function makes itself: a display, or an empty one from its type.
static bool is_own_container(TaskCheck *check, BindingId id) {
  const Uses *uses = &check->uses;
  const Binding *binding = &uses->summary->bindings[id];
  const Expr *value = &uses->summary->exprs[binding->value];
  if (binding->kind != BINDING_ASSIGN && binding->kind != BINDING_ANNOTATE) return false;
  if (binding->unpack != 0) return false;
  if (value->kind == EXPR_CONTAINER) return value->b == 0;
  Str type = STR("");
  return value->kind == EXPR_CALL && value->c == 0 &&
         program_symbol(uses->program, uses->module, value->a, &type) &&
         (str_equal_c(type, "builtins.set") || str_equal_c(type, "builtins.list"));
}

// `tasks.append(create_task(…))` where nobody ever looks into `tasks`.
static void check_argument(TaskCheck *check, const Call *call, ExprId value) {
  Uses *uses = &check->uses;
  const Expr *exprs = uses->summary->exprs;
  ExprId method = exprs[uses_parent(uses, value)].a;
  if (exprs[uses_parent(uses, value)].kind != EXPR_CALL) return;
  if (exprs[method].kind != EXPR_ATTRIBUTE || exprs[exprs[method].a].kind != EXPR_NAME) return;
  if (!is_filling(check, exprs[method].a)) return;
  BindingId variable = uses_variable(uses, exprs[method].a);
  if (variable == BINDING_NONE || !is_own_container(check, variable)) return;
  if (is_never_read(check, variable, true))
    report_unused(check, call, variable, "which dies with this function");
}

// ---- One call -----------------------------------------------------------------------------------

static void check_task(TaskCheck *check, const Call *call) {
  Uses *uses = &check->uses;
  bool is_contained = false;
  ExprId value = uses_carrier(uses, call->site, &is_contained);
  ExprUse use = (ExprUse)uses->summary->exprs[value].use;
  if (use == USE_DROPPED)
    report_orphan(check, call, "");
  else if (use == USE_TESTED && !is_contained)
    report_orphan(check, call, " for a test");
  else if (use == USE_OBJECT && !is_contained && is_chained_and_dropped(check, value))
    report_orphan(check, call, " behind this call");
  else if (is_lambda_of_loop(check, value))
    report_orphan(check, call, " in a callback");
  else if (use == USE_ARGUMENT && !is_contained)
    check_argument(check, call, value);
  else if (use == USE_BOUND || use == USE_ELEMENT)
    check_bound(check, call, value);
}

// Whether what a call gives goes where nothing is told of a task: it is awaited, put into a field,
// handed back by another function than a lambda.
static bool is_taken(const Uses *uses, const Call *call) {
  const Function *caller = program_function(uses->program, call->caller);
  switch ((ExprUse)uses->summary->exprs[call->site].use) {
  case USE_RETURNED:
    return uses->summary->scopes[caller->scope].kind != SCOPE_LAMBDA;
  case USE_AWAITED:
  case USE_STORED:
  case USE_CALLED:
  case USE_SUBSCRIPTED:
  case USE_INDEX:
  case USE_COMPARED:
  case USE_IDENTITY:
  case USE_OPERAND:
  case USE_FORMATTED:
  case USE_ITERATED:
  case USE_ASYNC_ITERATED:
  case USE_ENTERED:
  case USE_ASYNC_ENTERED:
  case USE_MATCHED:
    return true;
  case USE_OTHER:
  case USE_DROPPED:
  case USE_BOUND:
  case USE_YIELDED:
  case USE_ARGUMENT:
  case USE_OBJECT:
  case USE_ELEMENT:
  case USE_TESTED:
  case USE_CHOSEN:
  case USE_RAISED:
  case USE_DELETED:
  case USE_DECORATOR:
  case USE_BASE:
  case USE_ANNOTATION:
    break;
  }
  return false;
}

static void check_call(TaskCheck *check, const Call *call) {
  const Uses *uses = &check->uses;
  if (call->entry && call->how == CALL_PLAIN) {
    task_check_outcome(check, call);
    task_check_spawn(check, call);
  }
  if (uses->summary->exprs[call->site].kind != EXPR_CALL || is_taken(uses, call)) return;
  if (!gives_task(uses->program, call)) return;
  if (call != program_call_at(uses->program, uses->module, call->site)) return;
  if (call->callee != FUNCTION_NONE && function_keeps(uses->program, call->callee, 0)) return;
  if (may_pass_through(uses, call) || steps_of(uses, call) == STEPS_ONE) return;
  check_task(check, call);
}

static void check_module(RuleContext *context, ModuleId module) {
  const Program *program = rule_program(context);
  TaskCheck check = {.context = context, .uses = uses_of(context, module)};
  const Function *function = NULL;
  for (uint32_t next = 0; uses_next_function(&check.uses, &next, &function);)
    for (uint32_t i = 0; i < function->call_count; i++)
      check_call(&check, program_call(program, function->first_call + i));
  task_check_blocks(&check);
  task_check_signals(&check);
}
