// `await`, `async for` and `async with` where Python does not compile them.
#include "base/path.h"
#include "rules/list.h"

static void check_module(RuleContext *context, ModuleId module);

static const Checker checker = {.on_module = check_module};

const Rule rule_await_outside_async = {
    .id = "await-outside-async",
    .family = "await",
    .summary = "`await`, `async for` or `async with` stands outside an async function.",
    .aliases = "PLE1142",
    .severity = SEVERITY_ERROR,
    .checker = &checker,
};

// The scope that would have to be async for an await in `scope`. A list comprehension is part of
// the function around it; a generator expression may await whoever consumes it.
static ScopeId awaiting_scope(const Summary *summary, ScopeId scope) {
  while (summary->scopes[scope].kind == SCOPE_COMPREHENSION)
    scope = summary->scopes[scope].parent;
  return scope;
}

static bool may_await(const Scope *scope) {
  switch ((ScopeKind)scope->kind) {
  case SCOPE_GENERATOR:
    return true;
  case SCOPE_FUNCTION:
    return scope->flags & SCOPE_ASYNC;
  case SCOPE_MODULE:
  case SCOPE_CLASS:
  case SCOPE_LAMBDA:
  case SCOPE_COMPREHENSION:
    break;
  }
  return false;
}

static const char *scope_words(const Scope *scope) {
  switch ((ScopeKind)scope->kind) {
  case SCOPE_MODULE:
    return "the body of a module";
  case SCOPE_CLASS:
    return "the body of a class";
  case SCOPE_LAMBDA:
    return "a lambda";
  case SCOPE_FUNCTION:
  case SCOPE_GENERATOR:
  case SCOPE_COMPREHENSION:
    break;
  }
  return "a function that is not async";
}

// In a file that is no Python, a template or a fragment, an `await` stands anywhere.
static bool is_broken(const Summary *summary) {
  for (uint32_t i = 0; i < summary->problems_count; i++)
    if (summary->problems[i].kind == PROBLEM_SYNTAX) return true;
  return false;
}

// IPython and notebooks await at the top level; what is meant for them says so in its file's name,
// or asks IPython for itself.
static bool is_for_prompt(const Program *program, ModuleId module, const Summary *summary) {
  static const char *const words[] = {"ipython", "IPython", "jupyter", "notebook"};
  Str file = path_name(program_path(program, module));
  for (size_t i = 0; i < COUNT_OF(words); i++)
    if (str_find(file, str_from_c(words[i])) != SIZE_MAX) return true;
  for (NameId id = 1; id < summary->names_count; id++)
    if (str_equal_c(summary_name(summary, id), "get_ipython")) return true;
  return false;
}

static void report(RuleContext *context, ModuleId module, Span span, const char *what,
                   const Scope *scope) {
  const Summary *summary = program_summary(rule_program(context), module);
  Finding *finding = finding_add_span(context, &rule_await_outside_async, module, span,
                                      "`%s` in %s is a syntax error", what, scope_words(scope));
  if (!finding) return;
  bool is_prompt =
      scope->kind == SCOPE_MODULE && is_for_prompt(rule_program(context), module, summary);
  if (is_prompt || is_broken(summary)) finding->confidence = CONFIDENCE_PROBABLE;
  if (scope->kind == SCOPE_FUNCTION)
    finding_help(context, finding,
                 "make `%.*s` an `async def`, or hand the coroutine to an event "
                 "loop",
                 STR_ARG(summary_name(summary, scope->name)));
  else
    finding_help(context, finding, "move it into an `async def` and run that on an event loop");
}

static void check_place(RuleContext *context, ModuleId module, const char *what, Span span,
                        ScopeId scope) {
  const Summary *summary = program_summary(rule_program(context), module);
  const Scope *awaiting = &summary->scopes[awaiting_scope(summary, scope)];
  if (!may_await(awaiting)) report(context, module, span, what, awaiting);
}

static void check_expr(RuleContext *context, ModuleId module, const Summary *summary, ExprId expr) {
  if (summary->exprs[expr].kind != EXPR_AWAIT) return;
  check_place(context, module, "await", summary_expr_span(summary, expr),
              summary_scope_at(summary, expr));
}

static void check_region(RuleContext *context, ModuleId module, const Summary *summary,
                         RegionId id) {
  const Region *region = &summary->regions[id];
  if (region->kind != REGION_ASYNC_WITH && region->kind != REGION_ASYNC_FOR) return;
  check_place(context, module, region->kind == REGION_ASYNC_WITH ? "async with" : "async for",
              summary_region_span(summary, id), region->scope);
}

// `async for` in a comprehension: the iterable may lie outside, its target lies inside.
static void check_binding(RuleContext *context, ModuleId module, const Summary *summary,
                          BindingId id) {
  const Binding *binding = &summary->bindings[id];
  ScopeKind kind = (ScopeKind)summary->scopes[binding->scope].kind;
  if (binding->kind != BINDING_ASYNC_FOR || kind != SCOPE_COMPREHENSION) return;
  check_place(context, module, "async for", summary_expr_span(summary, binding->value),
              binding->scope);
}

// Most files have no such place, and their scopes say so.
static bool has_candidates(const Summary *summary) {
  if (summary->scopes[0].flags & SCOPE_TOP_AWAIT) return true;
  for (ScopeId i = 0; i < summary->scopes_count; i++)
    if (summary->scopes[i].flags & SCOPE_AWAITS && !may_await(&summary->scopes[i])) return true;
  return false;
}

static void check_module(RuleContext *context, ModuleId module) {
  const Summary *summary = program_summary(rule_program(context), module);
  if (!has_candidates(summary)) return;
  for (ExprId i = 1; i < summary->exprs_count; i++)
    check_expr(context, module, summary, i);
  for (RegionId i = 0; i < summary->regions_count; i++)
    check_region(context, module, summary, i);
  for (BindingId i = 0; i < summary->bindings_count; i++)
    check_binding(context, module, summary, i);
}
