// Functions and coroutines as arguments: whoever takes one calls it, awaits it or has it run
// elsewhere, and the wrong kind is silently never run.
#include "rules/await/await.h"

#include "rules/calls.h"

#include <string.h>

// ---- An async function where a plain one is called ----------------------------------------------

// A lambda is no async function, but its value may be a coroutine.
static bool gives_coroutine(const Uses *uses, ExprId value) {
  if (program_is_coroutine_function(uses->program, uses->module, value)) return true;
  const Expr *expr = &uses->summary->exprs[value];
  if (expr->kind != EXPR_LAMBDA) return false;
  ExprId body = uses->summary->scopes[expr->a].element;
  return program_result(uses->program, uses->module, body) == RESULT_COROUTINE;
}

// Whether the caller gets what the function gave and can await it: map, Context.run.
static bool hands_on(const KnowledgeEntry *entry) {
  return (entry->returns && strcmp(entry->returns, "called") == 0) ||
         (entry->elements && strcmp(entry->elements, "called") == 0);
}

static const char *slot_words(ArgumentRole role) {
  switch (role) {
  case ROLE_OFF_LOOP:
    return "on another thread";
  case ROLE_ON_LOOP:
    return "from the loop";
  case ROLE_STORED:
    return "later";
  case ROLE_CALLED:
    return "right away";
  case ROLE_NONE:
  case ROLE_COMMAND:
  case ROLE_LIFESPAN:
  case ROLE_BESIDE_SERVING:
  case ROLE_COROUTINE:
  case ROLE_ASYNC_CALLED:
  case ROLE_CONSUMED:
  case ROLE_ENTERED:
  case ROLE_ASYNC_ENTERED:
  case ROLE_PARTIAL:
  case ROLE_DEADLINE:
  case ROLE_RETURNED:
  case ROLE_KEPT:
  case ROLE_KEEPER:
  case ROLE_EVENT:
  case ROLE_ON_COROUTINE:
  case ROLE_CHILD:
  case ROLE_SIGNAL:
  case ROLE_WATCHED:
  case ROLE_DRIVEN:
  case ROLE_NONBLOCKING:
  case ROLE_FIFO:
    break;
  }
  return NULL;
}

static void report_sync_slot(AwaitCheck *check, const Call *call, ExprId value, ArgumentRole role) {
  Str name = call_name(check->context, call);
  Finding *finding =
      finding_add(check->context, &rule_coroutine_function_in_sync_slot, check->uses.module, value,
                  "`%.*s` calls this %s and awaits nothing: the coroutine that it gets never runs",
                  STR_ARG(name), slot_words(role));
  if (!finding) return;
  finding->confidence = call->confidence;
  finding_help(check->context, finding,
               role == ROLE_OFF_LOOP ? "pass a plain function, or await the async one on the loop"
                                     : "pass a plain function that makes a task of the coroutine");
}

// ---- The wrong side of a pair of parentheses ----------------------------------------------------

static void report_not_called(AwaitCheck *check, const Call *call, ExprId value) {
  if (await_expects_error(check, value)) return;
  Str name = call_name(check->context, call);
  Finding *finding =
      finding_add(check->context, &rule_coroutine_not_called, check->uses.module, value,
                  "`%.*s` takes a coroutine, and this is the async function", STR_ARG(name));
  if (!finding) return;
  finding->confidence = call->confidence;
  finding_help(check->context, finding, "call the function: add parentheses and its arguments");
  if (program_takes_nothing(check->uses.program, check->uses.module, value))
    finding_fix(check->context, finding, APPLICABILITY_SAFE,
                (FixStep){.kind = FIX_CALL, .expr = value});
}

static void report_called(AwaitCheck *check, const Call *call, ExprId value, const char *what,
                          ArgumentRole role) {
  if (await_expects_error(check, value)) return;
  Str name = call_name(check->context, call);
  Finding *finding =
      finding_add(check->context, &rule_coroutine_not_called, check->uses.module, value,
                  "`%.*s` takes the function itself, and gets %s", STR_ARG(name), what);
  if (!finding) return;
  finding->confidence = call->confidence;
  finding_help(check->context, finding,
               "pass the function without calling it, its arguments behind it");
  bool is_async =
      program_result(check->uses.program, check->uses.module, value) == RESULT_COROUTINE;
  const Expr *made = &check->uses.summary->exprs[value];
  // What takes plain functions would drop the coroutines, and may take no arguments for them.
  bool is_fit = is_async == (role == ROLE_ASYNC_CALLED);
  if (made->kind == EXPR_CALL && is_fit && (is_async || made->c == 0))
    finding_fix(check->context, finding, APPLICABILITY_SAFE,
                (FixStep){.kind = FIX_PASS_FUNCTION, .expr = value});
}

// Whether the value of an expression is certainly nothing that can be called.
static bool is_uncallable(const Summary *summary, ExprId value) {
  switch ((ExprKind)summary->exprs[value].kind) {
  case EXPR_NONE:
  case EXPR_LITERAL:
  case EXPR_CONTAINER:
  case EXPR_COMPARE:
  case EXPR_FORMAT:
    return true;
  case EXPR_OTHER:
  case EXPR_NAME:
  case EXPR_ATTRIBUTE:
  case EXPR_CALL:
  case EXPR_SUBSCRIPT:
  case EXPR_AWAIT:
  case EXPR_CHOICE:
  case EXPR_LAMBDA:
  case EXPR_COMPREHENSION:
  case EXPR_NAMED:
  case EXPR_STARRED:
  case EXPR_BINARY:
  case EXPR_UNARY:
  case EXPR_YIELD:
  case EXPR_YIELD_FROM:
  case EXPR_SLICE:
    break;
  }
  return false;
}

static bool exits_are_uncallable(const Summary *summary, ScopeId scope) {
  ExprId end = summary->scopes[scope].end;
  for (uint32_t i = uses_first_exit(summary, summary->scopes[scope].begin);
       i < summary->exits_count && summary->exits[i].at <= end; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->scope != scope || exit->kind != EXIT_RETURN || exit->flags & EXIT_DEAD) continue;
    if (!is_uncallable(summary, exit->value)) return false;
  }
  return true;
}

// Whether `value` calls a function of the project that does its work right there and gives nothing
// callable back: the work was meant for whoever takes the function.
static bool is_eager_work(const Uses *uses, ExprId value) {
  if (uses->summary->exprs[value].kind != EXPR_CALL) return false;
  const Call *inner = program_call_at(uses->program, uses->module, value);
  if (!inner || inner->callee == FUNCTION_NONE || inner->how != CALL_PLAIN) return false;
  if (inner->confidence != CONFIDENCE_RESOLVED || inner->result != RESULT_VALUE) return false;
  const Function *callee = program_function(uses->program, inner->callee);
  if (callee->is_async || callee->is_generator) return false;
  const Summary *summary = program_summary(uses->program, callee->module);
  const Scope *scope = &summary->scopes[callee->scope];
  if (scope->kind != SCOPE_FUNCTION || scope->flags & SCOPE_STUB || scope->decorator_count > 0)
    return false;
  return exits_are_uncallable(summary, callee->scope);
}

// What takes a coroutine as well as a function is wrong for neither.
static void check_takes_function(AwaitCheck *check, const Call *call, ExprId value, Role role) {
  const Uses *uses = &check->uses;
  if (program_result(uses->program, uses->module, value) == RESULT_COROUTINE) {
    if (!role_is_also(call->entry, role, ROLE_COROUTINE))
      report_called(check, call, value, "a coroutine", role.role);
  } else if (is_eager_work(uses, value)) {
    report_called(check, call, value, "what a call of it gave", role.role);
  }
}

// ---- One argument -------------------------------------------------------------------------------

static void check_slot(AwaitCheck *check, const Call *call, Role role, ExprId value) {
  const Uses *uses = &check->uses;
  switch (role.role) {
  case ROLE_OFF_LOOP:
  case ROLE_ON_LOOP:
  case ROLE_STORED:
    check_takes_function(check, call, value, role);
    if (!role_takes_async(call->entry, role) && gives_coroutine(uses, value))
      report_sync_slot(check, call, value, role.role);
    return;
  case ROLE_CALLED:
    if (!hands_on(call->entry) && !role_takes_async(call->entry, role) &&
        gives_coroutine(uses, value))
      report_sync_slot(check, call, value, role.role);
    return;
  case ROLE_ASYNC_CALLED:
    if (!role_is_also(call->entry, role, ROLE_COROUTINE))
      check_takes_function(check, call, value, role);
    return;
  case ROLE_COROUTINE:
    if (!role_takes_async(call->entry, role) &&
        program_is_coroutine_function(uses->program, uses->module, value))
      report_not_called(check, call, value);
    return;
  case ROLE_CONSUMED:
    await_check_consumed(check, call, value);
    return;
  case ROLE_NONE:
  case ROLE_COMMAND:
  case ROLE_LIFESPAN:
  case ROLE_BESIDE_SERVING:
  case ROLE_ENTERED:
  case ROLE_ASYNC_ENTERED:
  case ROLE_PARTIAL:
  case ROLE_DEADLINE:
  case ROLE_RETURNED:
  case ROLE_KEPT:
  case ROLE_KEEPER:
  case ROLE_EVENT:
  case ROLE_ON_COROUTINE:
  case ROLE_CHILD:
  case ROLE_SIGNAL:
  case ROLE_WATCHED:
  case ROLE_DRIVEN:
  case ROLE_NONBLOCKING:
  case ROLE_FIFO:
    return;
  }
}

void await_check_slots(AwaitCheck *check, const Call *call) {
  const Summary *summary = check->uses.summary;
  const Expr *site = &summary->exprs[call->site];
  for (size_t i = 0; i < COUNT_OF(call->entry->roles); i++) {
    Role role = call->entry->roles[i];
    if (role.role == ROLE_NONE) continue;
    for (uint32_t j = 0; j < site->c; j++)
      if (argument_has_role(summary, site, j, role))
        check_slot(check, call, role, argument_value(summary, site, j));
  }
}
