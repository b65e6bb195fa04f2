// Coroutines that never run. A call that gives a coroutine is followed to where its value goes: if
// it is dropped there, tested or taken for the result, nobody can await it any more.
#include "rules/await/await.h"

#include "rules/calls.h"

static void check_module(RuleContext *context, ModuleId module);

const Checker await_checker = {.on_module = check_module};

const Rule rule_missing_await = {
    .id = "missing-await",
    .family = "await",
    .summary = "A coroutine is made and dropped: without `await` its body never runs.",
    .aliases = "ASYNC105",
    .severity = SEVERITY_ERROR,
    .checker = &await_checker,
};

const Rule rule_missing_await_awaitable = {
    .id = "missing-await-awaitable",
    .family = "await",
    .summary = "A future is dropped: nobody learns when it is done or that it failed.",
    .severity = SEVERITY_WARNING,
    .checker = &await_checker,
};

const Rule rule_coroutine_truthiness = {
    .id = "coroutine-truthiness",
    .family = "await",
    .summary = "A coroutine is tested instead of its result: it is always true.",
    .severity = SEVERITY_ERROR,
    .checker = &await_checker,
};

const Rule rule_coroutine_never_awaited = {
    .id = "coroutine-never-awaited",
    .family = "await",
    .summary = "A coroutine is kept in a variable that nobody awaits.",
    .severity = SEVERITY_ERROR,
    .checker = &await_checker,
};

const Rule rule_coroutine_as_value = {
    .id = "coroutine-as-value",
    .family = "await",
    .summary = "A coroutine is used as if it were the result that awaiting it would give.",
    .severity = SEVERITY_ERROR,
    .checker = &await_checker,
};

const Rule rule_coroutine_function_in_sync_slot = {
    .id = "coroutine-function-in-sync-slot",
    .family = "await",
    .summary = "An async function is given to something that calls it and awaits nothing.",
    .severity = SEVERITY_ERROR,
    .checker = &await_checker,
};

const Rule rule_coroutine_not_called = {
    .id = "coroutine-not-called",
    .family = "await",
    .summary =
        "A function is given where its coroutine is needed, or a call where the function is.",
    .severity = SEVERITY_ERROR,
    .checker = &await_checker,
};

// ---- Words --------------------------------------------------------------------------------------

void await_help(AwaitCheck *check, Finding *finding, ExprId site, const Call *call) {
  const Summary *summary = check->uses.summary;
  ScopeId runner = summary_runner(summary, summary_scope_at(summary, site));
  const Scope *scope = &summary->scopes[runner];
  if (call->result == RESULT_ASYNC_GENERATOR)
    finding_help(check->context, finding, "iterate over it with `async for`");
  else if (call->result == RESULT_ASYNC_CONTEXT)
    finding_help(check->context, finding, "enter it with `async with`, or await it");
  else if (scope->flags & SCOPE_ASYNC)
    finding_help(check->context, finding,
                 "write `await` before the call, or make a task of it and "
                 "keep the task");
  else if (scope->kind == SCOPE_FUNCTION)
    finding_help(check->context, finding,
                 "`%.*s` is not async: make it `async def` and await the "
                 "call, or hand the coroutine to an event loop",
                 STR_ARG(summary_name(summary, scope->name)));
  else
    finding_help(check->context, finding,
                 "hand the coroutine to an event loop, or await it inside "
                 "`async def`");
}

// A future runs without it, and what can also be entered may have been meant to be.
void await_fix(AwaitCheck *check, Finding *finding, const Call *call) {
  const Uses *uses = &check->uses;
  bool can_await =
      call->result != RESULT_ASYNC_GENERATOR &&
      (call->result != RESULT_ASYNC_CONTEXT ||
       program_can(uses->program, uses->module, call->site, ABILITY_AWAIT) == ABLE_YES);
  if (!can_await) return;
  finding_fix(check->context, finding,
              call->result == RESULT_COROUTINE ? APPLICABILITY_SAFE : APPLICABILITY_UNSAFE,
              (FixStep){.kind = FIX_AWAIT, .expr = call->site});
}

// ---- Built-in ways to take a coroutine for something else ---------------------------------------

bool await_is_coroutine_attribute(Str name) {
  return str_equal_c(name, "close") || str_equal_c(name, "send") || str_equal_c(name, "throw") ||
         str_has_prefix(name, STR("cr_")) || str_has_prefix(name, STR("__"));
}

bool await_is_value_function(AwaitCheck *check, ExprId call) {
  static const char *const names[] = {"print", "str",  "repr", "len",    "int",  "float",
                                      "bool",  "list", "set",  "tuple",  "sum",  "min",
                                      "max",   "any",  "all",  "sorted", "iter", "enumerate"};
  const Uses *uses = &check->uses;
  Str symbol = STR("");
  const Expr *expr = &uses->summary->exprs[call];
  if (expr->kind != EXPR_CALL) return false;
  if (!program_symbol(uses->program, uses->module, expr->a, &symbol)) return false;
  if (!str_has_prefix(symbol, STR("builtins."))) return false;
  Str name = str_slice(symbol, STR("builtins.").size, symbol.size);
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (str_equal_c(name, names[i])) return true;
  return false;
}

// ---- One call -----------------------------------------------------------------------------------

// A function of the project that gives back a future may well keep it, or mean it for those who
// care.
static bool may_be_kept(const Call *call) {
  return call->result == RESULT_AWAITABLE && call->callee != FUNCTION_NONE;
}

// Whether what is run elsewhere may lose no error: it catches them itself.
static bool may_lose_nothing(const AwaitCheck *check, const Call *call) {
  const Program *program = check->uses.program;
  const Summary *summary = check->uses.summary;
  const Expr *site = &summary->exprs[call->site];
  if (call->result != RESULT_AWAITABLE || !call->entry || site->kind != EXPR_CALL) return false;
  for (size_t i = 0; i < COUNT_OF(call->entry->roles); i++) {
    Role role = call->entry->roles[i];
    for (uint32_t j = 0; role.role == ROLE_OFF_LOOP && j < site->c; j++) {
      if (!argument_has_role(summary, site, j, role)) continue;
      ExprId value = argument_value(summary, site, j);
      FunctionId run = program_named_function(program, check->uses.module, value);
      if (run != FUNCTION_NONE && function_catches_all(program, program_function(program, run)))
        return true;
    }
  }
  return false;
}

static void report_dropped(AwaitCheck *check, const Call *call) {
  Str name = call_name(check->context, call);
  ModuleId module = check->uses.module;
  Finding *finding = NULL;
  switch ((KnowledgeResult)call->result) {
  case RESULT_COROUTINE:
    finding = finding_add(check->context, &rule_missing_await, module, call->site,
                          "`%.*s` is not awaited, so it never runs", STR_ARG(name));
    break;
  case RESULT_ASYNC_GENERATOR:
    finding = finding_add(
        check->context, &rule_missing_await, module, call->site,
        "`%.*s` is an async generator that nobody iterates over, so it never runs", STR_ARG(name));
    break;
  case RESULT_ASYNC_CONTEXT:
    finding =
        finding_add(check->context, &rule_missing_await, module, call->site,
                    "`%.*s` is neither entered nor awaited, so it does nothing", STR_ARG(name));
    break;
  case RESULT_AWAITABLE:
    finding = finding_add(check->context, &rule_missing_await_awaitable, module, call->site,
                          "what `%.*s` gives is not awaited: its errors are lost", STR_ARG(name));
    break;
  case RESULT_VALUE:
  case RESULT_TASK:
  case RESULT_ARGUMENT:
    return;
  }
  if (!finding) return;
  finding->confidence = await_confidence(check, call);
  bool is_less_sure = may_be_kept(call) || may_lose_nothing(check, call);
  if (is_less_sure && finding->confidence > CONFIDENCE_PROBABLE)
    finding->confidence = CONFIDENCE_PROBABLE;
  await_help(check, finding, call->site, call);
  await_fix(check, finding, call);
}

static void report_tested(AwaitCheck *check, const Call *call) {
  Str name = call_name(check->context, call);
  Finding *finding =
      finding_add(check->context, &rule_coroutine_truthiness, check->uses.module, call->site,
                  "`%.*s` is tested without `await`: %s is always true", STR_ARG(name),
                  call->result == RESULT_COROUTINE ? "a coroutine" : "what it gives");
  if (!finding) return;
  finding->confidence = await_confidence(check, call);
  finding_help(check->context, finding, "test the result: `await` the call first");
  await_fix(check, finding, call);
}

static void report_value(AwaitCheck *check, const Call *call, const char *use) {
  Str name = call_name(check->context, call);
  Finding *finding =
      finding_add(check->context, &rule_coroutine_as_value, check->uses.module, call->site,
                  "the coroutine of `%.*s` is %s, not its result", STR_ARG(name), use);
  if (!finding) return;
  finding->confidence = await_confidence(check, call);
  finding_help(check->context, finding, "use the result: `await` the call first");
  await_fix(check, finding, call);
}

static const Expr *parent_of(AwaitCheck *check, ExprId value) {
  return &check->uses.summary->exprs[uses_parent(&check->uses, value)];
}

// `value.close()`, of a coroutine.
static bool is_asked_for_own(const Summary *summary, const Expr *parent) {
  return parent->kind == EXPR_ATTRIBUTE &&
         await_is_coroutine_attribute(summary_name(summary, parent->b));
}

// What is done with a value that only a result allows; NULL when a coroutine takes it as well.
static const char *misuse(AwaitCheck *check, ExprId value) {
  const Summary *summary = check->uses.summary;
  switch ((ExprUse)summary->exprs[value].use) {
  case USE_FORMATTED:
    return "formatted";
  case USE_COMPARED:
  case USE_IDENTITY:
    return "compared";
  case USE_SUBSCRIPTED:
    return "indexed";
  case USE_OPERAND:
    return "used as an operand";
  case USE_MATCHED:
    return "matched";
  case USE_ITERATED:
    return parent_of(check, value)->kind == EXPR_YIELD_FROM ? NULL : "iterated over";
  case USE_OBJECT:
    return is_asked_for_own(summary, parent_of(check, value)) ? NULL : "asked for an attribute";
  case USE_ARGUMENT:
    return await_is_value_function(check, uses_parent(&check->uses, value)) ? "passed on as a value"
                                                                            : NULL;
  case USE_OTHER:
  case USE_DROPPED:
  case USE_AWAITED:
  case USE_BOUND:
  case USE_STORED:
  case USE_RETURNED:
  case USE_YIELDED:
  case USE_CALLED:
  case USE_INDEX:
  case USE_ELEMENT:
  case USE_TESTED:
  case USE_ASYNC_ITERATED:
  case USE_ENTERED:
  case USE_ASYNC_ENTERED:
  case USE_CHOSEN:
  case USE_RAISED:
  case USE_DELETED:
  case USE_DECORATOR:
  case USE_BASE:
  case USE_ANNOTATION:
    break;
  }
  return NULL;
}

static void check_coroutine(AwaitCheck *check, const Call *call) {
  await_check_twice(check, call);
  await_check_returned(check, call);
  bool is_contained = false;
  ExprId value = uses_carrier(&check->uses, call->site, &is_contained);
  ExprUse use = (ExprUse)check->uses.summary->exprs[value].use;
  bool is_unpacked = use == USE_ELEMENT && uses_binding(&check->uses, value) != BINDING_NONE;
  if (use == USE_DROPPED) {
    report_dropped(check, call);
  } else if (use == USE_TESTED && !is_contained) {
    report_tested(check, call);
  } else if (use == USE_BOUND || is_unpacked) {
    await_check_bound(check, call, value, is_contained);
  } else if (call->result == RESULT_COROUTINE && !is_contained) {
    const char *how = misuse(check, value);
    if (how) report_value(check, call, how);
  }
}

static bool makes_awaitable(KnowledgeResult result) {
  switch (result) {
  case RESULT_COROUTINE:
  case RESULT_AWAITABLE:
  case RESULT_ASYNC_GENERATOR:
  case RESULT_ASYNC_CONTEXT:
    return true;
  case RESULT_VALUE:
  case RESULT_TASK: // the family `task`
  case RESULT_ARGUMENT:
    break;
  }
  return false;
}

// ---- All calls of a module ----------------------------------------------------------------------

static void check_call(AwaitCheck *check, const Call *call) {
  const Uses *uses = &check->uses;
  if (call->how != CALL_PLAIN && call->how != CALL_CONSTRUCT) return;
  if (!call->entry && !makes_awaitable(call->result)) return;
  if (uses->summary->exprs[call->site].kind != EXPR_CALL) return;
  if (call->entry) await_check_slots(check, call);
  if (call->entry && call->entry->decoration == DECORATION_CACHES)
    await_check_cache_call(check, call);
  if (makes_awaitable(call->result) &&
      call == program_call_at(uses->program, uses->module, call->site) &&
      !await_is_told_apart(check, call) && program_gives_result(uses->program, call))
    check_coroutine(check, call);
}

static void check_module(RuleContext *context, ModuleId module) {
  const Program *program = rule_program(context);
  AwaitCheck check = {.context = context, .uses = uses_of(context, module)};
  const Function *function = NULL;
  for (uint32_t next = 0; uses_next_function(&check.uses, &next, &function);)
    for (uint32_t i = 0; i < function->call_count; i++)
      check_call(&check, program_call(program, function->first_call + i));
  await_check_definitions(&check);
  await_check_abilities(&check);
  await_check_parameters(&check);
}
