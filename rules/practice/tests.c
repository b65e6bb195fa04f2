// Tests of asynchronous code that test nothing: nobody awaits them, marks stand where they mean
// nothing, groups of exceptions are not looked into.
#include "base/path.h"
#include "rules/calls.h"
#include "rules/list.h"
#include "rules/practice/practice.h"

const Rule rule_pytest_asyncio_mark_on_fixture = {
    .id = "pytest-asyncio-mark-on-fixture",
    .family = "practice",
    .summary = "A mark for asynchronous tests stands on a fixture, where it does nothing.",
    .aliases = "PT024",
    .severity = SEVERITY_WARNING,
    .checker = &practice_checker,
};

const Rule rule_async_test_without_plugin = {
    .id = "async-test-without-plugin",
    .family = "practice",
    .summary = "An asynchronous test that nobody awaits never runs, and passes or is left out.",
    .severity = SEVERITY_WARNING,
    .checker = &practice_checker,
};

const Rule rule_exception_group_in_raises = {
    .id = "exception-group-in-raises",
    .family = "practice",
    .summary = "A test expects a group of exceptions, whatever is in it.",
    .aliases = "ASYNC401",
    .severity = SEVERITY_WARNING,
    .checker = &practice_checker,
};

static const Practice *habit_of(const PracticeCheck *check, Habit habit, ExprId expr) {
  const Expr *at = &check->uses.summary->exprs[expr];
  Str name = STR("");
  if (at->kind == EXPR_CALL) expr = at->a;
  if (!program_symbol(check->uses.program, check->uses.module, expr, &name)) return NULL;
  return practice_find(habit, name);
}

// The first decorator with a habit; 0 when there is none.
static ExprId decorator_with(const PracticeCheck *check, const Scope *scope, Habit habit) {
  for (uint32_t i = 0; i < scope->decorator_count; i++) {
    ExprId decorator = check->uses.summary->operands[scope->decorators + i];
    if (habit_of(check, habit, decorator)) return decorator;
  }
  return 0;
}

// ---- Fixtures -----------------------------------------------------------------------------------

static void check_fixture(PracticeCheck *check, const Scope *scope) {
  const Summary *summary = check->uses.summary;
  if (scope->decorator_count < 2 || !decorator_with(check, scope, HABIT_FIXTURE)) return;
  ExprId mark = decorator_with(check, scope, HABIT_TEST_MARK);
  if (!mark) return;
  Finding *finding =
      finding_add(check->context, &rule_pytest_asyncio_mark_on_fixture, check->uses.module, mark,
                  "a mark has no effect on a fixture, which `%.*s` is",
                  STR_ARG(summary_name(summary, scope->name)));
  if (!finding) return;
  finding_help(check->context, finding,
               "drop the mark; an asynchronous fixture is made by the decorator of the plugin");
  finding_fix(check->context, finding, APPLICABILITY_SAFE,
              (FixStep){.kind = FIX_DROP_DECORATOR, .expr = mark});
}

// ---- Tests --------------------------------------------------------------------------------------

static bool is_collected(const PracticeCheck *check) {
  Str name = path_name(program_path(check->uses.program, check->uses.module));
  return str_has_prefix(name, STR("test_")) || str_has_suffix(name, STR("_test.py"));
}

static bool is_async_test(const Summary *summary, const Scope *scope) {
  return scope->kind == SCOPE_FUNCTION && scope->flags & SCOPE_ASYNC &&
         !(scope->flags & SCOPE_YIELDS) &&
         str_has_prefix(summary_name(summary, scope->name), STR("test"));
}

static bool binds(const Summary *summary, ScopeId scope, Str name) {
  return summary_bindings(summary, scope, name, summary_name_hash(name)).count > 0;
}

// Whether a file that pytest reads first has a say in how tests run, or could not be read.
static bool may_run_them(const Program *program) {
  for (ModuleId i = 0; i < program_module_count(program); i++) {
    if (!str_equal_c(path_name(program_path(program, i)), "conftest.py")) continue;
    const Summary *summary = program_summary(program, i);
    if (!summary) continue; // nothing in it is asynchronous: see Limits
    if (binds(summary, 0, STR("pytest_collection_modifyitems")) ||
        binds(summary, 0, STR("pytest_pyfunc_call")) ||
        binds(summary, 0, STR("pytest_pycollect_makeitem")) ||
        binds(summary, 0, STR("pytest_plugins")) || binds(summary, 0, STR("anyio_backend")))
      return true;
  }
  return false;
}

// A test that pytest collects: at the top of the file, or in a class of tests.
static bool is_plain_test(const Summary *summary, const Scope *scope) {
  if (scope->decorator_count > 0) return false;
  for (uint32_t i = 0; i < scope->parameter_count; i++) {
    Str name = summary_name(summary, summary->parameters[scope->parameters + i].name);
    if (str_equal_c(name, "anyio_backend")) return false;
  }
  if (scope->parent == 0) return true;
  const Scope *class = &summary->scopes[scope->parent];
  return class->kind == SCOPE_CLASS && class->parent == 0 && class->base_count == 0 &&
         class->decorator_count == 0 &&
         str_has_prefix(summary_name(summary, class->name), STR("Test")) &&
         !binds(summary, scope->parent, STR("pytestmark"));
}

// Whether the asynchronous tests of the file are marked one by one, and a few were forgotten. Where
// most have no mark, it is likelier that the plugin takes all of them: by a file that is not at
// hand, as in what a package installs, or by the command line.
static bool has_marked(const PracticeCheck *check) {
  const Summary *summary = check->uses.summary;
  uint32_t marked = 0, plain = 0;
  for (ScopeId i = 0; i < summary->scopes_count; i++) {
    const Scope *scope = &summary->scopes[i];
    if (!is_async_test(summary, scope)) continue;
    if (decorator_with(check, scope, HABIT_TEST_MARK)) marked++;
    if (is_plain_test(summary, scope)) plain++;
  }
  return marked > 0 && marked >= plain;
}

static void report_test(PracticeCheck *check, ScopeId id, Confidence confidence, const char *whose,
                        const char *help, FixStep step) {
  const Summary *summary = check->uses.summary;
  Finding *finding =
      finding_add_span(check->context, &rule_async_test_without_plugin, check->uses.module,
                       summary_scope_name_span(summary, id), "`%.*s` never runs: %s",
                       STR_ARG(summary_name(summary, summary->scopes[id].name)), whose);
  if (!finding) return;
  finding->confidence = confidence;
  finding_help(check->context, finding, "%s", help);
  finding_fix(check->context, finding, APPLICABILITY_UNSAFE, step); // the test may well fail
}

// The base that makes the class one of plain tests; 0 when the method is not a plain test of one.
static ExprId plain_case(const PracticeCheck *check, const Scope *scope) {
  const Summary *summary = check->uses.summary;
  if (!(scope->flags & SCOPE_METHOD) || scope->decorator_count > 0) return 0;
  const Scope *class = &summary->scopes[scope->parent];
  if (class->base_count != 1 || class->decorator_count > 0) return 0;
  ExprId base = summary->arguments[class->bases].value;
  return habit_of(check, HABIT_TEST_CASE, base) ? base : 0;
}

static void check_test(PracticeCheck *check, ScopeId id) {
  const Summary *summary = check->uses.summary;
  const Scope *scope = &summary->scopes[id];
  ExprId base = plain_case(check, scope);
  if (base) {
    report_test(check, id, CONFIDENCE_RESOLVED, "its class calls it and does not await it",
                "derive the class from `unittest.IsolatedAsyncioTestCase`",
                (FixStep){.kind = FIX_REPLACE,
                          .expr = base,
                          .name = habit_of(check, HABIT_TEST_CASE, base)->instead});
    return;
  }
  if (!is_collected(check) || !is_plain_test(summary, scope)) return;
  AsyncTests awaited = rule_async_tests(check->context);
  if (awaited == ASYNC_TESTS_ALL || binds(summary, 0, STR("pytestmark"))) return;
  if (!check->may_run) check->may_run = may_run_them(check->uses.program) ? 2 : 1;
  if (check->may_run == 2) return;
  if (!check->has_marked) check->has_marked = has_marked(check) ? 2 : 1;
  bool is_sure = check->has_marked == 2 && awaited == ASYNC_TESTS_MARKED;
  report_test(
      check, id, is_sure ? CONFIDENCE_RESOLVED : CONFIDENCE_PROBABLE,
      "no mark tells a plugin to await it",
      "mark it as the other asynchronous tests, or have the plugin take all of them "
      "(asyncio_mode = \"auto\")",
      (FixStep){.kind = FIX_DECORATE,
                .index = id,
                .name = knowledge_names_of(program_library(check->uses.program, check->uses.module))
                            .test_mark});
}

void practice_check_test(PracticeCheck *check, ScopeId id) {
  const Summary *summary = check->uses.summary;
  const Scope *scope = &summary->scopes[id];
  if (scope->kind != SCOPE_FUNCTION || scope->flags & SCOPE_DEAD) return;
  check_fixture(check, scope);
  if (is_async_test(summary, scope) && rule_is_on(check->context, &rule_async_test_without_plugin))
    check_test(check, id);
}

// ---- Groups -------------------------------------------------------------------------------------

static bool is_group_class(const PracticeCheck *check, ExprId expr) {
  return check->uses.summary->exprs[expr].kind != EXPR_CALL &&
         habit_of(check, HABIT_GROUPS, expr) != NULL;
}

// `with raises(…) as caught:` and then a look at what was caught.
static bool is_looked_into(PracticeCheck *check, ExprId call) {
  BindingId caught = uses_binding(&check->uses, call);
  if (caught == BINDING_NONE) return false;
  return !uses_is_local(&check->uses, caught) || uses_next_read(&check->uses, caught, call) != 0;
}

void practice_check_raises(PracticeCheck *check, ExprId call) {
  const Summary *summary = check->uses.summary;
  const Practice *raises = habit_of(check, HABIT_RAISES, call);
  const Expr *site = &summary->exprs[call];
  if (!raises) return;
  Role role = {.position = 0, .keyword = raises->keyword};
  for (uint32_t i = 0; i < site->c; i++) {
    ExprId type = argument_value(summary, site, i);
    if (!argument_has_role(summary, site, i, role) || !is_group_class(check, type)) continue;
    if (is_looked_into(check, call)) return;
    Finding *finding =
        finding_add(check->context, &rule_exception_group_in_raises, check->uses.module, type,
                    "the test passes whatever exceptions the group holds");
    if (!finding) return;
    finding_help(check->context, finding, "use %s, which says what must be in it", raises->instead);
  }
}
