// Code on the loop that works, but not as it reads. One walk over a module serves this family and
// modernise.
#include "rules/practice/practice.h"

#include "rules/list.h"

#include <string.h>

static void check_module(RuleContext *context, ModuleId module);

const Checker practice_checker = {.on_module = check_module};

// Most calls are told apart by a few bytes of their names.
static void check_call(PracticeCheck *check, const Call *call) {
  static const char library[] = "asyncio.";
  if (call->callee != FUNCTION_NONE || call->name.size < sizeof library) return;
  if (memcmp(call->name.at, library, sizeof library - 1) == 0) modernise_check_call(check, call);
  if (str_has_suffix(call->name, STR("sleep"))) practice_check_sleep(check, call);
}

static void check_functions(PracticeCheck *check) {
  const Function *function = NULL;
  for (ScopeId scope = 0; uses_next_function(&check->uses, &scope, &function);) {
    practice_check_function(check, function);
    for (uint32_t i = 0; i < function->call_count; i++)
      check_call(check, program_call(check->uses.program, function->first_call + i));
  }
}

const Binding *practice_binding_before(PracticeCheck *check, ExprId name) {
  const Summary *summary = check->uses.summary;
  BindingId first = uses_variable(&check->uses, name);
  if (first == BINDING_NONE) return NULL;
  Str text = summary_name(summary, summary->exprs[name].a);
  BindingList list =
      summary_bindings(summary, summary->bindings[first].scope, text, summary_name_hash(text));
  uint32_t low = 0;
  for (uint32_t high = list.count; low < high;) {
    uint32_t middle = low + (high - low) / 2;
    if (summary->bindings[list.at[middle]].at <= name)
      low = middle + 1;
    else
      high = middle;
  }
  while (low > 0 && summary->bindings[list.at[low - 1]].kind == BINDING_REFINE)
    low--;
  return low > 0 ? &summary->bindings[list.at[low - 1]] : NULL;
}

// ---- Calls by their names -----------------------------------------------------------------------

// Names of the module that are worth a look where they are called, found in one pass over all of
// them: the calls of most modules need not be looked at.
typedef struct Wanted {
  bool *is_old;  // by NameId
  NameId raises; // 0: the module has no such name
  NameId loop;
  bool is_any;
} Wanted;

static bool is_keyword(const Summary *summary, NameId name) {
  for (uint32_t i = 0; name && i < summary->arguments_count; i++)
    if (summary->arguments[i].keyword == name) return true;
  return false;
}

static Wanted find_wanted(const PracticeCheck *check) {
  const Summary *summary = check->uses.summary;
  Wanted wanted = {.is_old = arena_push(check->uses.arena, bool, summary->names_count)};
  for (NameId i = 1; i < summary->names_count; i++) {
    Str name = summary_name(summary, i);
    if (name.size < 4) continue;
    if (name.at[0] == 'r' && str_equal(name, STR("raises"))) wanted.raises = i;
    if (name.at[0] == 'l' && str_equal(name, STR("loop"))) wanted.loop = i;
    wanted.is_any |= wanted.is_old[i] = modernise_is_old_name(name);
  }
  if (!is_keyword(summary, wanted.loop)) wanted.loop = 0;
  wanted.is_any |= wanted.raises || wanted.loop;
  return wanted;
}

static void check_call_by_name(PracticeCheck *check, const Wanted *wanted, ExprId id) {
  const Summary *summary = check->uses.summary;
  const Expr *call = &summary->exprs[id];
  const Expr *callee = &summary->exprs[call->a];
  NameId name = callee->kind == EXPR_ATTRIBUTE ? callee->b
                : callee->kind == EXPR_NAME    ? callee->a
                                               : 0;
  if (wanted->raises && name == wanted->raises) practice_check_raises(check, id);
  if (wanted->is_old[name]) modernise_check_old_call(check, id);
  for (uint32_t i = 0; wanted->loop && i < call->c; i++)
    if (summary->arguments[call->b + i].keyword == wanted->loop)
      modernise_check_loop(check, id, summary->arguments[call->b + i].value);
}

static void check_calls_by_name(PracticeCheck *check) {
  const Summary *summary = check->uses.summary;
  Wanted wanted = find_wanted(check);
  if (!wanted.is_any) return;
  for (ExprId i = 1; i < summary->exprs_count; i++)
    if (summary->exprs[i].kind == EXPR_CALL && !(summary->exprs[i].flags & EXPR_FLAG_DEAD))
      check_call_by_name(check, &wanted, i);
}

// ---- A module -----------------------------------------------------------------------------------

static void check_types(PracticeCheck *check, ExprId types) {
  const Summary *summary = check->uses.summary;
  const Expr *expr = &summary->exprs[types];
  if (types == 0) return;
  if (expr->kind != EXPR_CONTAINER) {
    modernise_check_name(check, types);
    return;
  }
  for (uint32_t i = 0; i < expr->b; i++)
    modernise_check_name(check, summary->operands[expr->a + i]);
}

static void check_regions(PracticeCheck *check) {
  const Summary *summary = check->uses.summary;
  for (RegionId i = 0; i < summary->regions_count; i++) {
    const Region *region = &summary->regions[i];
    if (region->flags & REGION_DEAD) continue;
    if (region->kind == REGION_WHILE && region->flags & REGION_AWAITS)
      practice_check_wait(check, i);
    if (region->kind == REGION_EXCEPT_STAR) practice_check_star(check, i);
    if (region->kind == REGION_EXCEPT || region->kind == REGION_EXCEPT_STAR)
      check_types(check, region->subject);
  }
}

static void check_exits(PracticeCheck *check) {
  const Summary *summary = check->uses.summary;
  for (uint32_t i = 0; i < summary->exits_count; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->kind == EXIT_RAISE && exit->value && !(exit->flags & EXIT_DEAD))
      practice_check_raise(check, i);
  }
}

static void check_scopes(PracticeCheck *check) {
  const Summary *summary = check->uses.summary;
  bool has_tests = program_is_test(check->uses.program, check->uses.module);
  for (ScopeId i = 0; i < summary->scopes_count; i++) {
    const Scope *scope = &summary->scopes[i];
    if (scope->kind == SCOPE_CLASS && scope->base_count > 0) practice_check_class(check, i);
    for (uint32_t k = 0; k < scope->decorator_count; k++)
      modernise_check_name(check, summary->operands[scope->decorators + k]);
    for (uint32_t k = 0; scope->kind == SCOPE_CLASS && k < scope->base_count; k++)
      modernise_check_name(check, summary->arguments[scope->bases + k].value);
    bool may_be_case = scope->flags & SCOPE_METHOD && scope->flags & SCOPE_ASYNC;
    if (has_tests || may_be_case) practice_check_test(check, i);
  }
}

static void check_imports(PracticeCheck *check) {
  const Summary *summary = check->uses.summary;
  for (BindingId i = 0; i < summary->bindings_count; i++)
    if (summary->bindings[i].kind == BINDING_IMPORT) modernise_check_import(check, i);
}

static void check_module(RuleContext *context, ModuleId module) {
  PracticeCheck check = {.context = context, .uses = uses_of(context, module)};
  check.wants_timeouts = rule_is_on(context, &rule_async_timeout_parameter);
  check_functions(&check);
  check_calls_by_name(&check);
  check_regions(&check);
  check_exits(&check);
  check_scopes(&check);
  if (rule_is_on(context, &rule_async_import_style) ||
      rule_is_on(context, &rule_unmaintained_dependency))
    check_imports(&check);
}
