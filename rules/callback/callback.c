// What is started and then forgotten: a start that failed and nobody saw it, a callback that does
// not ask whether it worked, an answer that never comes.
#include "rules/list.h"
#include "rules/native.h"

static void check_module(RuleContext *context, ModuleId module);

static const Checker checker = {.on_module = check_module, .reads = READS_C};

const Rule rule_start_result_ignored = {
    .id = "start-result-ignored",
    .family = "callback",
    .summary = "Nobody looks whether an asynchronous operation was started.",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

const Rule rule_status_ignored = {
    .id = "status-ignored",
    .family = "callback",
    .summary = "A callback goes on without looking whether what it waited for worked.",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

const Rule rule_async_finish_missing = {
    .id = "async-finish-missing",
    .family = "callback",
    .summary = "A callback never takes the result of the operation that it was called for.",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

const Rule rule_task_never_returned = {
    .id = "task-never-returned",
    .family = "callback",
    .summary = "A task is made and never answered, so its caller waits for ever.",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

const Rule rule_source_id_dropped = {
    .id = "source-id-dropped",
    .family = "callback",
    .summary = "Nothing can take a callback away before the object that it is given is gone.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &checker,
};

typedef struct CallbackCheck {
  RuleContext *context;
  Uses uses;
  Map starting; // function and depth -> whether it starts something, where it was asked
} CallbackCheck;

// The name of what is called, as it is written.
static Str callee_name(CallbackCheck *check, const Call *call) {
  return call_spelling(check->uses.summary, call->site, rule_arena(check->context));
}

static ExprUse use_of(const CallbackCheck *check, const Call *call) {
  return (ExprUse)check->uses.summary->exprs[call->site].use;
}

// ---- Starts -------------------------------------------------------------------------------------

static void check_start(CallbackCheck *check, const Call *call, const KnowledgeEntry *known) {
  if (!(known->traits & TRAIT_STARTS) || use_of(check, call) != USE_DROPPED) return;
  Str name = callee_name(check, call);
  Finding *finding =
      finding_add(check->context, &rule_start_result_ignored, check->uses.module, call->site,
                  "nobody looks whether `%.*s` could start: when it fails, nothing ever happens",
                  STR_ARG(name));
  if (!finding) return;
  finding->confidence = known->traits & TRAIT_SELDOM_FAILS ? CONFIDENCE_POSSIBLE : call->confidence;
  finding_help(check->context, finding,
               "handle the error, or write `(void)` where nothing depends on it");
}

// The object that a callback is given and may outlive: a variable or field, nothing constant.
static bool is_object(const Summary *summary, ExprId value) {
  return summary->exprs[value].kind == EXPR_NAME || summary->exprs[value].kind == EXPR_ATTRIBUTE;
}

static void check_source(CallbackCheck *check, const Call *call, const KnowledgeEntry *known) {
  const Summary *summary = check->uses.summary;
  const Expr *site = &summary->exprs[call->site];
  if (!(known->traits & TRAIT_GIVES_SOURCE) || site->use != USE_DROPPED || site->c == 0) return;
  if (!is_object(summary, argument_value(summary, site, site->c - 1))) return;
  Str name = callee_name(check, call);
  Finding *finding = finding_add(
      check->context, &rule_source_id_dropped, check->uses.module, call->site,
      "the id that `%.*s` gives is dropped, so nothing can remove the callback", STR_ARG(name));
  if (!finding) return;
  finding->confidence = CONFIDENCE_POSSIBLE;
  finding_help(check->context, finding,
               "keep the id beside the object and remove the source when the object goes");
}

// ---- Status -------------------------------------------------------------------------------------

static const Trait keeps_something =
    TRAIT_STARTS | TRAIT_KEEPS_FIRST | TRAIT_KEEPS_SECOND | TRAIT_OPENS_SECOND;

// Whether a function starts something, itself or by one that it calls.
static bool goes_on(CallbackCheck *check, FunctionId id, int depth);

static bool find_start(CallbackCheck *check, FunctionId id, int depth) {
  const Program *program = check->uses.program;
  const Function *function = program_function(program, id);
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(program, function->first_call + i);
    const KnowledgeEntry *known = program_known(program, call);
    bool is_start = known && known->traits & keeps_something && !(known->traits & TRAIT_CLOSES);
    if (is_start) return true;
    bool is_asked = call->callee != FUNCTION_NONE && depth < NATIVE_MAX_DEPTH;
    if (is_asked && goes_on(check, call->callee, depth + 1)) return true;
  }
  return false;
}

static bool goes_on(CallbackCheck *check, FunctionId id, int depth) {
  uint64_t key = (uint64_t)id << 8 | (unsigned)depth;
  const uint32_t *known = map_find(&check->starting, key);
  if (known) return *known != 0;
  bool is_starting = find_start(check, id, depth);
  map_insert(check->uses.arena, &check->starting, key, is_starting);
  return is_starting;
}

static void report_parameter(CallbackCheck *check, const Rule *rule, const Function *function,
                             uint32_t index, const char *what, const char *help) {
  const Summary *summary = check->uses.summary;
  const Scope *scope = &summary->scopes[function->scope];
  Str parameter = summary_name(summary, summary->parameters[scope->parameters + index].name);
  Str name = summary_name(summary, scope->name);
  bool is_named = parameter.size > 0;
  Finding *finding = finding_add_span(
      check->context, rule, check->uses.module, summary_scope_name_span(summary, function->scope),
      "`%.*s` never reads %s%.*s%s: %s", STR_ARG(name), is_named ? "`" : "its status",
      STR_ARG(parameter), is_named ? "`" : "", what);
  if (!finding) return;
  const Summary *registration = program_summary(check->uses.program, function->root_module);
  finding_hop(check->context, finding, function->root_module,
              summary_expr_span(registration, function->root_site), "is registered here");
  finding_help(check->context, finding, "%s", help);
}

// A callback that only gives back what it was given need not ask.
static void check_status(CallbackCheck *check, FunctionId id, CallbackParameters parameters) {
  const Program *program = check->uses.program;
  const Function *function = program_function(program, id);
  if (parameters.status == 0) return;
  if (native_reads_parameter(program, id, parameters.status - 1u, 0)) return;
  bool is_used =
      parameters.payload > 0 && native_reads_parameter(program, id, parameters.payload - 1u, 0);
  if (!is_used && !goes_on(check, id, 0)) return;
  report_parameter(check, &rule_status_ignored, function, parameters.status - 1u,
                   is_used ? "after an error there is nothing to use"
                           : "after an error it goes on all the same",
                   "look at the status first; an operation that was cancelled calls back, too");
}

// ---- Answers ------------------------------------------------------------------------------------

static void check_answer(CallbackCheck *check, FunctionId id, CallbackParameters parameters) {
  const Program *program = check->uses.program;
  const Function *function = program_function(program, id);
  if (parameters.answer == 0) return;
  if (native_reads_parameter(program, id, parameters.answer - 1u, 0)) return;
  report_parameter(check, &rule_async_finish_missing, function, parameters.answer - 1u,
                   "what went wrong is lost",
                   "call the `_finish` function of the operation; it frees the result, too");
}

static bool variable_may_answer(const Program *program, FunctionId id, NameId name, ExprId from,
                                int depth);

static bool parameter_may_answer(const Program *program, FunctionId id, uint32_t index, int depth) {
  const Function *function = program_function(program, id);
  const Summary *summary = program_summary(program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  if (depth > NATIVE_MAX_DEPTH || index >= scope->parameter_count) return true;
  NameId name = summary->parameters[scope->parameters + index].name;
  return name && variable_may_answer(program, id, name, scope->begin, depth);
}

// The function of the file that an argument names, run on a thread with the task as its first
// parameter.
static bool worker_may_answer(const Program *program, const Call *call, int depth) {
  const Function *caller = program_function(program, call->caller);
  const Summary *summary = program_summary(program, caller->module);
  for (size_t i = 0; i < COUNT_OF(call->entry->roles); i++) {
    Role role = call->entry->roles[i];
    ExprId value =
        role.role == ROLE_OFF_LOOP ? native_argument(summary, call, (uint32_t)role.position) : 0;
    if (!value || summary->exprs[value].kind != EXPR_NAME) continue;
    Str name = summary_name(summary, summary->exprs[value].a);
    BindingList list = summary_bindings(summary, 0, name, summary_name_hash(name));
    for (uint32_t j = 0; j < list.count; j++) {
      const Binding *binding = &summary->bindings[list.at[j]];
      if (binding->kind != BINDING_DEF) continue;
      FunctionId worker = program_function_of(program, caller->module, binding->extra);
      if (worker != FUNCTION_NONE) return parameter_may_answer(program, worker, 0, depth + 1);
    }
  }
  return true;
}

// What may become of a task that is an argument of a call.
static bool argument_may_answer(const Program *program, const Call *call, uint32_t index,
                                int depth) {
  if (call->callee != FUNCTION_NONE)
    return parameter_may_answer(program, call->callee, index, depth + 1);
  if (!call->entry || index > 0) return true;
  if (call->entry->traits & TRAIT_LOOKS) return false;
  return worker_may_answer(program, call, depth);
}

static bool read_may_answer(const Program *program, const Function *function, ExprId read,
                            int depth) {
  const Summary *summary = program_summary(program, function->module);
  bool is_known = false;
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(program, function->first_call + i);
    for (uint32_t j = 0; call->how == CALL_PLAIN && native_argument(summary, call, j); j++) {
      ExprId argument = native_argument(summary, call, j);
      bool is_address = summary->exprs[argument].kind == EXPR_UNARY &&
                        summary->exprs[argument].c == OPERATOR_ADDRESS;
      if ((is_address ? summary->exprs[argument].a : argument) != read) continue;
      is_known = true;
      if (argument_may_answer(program, call, j, depth)) return true;
    }
  }
  return !is_known;
}

// Whether a task that a variable holds may get to where it is answered: everywhere but to what only
// looks at it.
static bool variable_may_answer(const Program *program, FunctionId id, NameId name, ExprId from,
                                int depth) {
  const Function *function = program_function(program, id);
  const Summary *summary = program_summary(program, function->module);
  for (ExprId at = from; at < summary->scopes[function->scope].end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (!expr_is_name(expr, name) || expr->flags & EXPR_FLAG_STORE) continue;
    bool is_looked_at =
        expr->use == USE_DROPPED || expr->use == USE_TESTED || expr->use == USE_COMPARED;
    if (!is_looked_at && read_may_answer(program, function, at, depth)) return true;
  }
  return false;
}

static void check_task(CallbackCheck *check, const Call *call, const KnowledgeEntry *known) {
  Uses *uses = &check->uses;
  if (!(known->traits & TRAIT_OWES_ANSWER)) return;
  const Function *function = program_function(uses->program, call->caller);
  if (use_of(check, call) == USE_BOUND) {
    BindingId id = uses_binding(uses, call->site);
    if (id == BINDING_NONE || !uses_is_local(uses, id)) return;
    const Binding *binding = &uses->summary->bindings[id];
    bool is_static = binding->flags & (BINDING_INTERNAL | BINDING_GLOBAL);
    if (binding->kind != BINDING_ASSIGN || binding->scope != function->scope || is_static) return;
    if (variable_may_answer(uses->program, call->caller, binding->name, binding->at, 0)) return;
  } else if (use_of(check, call) != USE_DROPPED) {
    return;
  }
  Str name = callee_name(check, call);
  Finding *finding = finding_add(
      check->context, &rule_task_never_returned, uses->module, call->site,
      "what `%.*s` makes here is never answered: its caller waits for ever", STR_ARG(name));
  if (!finding) return;
  finding_help(check->context, finding,
               "return a value or an error through it on every path, or pass it on to what does");
}

// ---- All ----------------------------------------------------------------------------------------

static void check_function(CallbackCheck *check, FunctionId id) {
  const Program *program = check->uses.program;
  const KnowledgeEntry *type = program_callback(program, id);
  const Function *function = program_function(program, id);
  if (type) {
    check_status(check, id, type->parameters);
    check_answer(check, id, type->parameters);
  }
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(program, function->first_call + i);
    const KnowledgeEntry *known = call->how == CALL_PLAIN ? program_known(program, call) : NULL;
    if (!known) continue;
    check_start(check, call, known);
    check_source(check, call, known);
    check_task(check, call, known);
  }
}

static void check_module(RuleContext *context, ModuleId module) {
  CallbackCheck check = {.context = context, .uses = uses_of(context, module)};
  const Function *function = NULL;
  if (!module_is_c(check.uses.summary)) return;
  for (uint32_t next = 0; uses_next_function(&check.uses, &next, &function);)
    check_function(&check, program_function_of(check.uses.program, module, function->scope));
}
