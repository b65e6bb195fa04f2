// Ways of writing that newer versions of Python have better words for, or none at all any more. All
// of it depends on the oldest version that the code is for.
#include "rules/calls.h"
#include "rules/list.h"
#include "rules/practice/practice.h"

const Rule rule_deprecated_asyncio_api = {
    .id = "deprecated-asyncio-api",
    .family = "modernise",
    .summary = "A part of asyncio that is deprecated, or gone, in newer versions of Python.",
    .aliases = "UP041",
    .severity = SEVERITY_WARNING,
    .checker = &practice_checker,
};

const Rule rule_ensure_future_for_coroutine = {
    .id = "ensure-future-for-coroutine",
    .family = "modernise",
    .summary = "A coroutine becomes a task by a function that is meant for futures, too.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &practice_checker,
};

const Rule rule_wait_for_instead_of_timeout = {
    .id = "wait-for-instead-of-timeout",
    .family = "modernise",
    .summary = "A deadline around one await, where a block with a deadline does the same.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &practice_checker,
};

const Rule rule_manual_executor_instead_of_to_thread = {
    .id = "manual-executor-instead-of-to-thread",
    .family = "modernise",
    .summary = "A function is given to the usual executor by hand.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &practice_checker,
};

const Rule rule_async_import_style = {
    .id = "async-import-style",
    .family = "modernise",
    .summary = "Names of an async library are imported without their library's name.",
    .aliases = "ASYNC106",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &practice_checker,
};

const Rule rule_unmaintained_dependency = {
    .id = "unmaintained-dependency",
    .family = "modernise",
    .summary = "A library is imported that nobody maintains any more.",
    .aliases = "ASYNC127",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &practice_checker,
};

// ---- Deprecated ---------------------------------------------------------------------------------

static bool is_for_target(const PracticeCheck *check, const Practice *practice) {
  return rule_target(check->context) >= practice->since;
}

static void report_deprecated(PracticeCheck *check, ExprId at, Str name, const Practice *old) {
  Finding *finding =
      old->keyword ? finding_add(check->context, &rule_deprecated_asyncio_api, check->uses.module,
                                 at, "`%.*s` raises where there is no loop, from Python 3.%u on",
                                 STR_ARG(name), old->until % 100)
      : old->until > 0
          ? finding_add(check->context, &rule_deprecated_asyncio_api, check->uses.module, at,
                        "`%.*s` is no more, from Python 3.%u on", STR_ARG(name), old->until % 100)
          : finding_add(check->context, &rule_deprecated_asyncio_api, check->uses.module, at,
                        "`%.*s` is deprecated", STR_ARG(name));
  if (!finding) return;
  finding_help(check->context, finding, "use %s", old->instead);
  const Practice *twin = practice_find(HABIT_TWIN, name);
  if (!twin) return;
  // Another name of the same is safe.
  bool is_same = str_has_prefix(str_from_c(twin->instead), STR("builtins."));
  finding_fix(check->context, finding, is_same ? APPLICABILITY_SAFE : APPLICABILITY_UNSAFE,
              (FixStep){.kind = FIX_REPLACE, .expr = at, .name = twin->instead});
}

// Only these can be a name that modernise knows: the others need not be looked up.
bool modernise_is_old_type(Str name) {
  return str_equal_c(name, "TimeoutError") || str_equal_c(name, "coroutine") ||
         str_has_suffix(name, STR("Policy")) || str_has_suffix(name, STR("Watcher"));
}

static bool may_be_old(const PracticeCheck *check, ExprId id) {
  const Expr *expr = &check->uses.summary->exprs[id];
  if (expr->kind == EXPR_NAME && expr->b == 0) return false; // a built-in
  if (expr->kind != EXPR_NAME && expr->kind != EXPR_ATTRIBUTE) return false;
  return modernise_is_old_type(
      summary_name(check->uses.summary, expr->kind == EXPR_NAME ? expr->a : expr->b));
}

// The name as the file spells it: what it stands for may be a built-in by now.
static Str spelled_symbol(PracticeCheck *check, ExprId id) {
  const Expr *expr = &check->uses.summary->exprs[id];
  Str name = STR("");
  ExprId from = expr->kind == EXPR_ATTRIBUTE ? expr->a : id;
  if (!program_symbol(check->uses.program, check->uses.module, from, &name)) return STR("");
  if (from == id) return name;
  return str_print(check->uses.arena, "%.*s.%.*s", STR_ARG(name),
                   STR_ARG(summary_name(check->uses.summary, expr->b)));
}

// `sys.version_info`, `sys.platform`, `hasattr(asyncio, "run")`
static bool asks_for_version(const Summary *summary, const Expr *expr) {
  if (expr->kind == EXPR_CALL) {
    const Expr *asks = &summary->exprs[expr->a];
    if (expr->c != 2 || asks->kind != EXPR_NAME) return false;
    const Expr *asked = &summary->exprs[summary->arguments[expr->b].value];
    return str_equal_c(summary_name(summary, asks->a), "hasattr") && asked->kind == EXPR_NAME &&
           str_equal_c(summary_name(summary, asked->a), "asyncio");
  }
  if (expr->kind != EXPR_ATTRIBUTE) return false;
  Str name = summary_name(summary, expr->b);
  return str_equal_c(name, "version_info") || str_equal_c(name, "platform");
}

// Under a test of the version, or where a missing name is caught, both ways are written on purpose.
static bool is_for_versions(const PracticeCheck *check, ExprId at) {
  const Summary *summary = check->uses.summary;
  RegionId region = summary_region_at(summary, at);
  for (; region != 0; region = summary->regions[region].parent) {
    const Region *around = &summary->regions[region];
    if (around->kind != REGION_IF && around->kind != REGION_ELSE) continue;
    ExprId from = around->subject > 8 ? around->subject - 8 : 1;
    for (ExprId i = from; i <= around->subject; i++)
      if (asks_for_version(summary, &summary->exprs[i])) return true;
  }
  return false;
}

void modernise_check_name(PracticeCheck *check, ExprId id) {
  if (!may_be_old(check, id)) return;
  Str name = spelled_symbol(check, id);
  const Practice *old = practice_find(HABIT_DEPRECATED, name);
  if (old && is_for_target(check, old) && !is_for_versions(check, id))
    report_deprecated(check, id, name, old);
}

void modernise_check_loop(PracticeCheck *check, ExprId call, ExprId loop) {
  Str name = STR("");
  const Expr *site = &check->uses.summary->exprs[call];
  if (!program_symbol(check->uses.program, check->uses.module, site->a, &name)) return;
  const Practice *lost = practice_find(HABIT_LOST_KEYWORD, name);
  if (!lost || !is_for_target(check, lost) || is_for_versions(check, call)) return;
  const Expr *value = &check->uses.summary->exprs[loop];
  if (expr_is_literal(value, LITERAL_NONE)) return; // as if it were not given
  Finding *finding = finding_add(check->context, &rule_deprecated_asyncio_api, check->uses.module,
                                 loop, "`%.*s` takes no `%s` any more, from Python 3.%u on",
                                 STR_ARG(name), lost->keyword, lost->until % 100);
  if (!finding) return;
  finding_help(check->context, finding, "use %s", lost->instead);
  uint32_t index = 0;
  while (argument_value(check->uses.summary, site, index) != loop)
    index++;
  // Where it still counts it may name another loop.
  bool is_error = rule_target(check->context) >= lost->until;
  finding_fix(check->context, finding, is_error ? APPLICABILITY_SAFE : APPLICABILITY_UNSAFE,
              (FixStep){.kind = FIX_DROP_ARGUMENT, .expr = call, .index = index});
}

#define LOOK_MAX 4096 // expressions behind a call

// What a loop is asked to do where none runs.
static bool runs_loop(PracticeCheck *check, ExprId loop) {
  const Summary *summary = check->uses.summary;
  const Expr *method = &summary->exprs[uses_parent(&check->uses, loop)];
  if (method->kind != EXPR_ATTRIBUTE || method->a != loop) return false;
  Str name = summary_name(summary, method->b);
  return str_equal_c(name, "run_until_complete") || str_equal_c(name, "run_forever");
}

// Whether the call gives a loop to code that runs it: nothing else has made one there.
static bool has_no_loop(PracticeCheck *check, ExprId call) {
  const Summary *summary = check->uses.summary;
  ScopeId runner = summary_runner(summary, summary_scope_at(summary, call));
  if (summary->scopes[runner].flags & SCOPE_ASYNC) return false;
  if (runs_loop(check, call)) return true;
  BindingId bound = uses_binding(&check->uses, call);
  if (bound == BINDING_NONE) return false;
  const Binding *binding = &summary->bindings[bound];
  const Scope *scope = &summary->scopes[binding->scope];
  ExprId end = scope->end - call > LOOK_MAX ? call + LOOK_MAX : scope->end;
  for (ExprId i = call; i < end; i++) {
    const Expr *expr = &summary->exprs[i];
    bool is_it = expr_is_name(expr, binding->name);
    if (is_it && uses_variable(&check->uses, i) == bound && runs_loop(check, i)) return true;
  }
  return false;
}

// What it raises is caught around it.
static bool is_caught(const Summary *summary, ExprId at) {
  RegionId region = summary_region_at(summary, at);
  for (; summary->regions[region].kind != REGION_BODY; region = summary->regions[region].parent)
    if (summary->regions[region].kind == REGION_TRY) return true;
  return false;
}

static bool is_runtime_error(const PracticeCheck *check, ExprId type) {
  Str name = STR("");
  return type != 0 && program_symbol(check->uses.program, check->uses.module, type, &name) &&
         str_equal(name, STR("builtins.RuntimeError"));
}

static bool runs_loop_in(const PracticeCheck *check, const Region *region) {
  for (ExprId at = region->begin; at < region->end; at++) {
    if (check->uses.summary->exprs[at].kind != EXPR_CALL) continue;
    const Call *call = program_call_at(check->uses.program, check->uses.module, at);
    if (call && call->entry && call->entry->runs_loop) return true;
  }
  return false;
}

// In the handler of what running a loop raises where one is running: `try: asyncio.run(work())`.
static bool has_running_loop(const PracticeCheck *check, ExprId at) {
  const Region *regions = check->uses.summary->regions;
  RegionId region = summary_region_at(check->uses.summary, at);
  for (; regions[region].kind != REGION_BODY; region = regions[region].parent)
    if (regions[region].kind == REGION_EXCEPT && is_runtime_error(check, regions[region].subject) &&
        runs_loop_in(check, &regions[regions[region].group]))
      return true;
  return false;
}

// Somewhere in the file a loop is made and set.
static bool sets_loop(const PracticeCheck *check) {
  const Summary *summary = check->uses.summary;
  for (uint32_t i = 1; i < summary->names_count; i++)
    if (str_equal_c(summary_name(summary, i), "set_event_loop")) return true;
  return false;
}

// Of exceptions, only where they are caught.
bool modernise_is_old_name(Str name) {
  char first = name.at[0], last = name.at[name.size - 1];
  bool may_be = first == 'g' || first == 's' || first == 'i' || (first >= 'A' && first <= 'Z');
  if (!may_be || (last != 'n' && last != 'p' && last != 'r' && last != 'y')) return false;
  return !str_has_suffix(name, STR("Error")) && practice_ends_so(HABIT_DEPRECATED, name);
}

void modernise_check_old_call(PracticeCheck *check, ExprId call) {
  Str name = STR("");
  ExprId callee = check->uses.summary->exprs[call].a;
  if (!rule_is_on(check->context, &rule_deprecated_asyncio_api)) return;
  if (!program_symbol(check->uses.program, check->uses.module, callee, &name)) return;
  const Practice *old = practice_find(HABIT_DEPRECATED, name);
  if (!old || !is_for_target(check, old) || is_for_versions(check, call)) return;
  bool is_conditional = old->keyword != NULL; // only where there is no loop
  if (is_conditional && !check->sets_a_loop) check->sets_a_loop = sets_loop(check) ? 2 : 1;
  if (is_conditional && (check->sets_a_loop == 2 || !has_no_loop(check, call))) return;
  if (is_conditional && is_caught(check->uses.summary, call)) return;
  if (is_conditional && has_running_loop(check, call)) return;
  report_deprecated(check, callee, name, old);
}

// ---- Newer words --------------------------------------------------------------------------------

// The argument with which a function is told `keyword`; 0 when it is not given.
static ExprId argument_of(const Summary *summary, const Expr *site, int8_t position,
                          const char *keyword) {
  Role role = {.position = position, .keyword = keyword};
  for (uint32_t i = 0; i < site->c; i++)
    if (argument_has_role(summary, site, i, role)) return argument_value(summary, site, i);
  return 0;
}

static Finding *report_newer(PracticeCheck *check, const Call *call, const Rule *rule,
                             const Practice *practice, const char *what) {
  Finding *finding = finding_add(check->context, rule, check->uses.module, call->site, "`%.*s` %s",
                                 STR_ARG(call->name), what);
  if (!finding) return NULL;
  finding->confidence = call->confidence;
  finding_help(check->context, finding, "use %s", practice->instead);
  return finding;
}

static void fix_callee(PracticeCheck *check, Finding *finding, const Call *call,
                       Applicability applicability) {
  ExprId callee = check->uses.summary->exprs[call->site].a;
  const Practice *twin = practice_find(HABIT_TWIN, call->name);
  if (finding && twin)
    finding_fix(check->context, finding, applicability,
                (FixStep){.kind = FIX_REPLACE, .expr = callee, .name = twin->instead});
}

static void check_future(PracticeCheck *check, const Call *call, const Expr *site) {
  const Practice *maker = practice_find(HABIT_FUTURE_MAKER, call->name);
  if (!maker || !program_function(check->uses.program, call->caller)->is_async) return;
  ExprId value = argument_of(check->uses.summary, site, 0, "coro_or_future");
  if (!value || argument_of(check->uses.summary, site, KEYWORD_ONLY, maker->keyword)) return;
  if (program_result(check->uses.program, check->uses.module, value) != RESULT_COROUTINE) return;
  Finding *finding = report_newer(check, call, &rule_ensure_future_for_coroutine, maker,
                                  "is given a coroutine, of which it can only make a task");
  if (!check->uses.summary->arguments[site->b].keyword)
    fix_callee(check, finding, call, APPLICABILITY_SAFE);
}

static void check_wait_for(PracticeCheck *check, const Call *call, const Expr *site) {
  const Practice *waits = practice_find(HABIT_WAITS_FOR, call->name);
  if (!waits || !is_for_target(check, waits) || site->use != USE_AWAITED) return;
  if (!argument_of(check->uses.summary, site, 1, waits->keyword)) return;
  (void)report_newer(check, call, &rule_wait_for_instead_of_timeout, waits,
                     "puts a deadline around one await");
}

static void check_executor(PracticeCheck *check, const Call *call, const Expr *site) {
  const Practice *executor = practice_find(HABIT_EXECUTOR, call->name);
  if (!executor || !is_for_target(check, executor) || site->use != USE_AWAITED) return;
  ExprId which = argument_of(check->uses.summary, site, 0, executor->keyword);
  const Expr *expr = &check->uses.summary->exprs[which];
  if (!which || !expr_is_literal(expr, LITERAL_NONE)) return;
  Finding *finding = report_newer(check, call, &rule_manual_executor_instead_of_to_thread, executor,
                                  "is given the usual executor");
  if (!finding || argument_value(check->uses.summary, site, 0) != which) return;
  // Context variables go along, which they did not before.
  fix_callee(check, finding, call, APPLICABILITY_UNSAFE);
  finding_fix(check->context, finding, APPLICABILITY_UNSAFE,
              (FixStep){.kind = FIX_DROP_ARGUMENT, .expr = call->site, .index = 0});
}

void modernise_check_call(PracticeCheck *check, const Call *call) {
  const Expr *site = &check->uses.summary->exprs[call->site];
  if (site->kind != EXPR_CALL) return;
  if (rule_is_on(check->context, &rule_ensure_future_for_coroutine))
    check_future(check, call, site);
  if (rule_is_on(check->context, &rule_wait_for_instead_of_timeout))
    check_wait_for(check, call, site);
  if (rule_is_on(check->context, &rule_manual_executor_instead_of_to_thread))
    check_executor(check, call, site);
}

// ---- Imports ------------------------------------------------------------------------------------

static void check_style(PracticeCheck *check, BindingId id, Str module, const Import *import) {
  bool is_renamed = !import->member && import->flags & IMPORT_ALIASED;
  if ((!import->member && !is_renamed) || !practice_find(HABIT_LIBRARY, module)) return;
  Finding *finding = finding_add_span(check->context, &rule_async_import_style, check->uses.module,
                                      summary_binding_span(check->uses.summary, id),
                                      "names of `%.*s` go without its name here", STR_ARG(module));
  if (!finding) return;
  finding_help(check->context, finding, "write `import %.*s`, and `%.*s.` before its names",
               STR_ARG(module), STR_ARG(module));
}

void modernise_check_import(PracticeCheck *check, BindingId id) {
  const Summary *summary = check->uses.summary;
  const Binding *binding = &summary->bindings[id];
  const Import *import = &summary->imports[binding->extra];
  if (import->level > 0 || binding->flags & BINDING_DEAD) return;
  Str module = summary_name(summary, import->module);
  check_style(check, id, module, import);
  Str rest = module;
  const Practice *left = practice_find(HABIT_ABANDONED, str_cut(&rest, '.'));
  if (!left || !is_for_target(check, left)) return;
  Finding *finding = finding_add_span(check->context, &rule_unmaintained_dependency,
                                      check->uses.module, summary_binding_span(summary, id),
                                      "nobody maintains `%s` any more", left->name);
  if (!finding) return;
  finding_help(check->context, finding, "use %s", left->instead);
}
