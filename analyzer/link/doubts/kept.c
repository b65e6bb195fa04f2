// What an object keeps: `self.data`, loaded when it is first asked for. Of two calls in one
// function that come to it, `service.token_url()` and then `service.refresh_url()`, the second
// finds it there.
#include "link/effects.h"
#include "link/types/spelled.h"

// The object whose method is called, or whose property is read; 0 for other calls.
static ExprId receiver_of(const Summary *summary, const Call *call) {
  const Expr *site = &summary->exprs[call->site];
  if (call->how == CALL_PROPERTY && site->kind == EXPR_ATTRIBUTE) return site->a;
  if (call->how != CALL_PLAIN || site->kind != EXPR_CALL) return 0;
  const Expr *callee = &summary->exprs[site->a];
  return callee->kind == EXPR_ATTRIBUTE ? callee->a : 0;
}

// Whether a method makes a call to its own object, or to one that it holds: `self.settings.load()`.
static bool is_to_own(const Program *program, const Call *call) {
  const Function *caller = program_function(program, call->caller);
  const Summary *summary = summary_of(program, caller->module);
  const Scope *scope = &summary->scopes[caller->scope];
  ExprId object = receiver_of(summary, call);
  if (object == 0 || !(scope->flags & SCOPE_METHOD) || scope->parameter_count == 0) return false;
  const Expr *expr = &summary->exprs[object];
  for (; expr->kind == EXPR_ATTRIBUTE; expr = &summary->exprs[expr->a])
    continue;
  return expr->kind == EXPR_NAME && expr->a == summary->parameters[scope->parameters].name;
}

// The call on the way to an effect that an object makes once, as it keeps what comes of it: the
// object that the way began at. NULL when there is none.
static const Call *keeper_on_way(const Program *program, const Call *call, Effect effect) {
  for (Witness *at = way_begin(program, call, effect); at; at = way_behind(program, at)) {
    const Call *step = &program->calls.at[at->call];
    if (step->is_kept) return step;
    if (!is_to_own(program, step)) return NULL;
  }
  return NULL;
}

bool is_kept_before(const Program *program, const Call *call, Effect effect) {
  const Call *keeper = keeper_on_way(program, call, effect);
  const Function *caller = program_function(program, call->caller);
  const Summary *summary = summary_of(program, caller->module);
  ExprId object = receiver_of(summary, call);
  if (!keeper || object == 0) return false;
  RegionId region = region_at(program, caller->module, call->site);
  for (uint32_t i = 0; i < caller->call_count; i++) {
    const Call *before = program_call(program, caller->first_call + i);
    if (before->site >= call->site || before->callee == FUNCTION_NONE) continue;
    RegionId at = region_at(program, caller->module, before->site);
    ExprId asked = receiver_of(summary, before);
    if (asked != 0 && is_spelled_alike(summary, asked, object) &&
        summary_region_contains(summary, at, region) &&
        program_call_effects(program, before) & 1u << effect &&
        keeper_on_way(program, before, effect) == keeper)
      return true;
  }
  return false;
}
