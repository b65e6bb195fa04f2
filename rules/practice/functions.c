// Signatures of coroutine functions that say what their caller does not expect.
#include "rules/list.h"
#include "rules/practice/practice.h"

const Rule rule_async_lambda_handler = {
    .id = "async-lambda-handler",
    .family = "practice",
    .summary =
        "The handler of an AWS Lambda function is a coroutine function, which nobody awaits.",
    .aliases = "S7614",
    .severity = SEVERITY_ERROR,
    .checker = &practice_checker,
};

const Rule rule_async_timeout_parameter = {
    .id = "async-timeout-parameter",
    .family = "practice",
    .summary = "A coroutine function keeps time by itself, where its caller could set a deadline.",
    .aliases = "ASYNC109 S7483",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &practice_checker,
};

static bool has_parameter(const Summary *summary, const Scope *scope, uint32_t index,
                          const char *name) {
  const Parameter *parameter = &summary->parameters[scope->parameters + index];
  return str_equal_c(summary_name(summary, parameter->name), name) && !parameter->fallback;
}

// ---- Lambda -------------------------------------------------------------------------------------

// Whether some call of the project names it: then it is a helper that somebody runs.
static bool is_called(const Program *program, FunctionId id) {
  for (uint32_t i = 0; i < program_call_count(program); i++)
    if (program_call(program, i)->callee == id) return true;
  return false;
}

static void check_handler(PracticeCheck *check, const Function *function) {
  const Summary *summary = check->uses.summary;
  const Scope *scope = &summary->scopes[function->scope];
  Str name = summary_name(summary, scope->name);
  if (scope->parent != 0 || scope->parameter_count != 2 || scope->decorator_count > 0) return;
  bool is_usual = str_equal_c(name, "lambda_handler");
  if (!is_usual && !str_equal_c(name, "handler")) return;
  if (!has_parameter(summary, scope, 0, "event") && !has_parameter(summary, scope, 0, "_event"))
    return;
  if (!has_parameter(summary, scope, 1, "context") && !has_parameter(summary, scope, 1, "_context"))
    return;
  FunctionId id = program_function_of(check->uses.program, check->uses.module, function->scope);
  if (is_called(check->uses.program, id)) return;
  Finding *finding = finding_add_span(
      check->context, &rule_async_lambda_handler, check->uses.module,
      summary_scope_name_span(summary, function->scope),
      "AWS Lambda calls `%.*s` and does not await it: nothing in it ever runs", STR_ARG(name));
  if (!finding) return;
  if (!is_usual) finding->confidence = CONFIDENCE_PROBABLE;
  finding_help(check->context, finding,
               "make it a plain function that runs the coroutine with `asyncio.run(...)`");
}

// ---- Timeout ------------------------------------------------------------------------------------

// Whether the parameter goes to somebody else, who may do better with it than a scope.
static bool is_passed_on(PracticeCheck *check, const Scope *scope, BindingId parameter) {
  const Summary *summary = check->uses.summary;
  ExprId read = uses_next_read(&check->uses, parameter, scope->begin);
  for (; read; read = uses_next_read(&check->uses, parameter, read + 1)) {
    for (ExprId at = read; at; at = uses_parent(&check->uses, at)) {
      ExprUse use = (ExprUse)summary->exprs[at].use;
      if (use == USE_ARGUMENT || use == USE_STORED || use == USE_RETURNED || use == USE_YIELDED)
        return true;
    }
  }
  return false;
}

static void check_timeout(PracticeCheck *check, const Scope *scope, uint32_t index) {
  const Summary *summary = check->uses.summary;
  const Parameter *parameter = &summary->parameters[scope->parameters + index];
  BindingList list = summary_bindings(summary, (ScopeId)(scope - summary->scopes), STR("timeout"),
                                      summary_name_hash(STR("timeout")));
  if (list.count == 0 || summary->bindings[list.at[0]].kind != BINDING_PARAMETER) return;
  if (is_passed_on(check, scope, list.at[0])) return;
  Finding *finding = finding_add_span(
      check->context, &rule_async_timeout_parameter, check->uses.module,
      summary_scope_name_span(summary, (ScopeId)(scope - summary->scopes)),
      "`%.*s` takes a `%.*s` and keeps time by itself", STR_ARG(summary_name(summary, scope->name)),
      STR_ARG(summary_name(summary, parameter->name)));
  if (!finding) return;
  AsyncLibrary library = program_library(check->uses.program, check->uses.module);
  finding_help(check->context, finding, "leave the time to who calls it, in `%s`",
               library == LIBRARY_TRIO    ? "trio.fail_after(...)"
               : library == LIBRARY_ANYIO ? "anyio.fail_after(...)"
                                          : "asyncio.timeout(...)");
}

// A method of a class with bases may be bound to a signature that others made.
static bool is_free(const Summary *summary, const Scope *scope) {
  if (scope->decorator_count > 0 || scope->flags & SCOPE_STUB) return false;
  return !(scope->flags & SCOPE_METHOD) || summary->scopes[scope->parent].base_count == 0;
}

static void check_timeouts(PracticeCheck *check, const Function *function) {
  const Summary *summary = check->uses.summary;
  const Scope *scope = &summary->scopes[function->scope];
  if (!is_free(summary, scope)) return;
  for (uint32_t i = 0; i < scope->parameter_count; i++) {
    Str name = summary_name(summary, summary->parameters[scope->parameters + i].name);
    if (str_equal_c(name, "timeout")) check_timeout(check, scope, i);
  }
}

void practice_check_function(PracticeCheck *check, const Function *function) {
  if (!function->is_async || function->is_generator) return;
  check_handler(check, function);
  if (check->wants_timeouts) check_timeouts(check, function);
}
