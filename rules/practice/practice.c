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
  for (uint32_t next = 0; uses_next_function(&check->uses, &next, &function);) {
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

// What names of a module are worth a look for, found in one pass over all of them: most modules
// have none.
typedef enum NameKind {
  NAME_OLD = 1 << 0,      // called, it may be what is no more
  NAME_OLD_TYPE = 1 << 1, // the same for a decorator, a base or the type of an exception
  NAME_RAISES = 1 << 2,
  NAME_LOOP = 1 << 3, // the keyword
} NameKind;

typedef struct Wanted {
  uint8_t *kinds;  // by NameId: a set of NameKind; NULL where no name has one
  unsigned called; // of all names together: what is looked for in calls
  bool has_types;
} Wanted;

// Told apart by their ends and sizes: all names of all modules are asked.
static inline bool may_be_wanted(Str name) {
  if (name.size < sizeof "loop" - 1) return false;
  char first = name.at[0];
  switch (name.at[name.size - 1]) {
  case 'e':
    return first == 'c' && name.size == sizeof "coroutine" - 1;
  case 'n':
    return first == 'i' && name.size == sizeof "iscoroutinefunction" - 1;
  case 'p':
    return (first == 'g' && name.size == sizeof "get_event_loop" - 1) ||
           (first == 'l' && name.size == sizeof "loop" - 1);
  case 'r':
    return (first == 'T' && name.size == sizeof "TimeoutError" - 1) ||
           str_has_suffix(name, STR("atcher")); // Watcher, get_child_watcher
  case 's':
    return first == 'r' && name.size == sizeof "raises" - 1;
  case 'y':
    return str_has_suffix(name, STR("olicy")); // Policy, get_event_loop_policy
  }
  return false;
}

static unsigned kind_of(Str name) {
  unsigned kind = 0;
  if (str_equal(name, STR("raises"))) kind |= NAME_RAISES;
  if (str_equal(name, STR("loop"))) kind |= NAME_LOOP;
  if (modernise_is_old_name(name)) kind |= NAME_OLD;
  if (modernise_is_old_type(name)) kind |= NAME_OLD_TYPE;
  return kind;
}

static bool is_keyword(const Summary *summary, NameId name) {
  for (uint32_t i = 0; i < summary->arguments_count; i++)
    if (summary->arguments[i].keyword == name) return true;
  return false;
}

static void add_wanted(const PracticeCheck *check, NameId name, Str text, Wanted *out) {
  const Summary *summary = check->uses.summary;
  unsigned kind = kind_of(text);
  if (kind & NAME_LOOP && !is_keyword(summary, name)) kind &= ~(unsigned)NAME_LOOP;
  if (kind == 0) return;
  if (!out->kinds) out->kinds = arena_push(check->uses.arena, uint8_t, summary->names_count);
  out->kinds[name] = (uint8_t)kind;
  out->called |= kind & (NAME_OLD | NAME_RAISES | NAME_LOOP);
  out->has_types |= (kind & NAME_OLD_TYPE) != 0;
}

// `from asyncio import get_event_loop as loop_of`: who calls the one calls the other.
static void add_aliases(const Summary *summary, Wanted *out) {
  if (!(out->called & NAME_OLD)) return;
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->kind != BINDING_IMPORT) continue;
    NameId member = summary->imports[binding->extra].member;
    out->kinds[binding->name] |= out->kinds[member] & NAME_OLD;
  }
}

static Wanted find_wanted(const PracticeCheck *check) {
  const Summary *summary = check->uses.summary;
  const uint16_t *ends = summary->names;
  const char *text = summary->text.at, *before = text; // each name begins where one ends
  const uint32_t count = summary->names_count, carries_count = summary->name_carries_count;
  Wanted wanted = {0};
  for (NameId i = 0, carries = 0; i < count; i++) {
    while (carries < carries_count && summary->name_carries[carries] == i) {
      text += (size_t)1 << 16; // from which the ends are counted
      carries++;
    }
    Str name = {before, (size_t)(text + ends[i] - before)};
    before = text + ends[i];
    if (may_be_wanted(name)) add_wanted(check, i, name, &wanted);
  }
  add_aliases(summary, &wanted);
  return wanted;
}

static void check_call_by_name(PracticeCheck *check, const Wanted *wanted, ExprId id) {
  const Summary *summary = check->uses.summary;
  const Expr *call = &summary->exprs[id];
  const Expr *callee = &summary->exprs[call->a];
  NameId name = callee->kind == EXPR_ATTRIBUTE ? callee->b
                : callee->kind == EXPR_NAME    ? callee->a
                                               : 0;
  if (wanted->kinds[name] & NAME_RAISES) practice_check_raises(check, id);
  if (wanted->kinds[name] & NAME_OLD) modernise_check_old_call(check, id);
  for (uint32_t i = 0; wanted->called & NAME_LOOP && i < call->c; i++)
    if (wanted->kinds[summary->arguments[call->b + i].keyword] & NAME_LOOP)
      modernise_check_loop(check, id, summary->arguments[call->b + i].value);
}

static void check_calls_by_name(PracticeCheck *check, const Wanted *wanted) {
  const Summary *summary = check->uses.summary;
  if (!wanted->called) return;
  for (ExprId i = 1; i < summary->exprs_count; i++)
    if (summary->exprs[i].kind == EXPR_CALL && !(summary->exprs[i].flags & EXPR_FLAG_DEAD))
      check_call_by_name(check, wanted, i);
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

static void check_regions(PracticeCheck *check, const Wanted *wanted) {
  const Summary *summary = check->uses.summary;
  if (!uses_has_regions(&check->uses, USES_HANDLERS | 1u << REGION_WHILE)) return;
  for (RegionId i = 0; i < summary->regions_count; i++) {
    const Region *region = &summary->regions[i];
    if (region->flags & REGION_DEAD) continue;
    if (region->kind == REGION_WHILE && region->flags & REGION_AWAITS)
      practice_check_wait(check, i);
    if (region->kind == REGION_EXCEPT_STAR) practice_check_star(check, i);
    bool is_handler = region->kind == REGION_EXCEPT || region->kind == REGION_EXCEPT_STAR;
    if (wanted->has_types && is_handler) check_types(check, region->subject);
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

static void check_type_names(PracticeCheck *check, const Scope *scope) {
  const Summary *summary = check->uses.summary;
  for (uint32_t k = 0; k < scope->decorator_count; k++)
    modernise_check_name(check, summary->operands[scope->decorators + k]);
  for (uint32_t k = 0; scope->kind == SCOPE_CLASS && k < scope->base_count; k++)
    modernise_check_name(check, summary->arguments[scope->bases + k].value);
}

static void check_scopes(PracticeCheck *check, const Wanted *wanted) {
  const Summary *summary = check->uses.summary;
  bool has_tests = program_is_test(check->uses.program, check->uses.module);
  for (ScopeId i = 0; i < summary->scopes_count; i++) {
    const Scope *scope = &summary->scopes[i];
    if (scope->kind == SCOPE_CLASS && scope->base_count > 0) practice_check_class(check, i);
    if (wanted->has_types) check_type_names(check, scope);
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
  Wanted wanted = find_wanted(&check);
  check_functions(&check);
  check_calls_by_name(&check, &wanted);
  check_regions(&check, &wanted);
  check_exits(&check);
  check_scopes(&check, &wanted);
  if (rule_is_on(context, &rule_async_import_style) ||
      rule_is_on(context, &rule_unmaintained_dependency))
    check_imports(&check);
}
