// Clean-up in trio and anyio. There a cancelled task is cancelled again at every await until it has
// left the scope, so what `finally` awaits does not happen unless a shield is around it.
#include "rules/calls.h"
#include "rules/cancellation/cancellation.h"

static void check_module(RuleContext *context, ModuleId module);

static const Checker checker = {.on_module = check_module};

const Rule rule_unshielded_await_in_cleanup = {
    .id = "unshielded-await-in-cleanup",
    .family = "cancellation",
    .summary = "Clean-up awaits without a shield: after a cancellation it does not happen.",
    .aliases = "ASYNC102",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

const Rule rule_cancelled_class_saved = {
    .id = "cancelled-class-saved",
    .family = "cancellation",
    .summary = "The class of the cancellation exception is asked for where no loop runs.",
    .aliases = "ASYNC118",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

// ---- Awaits in clean-up -------------------------------------------------------------------------

// `scope.shield = True` somewhere in the function.
static bool sets_shield(const Summary *summary, ScopeId scope) {
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->kind == BINDING_ATTRIBUTE && binding->scope == scope &&
        str_equal_c(summary_name(summary, binding->name), "shield"))
      return true;
  }
  return false;
}

// `write(data, shield=True)`: a helper that has a shield and is told to use it.
static bool asks_for_shield(const Summary *summary, const Expr *call) {
  for (uint32_t i = 0; i < call->c; i++) {
    const Argument *argument = &summary->arguments[call->b + i];
    const Expr *value = &summary->exprs[argument->value];
    if (str_equal_c(summary_name(summary, argument->keyword), "shield"))
      return expr_is_literal(value, LITERAL_TRUE);
  }
  return false;
}

// `aclose()` closes at once when it is cancelled, `__aexit__()` is told of the exception and does
// what `async with` would, and some functions are made for clean-up.
static bool is_made_for_cleanup(const Uses *uses, ExprId await) {
  const Summary *summary = uses->summary;
  const Expr *call = &summary->exprs[summary->exprs[await].a];
  if (call->kind != EXPR_CALL) return false;
  if (asks_for_shield(summary, call)) return true;
  const Expr *callee = &summary->exprs[call->a];
  Str name = callee->kind == EXPR_ATTRIBUTE ? summary_name(summary, callee->b) : STR("");
  if (call->c == 0 && str_equal_c(name, "aclose")) return true;
  if (str_equal_c(name, "__aexit__")) return true;
  const Call *known = program_call_at(uses->program, uses->module, summary->exprs[await].a);
  return known && known->entry && known->entry->traits & TRAIT_CLEANS_UP;
}

// Helpers of helpers that are looked into.
#define HELPERS_MAX_DEPTH 4

static bool is_safe_await(CancelCheck *check, ExprId await, int depth);

// A function of the project of which every await is safe: one that shields what it does.
static bool is_safe_helper(CancelCheck *check, ExprId call, int depth) {
  const Program *program = check->uses.program;
  const Call *known = program_call_at(program, check->uses.module, call);
  if (!known || known->callee == FUNCTION_NONE || depth == HELPERS_MAX_DEPTH) return false;
  const Function *callee = program_function(program, known->callee);
  const Summary *summary = program_summary(program, callee->module);
  const Scope *scope = &summary->scopes[callee->scope];
  CancelCheck inner = {.context = check->context, .uses = uses_of(check->context, callee->module)};
  for (ExprId at = scope->begin; at < scope->end; at++) {
    const Expr *expr = &summary->exprs[at];
    bool suspends = expr->kind == EXPR_AWAIT || expr->use == USE_ASYNC_ENTERED ||
                    expr->use == USE_ASYNC_ITERATED;
    if (!suspends || summary_scope_at(summary, at) != callee->scope) continue;
    if (expr->kind != EXPR_AWAIT || !is_safe_await(&inner, at, depth + 1)) return false;
  }
  return true;
}

static bool is_safe_await(CancelCheck *check, ExprId await, int depth) {
  const Expr *expr = &check->uses.summary->exprs[await];
  if (is_made_for_cleanup(&check->uses, await) || exempt_is_shielded_at(check, await)) return true;
  return is_safe_helper(check, expr->a, depth);
}

static ExprId first_open_await(CancelCheck *check, const Region *region) {
  const Summary *summary = check->uses.summary;
  for (ExprId at = region->begin; at < region->end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind != EXPR_AWAIT || expr->flags & EXPR_FLAG_DEAD) continue;
    if (summary_scope_at(summary, at) != region->scope) continue;
    if (!is_safe_await(check, at, 0)) return at;
  }
  return 0;
}

static void check_cleanup(CancelCheck *check, RegionId id) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[id];
  const Region *guarded = &summary->regions[region->group];
  if (!(region->flags & REGION_AWAITS) || !(guarded->flags & REGION_AWAITS)) return;
  if (region->kind != REGION_FINALLY &&
      program_catches(check->uses.program, check->uses.module, region->subject) == CATCHES_NOTHING)
    return;
  if (sets_shield(summary, region->scope)) return;
  ExprId await = first_open_await(check, region);
  if (!await) return;
  Finding *finding =
      finding_add(check->context, &rule_unshielded_await_in_cleanup, check->uses.module, await,
                  "after a cancellation this await is cancelled at once, and the clean-up with it");
  if (!finding) return;
  // On asyncio anyio's scopes cancel again and again, while `task.cancel()` comes once.
  if (program_library(check->uses.program, check->uses.module) == LIBRARY_ANYIO)
    finding->confidence = CONFIDENCE_PROBABLE;
  finding_help(check->context, finding,
               "put a scope with `shield=True` and a limit around it: `move_on_after(5, "
               "shield=True)`");
}

// ---- The class of the exception -----------------------------------------------------------------

// At the top of a module or class the question has no answer yet; a default argument is evaluated
// there, too.
static void check_class(CancelCheck *check) {
  const Uses *uses = &check->uses;
  for (ExprId at = 1; at < uses->summary->exprs_count; at++) {
    const Expr *expr = &uses->summary->exprs[at];
    if (expr->kind != EXPR_CALL || expr->flags & (EXPR_FLAG_DEAD | EXPR_FLAG_ANNOTATION)) continue;
    ScopeKind kind = (ScopeKind)uses->summary->scopes[summary_scope_at(uses->summary, at)].kind;
    if (kind != SCOPE_MODULE && kind != SCOPE_CLASS) continue;
    if (program_catches(uses->program, uses->module, at) != CATCHES_CANCELLATION) continue;
    Finding *finding = finding_add(check->context, &rule_cancelled_class_saved, uses->module, at,
                                   "which class this is depends on the loop that runs, and none "
                                   "runs here");
    if (!finding) return;
    finding_help(check->context, finding, "call it where the exception is caught");
  }
}

// ---- All modules --------------------------------------------------------------------------------

static void check_module(RuleContext *context, ModuleId module) {
  CancelCheck check = {.context = context, .uses = uses_of(context, module)};
  AsyncLibrary library = program_library(check.uses.program, module);
  if (library != LIBRARY_TRIO && library != LIBRARY_ANYIO) return;
  for (RegionId i = 0; i < check.uses.summary->regions_count; i++) {
    const Region *region = &check.uses.summary->regions[i];
    bool is_cleanup = region->kind == REGION_FINALLY || region->kind == REGION_EXCEPT ||
                      region->kind == REGION_EXCEPT_STAR;
    if (is_cleanup && !(region->flags & REGION_DEAD)) check_cleanup(&check, i);
  }
  if (library == LIBRARY_ANYIO) check_class(&check);
}
