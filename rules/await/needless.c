// Async functions that await nothing and that nobody needs to be async.
#include "rules/calls.h"
#include "rules/list.h"
#include "rules/uses.h"

static void check_module(RuleContext *context, ModuleId module);

static const Checker checker = {.on_module = check_module};

const Rule rule_unneeded_async = {
    .id = "unneeded-async",
    .family = "await",
    .summary = "An async function awaits nothing, and nobody needs it to be async.",
    .aliases = "ASYNC124 RUF029 S7503",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &checker,
};

// What a framework, a protocol or a class below may want is left alone: whatever is decorated, has
// a name of Python's, or stands in a class with bases.
static bool is_free(const Summary *summary, const Scope *scope) {
  Str name = summary_name(summary, scope->name);
  if (scope->kind != SCOPE_FUNCTION || !(scope->flags & SCOPE_ASYNC)) return false;
  if (scope->flags & (SCOPE_AWAITS | SCOPE_YIELDS | SCOPE_STUB | SCOPE_DEAD)) return false;
  if (scope->decorator_count > 0 || str_has_prefix(name, STR("__"))) return false;
  if (!(summary->regions[scope->body].flow & (FLOW_FALLS | FLOW_RETURNS))) return false;
  return !(scope->flags & SCOPE_METHOD) || summary->scopes[scope->parent].base_count == 0;
}

// Seen only by what stands in the same file: nested in a function, or private by its name.
static bool is_private(const Summary *summary, const Scope *scope) {
  uint32_t parent = summary->scopes[scope->parent].kind;
  return parent == SCOPE_FUNCTION || parent == SCOPE_LAMBDA ||
         str_has_prefix(summary_name(summary, scope->name), STR("_"));
}

// Whether every place that names it calls it there and awaits the call.
static bool is_only_awaited(Uses *uses, const Scope *scope, uint32_t *count) {
  const Summary *summary = uses->summary;
  bool is_method = (scope->flags & SCOPE_METHOD) != 0;
  for (ExprId i = 1; i < summary->exprs_count; i++) {
    const Expr *expr = &summary->exprs[i];
    if (expr->flags & (EXPR_FLAG_STORE | EXPR_FLAG_ANNOTATION)) continue;
    bool is_name = expr_is_name(expr, scope->name);
    bool is_attribute = expr->kind == EXPR_ATTRIBUTE && expr->b == scope->name;
    if (is_method ? !is_attribute : !is_name && !is_attribute) continue;
    if (expr->use != USE_CALLED) return false;
    if (summary->exprs[uses_parent(uses, i)].use != USE_AWAITED) return false;
    ++*count;
  }
  return true;
}

// A method of the same name elsewhere in the file may be called in its place.
static bool is_alone(const Summary *summary, ScopeId id) {
  for (ScopeId i = 1; i < summary->scopes_count; i++)
    if (i != id && summary->scopes[i].kind == SCOPE_FUNCTION &&
        summary->scopes[i].name == summary->scopes[id].name)
      return false;
  return true;
}

// A class below, in another file, may have one that awaits.
static bool has_namesake(const Uses *uses, const Scope *scope) {
  const Program *program = uses->program;
  Str name = summary_name(uses->summary, scope->name);
  if (!(scope->flags & SCOPE_METHOD)) return false;
  for (FunctionId i = 0; i < program_function_count(program); i++) {
    const Function *other = program_function(program, i);
    if (!other->is_async || other->module == uses->module) continue;
    const Summary *in = program_summary(program, other->module);
    const Scope *at = &in->scopes[other->scope];
    if (at->flags & SCOPE_METHOD && str_equal(summary_name(in, at->name), name)) return true;
  }
  return false;
}

static void check_function(RuleContext *context, Uses *uses, ScopeId id) {
  const Summary *summary = uses->summary;
  const Scope *scope = &summary->scopes[id];
  uint32_t count = 0;
  if (!is_free(summary, scope) || summary_is_exported(summary, scope->name)) return;
  if (!is_alone(summary, id) || !is_only_awaited(uses, scope, &count) || count == 0) return;
  if (has_namesake(uses, scope)) return;
  Str name = summary_name(summary, scope->name);
  Finding *finding = finding_add_span(
      context, &rule_unneeded_async, uses->module, summary_scope_name_span(summary, id),
      "`%.*s` awaits nothing, and is only called to be awaited at once", STR_ARG(name));
  if (!finding) return;
  if (!is_private(summary, scope)) finding->confidence = CONFIDENCE_PROBABLE;
  finding_help(context, finding, "write it without `async`, and its calls without `await`");
}

static void check_module(RuleContext *context, ModuleId module) {
  Uses uses = uses_of(context, module);
  for (ScopeId i = 1; i < uses.summary->scopes_count; i++)
    check_function(context, &uses, i);
}
