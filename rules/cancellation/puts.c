// Handlers that make something else of a cancellation for who is to know of it:
// `outcomes.append(Failure(e))`, `raise OperationCancelled()`. It ends there, but nobody takes it
// for an answer.
#include "rules/cancellation/cancellation.h"

// What may stand around what is put somewhere: `outcomes.append((number, Failure(e)))`.
#define AROUND_MAX 3

static bool is_of_class(const Summary *summary, ExprId callee) {
  const Expr *expr = &summary->exprs[callee];
  if (expr->kind != EXPR_NAME && expr->kind != EXPR_ATTRIBUTE) return false;
  Str name = summary_name(summary, expr->kind == EXPR_NAME ? expr->a : expr->b);
  return name.size > 0 && name.at[0] >= 'A' && name.at[0] <= 'Z';
}

// `for error in errors: raise error`: what was put into the collection comes out again.
static bool raises_element(const Uses *uses, ExprId collection) {
  const Summary *summary = uses->summary;
  if (summary->exprs[collection].use != USE_ITERATED) return false;
  for (RegionId id = 1; id < summary->regions_count; id++) {
    const Region *loop = &summary->regions[id];
    if (loop->kind != REGION_FOR || loop->subject != collection) continue;
    for (uint32_t i = uses_first_exit(summary, loop->begin);
         i < summary->exits_count && summary->exits[i].at <= loop->end; i++) {
      const Exit *exit = &summary->exits[i];
      if (exit->scope == loop->scope && exit->kind == EXIT_RAISE && exit->value != 0 &&
          summary->exprs[exit->value].kind == EXPR_NAME)
        return true;
    }
  }
  return false;
}

// Whether who reads a collection is not this function alone: it was given it, or gives it back.
static bool is_for_others(Uses *uses, ExprId collection, const Region *handler) {
  const Summary *summary = uses->summary;
  if (summary->exprs[collection].kind != EXPR_NAME) return true;
  BindingId variable = uses_variable(uses, collection);
  if (variable == BINDING_NONE) return false;
  const Binding *binding = &summary->bindings[variable];
  bool is_own = binding->kind == BINDING_ASSIGN || binding->kind == BINDING_ANNOTATE;
  if (binding->scope != handler->scope || !is_own) return true;
  for (ExprId at = uses_next_read(uses, variable, handler->end); at != 0;
       at = uses_next_read(uses, variable, at + 1))
    if (summary->exprs[at].use == USE_RETURNED || raises_element(uses, at)) return true;
  return false;
}

// Whether a value, alone, in a tuple or in an object made of it, is put into a collection.
static bool is_put(Uses *uses, ExprId value, const Region *handler) {
  const Summary *summary = uses->summary;
  for (int i = 0; i < AROUND_MAX; i++) {
    ExprUse use = (ExprUse)summary->exprs[value].use;
    if (use != USE_ARGUMENT && use != USE_ELEMENT) return false;
    value = uses_parent(uses, value);
    const Expr *around = &summary->exprs[value];
    if (around->kind == EXPR_CALL && summary->exprs[around->a].kind == EXPR_ATTRIBUTE) {
      const Expr *method = &summary->exprs[around->a];
      if (str_equal_c(summary_name(summary, method->b), "append"))
        return is_for_others(uses, method->a, handler);
    }
    bool holds = around->kind == EXPR_CONTAINER ||
                 (around->kind == EXPR_CALL && is_of_class(summary, around->a));
    if (!holds) return false;
  }
  return false;
}

bool exempt_puts(CancelCheck *check, RegionId handler) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[handler];
  NameId caught = handler_name(summary, handler);
  if (caught == 0) return false;
  for (ExprId i = region->begin; i < region->end; i++) {
    const Expr *expr = &summary->exprs[i];
    if (expr_is_name(expr, caught) && is_put(&check->uses, i, region)) return true;
  }
  return false;
}

// `raise TaskCancelled()`, `raise futures.CancelledError(text) from error`
static bool names_cancellation(const Summary *summary, ExprId raised) {
  const Expr *expr = &summary->exprs[raised];
  if (expr->kind == EXPR_CALL) expr = &summary->exprs[expr->a];
  if (expr->kind != EXPR_NAME && expr->kind != EXPR_ATTRIBUTE) return false;
  Str name = summary_name(summary, expr->kind == EXPR_NAME ? expr->a : expr->b);
  return str_has_suffix(name, STR("Cancelled")) || str_has_suffix(name, STR("CancelledError")) ||
         str_has_suffix(name, STR("Canceled")) || str_has_suffix(name, STR("CanceledError"));
}

bool exempt_renames(CancelCheck *check, RegionId handler) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[handler];
  bool raises = false;
  for (uint32_t i = uses_first_exit(summary, region->begin);
       i < summary->exits_count && summary->exits[i].at <= region->end; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->scope != region->scope || exit->kind != EXIT_RAISE || exit->flags & EXIT_DEAD)
      continue;
    if (exit->value != 0 && !names_cancellation(summary, exit->value)) return false;
    raises |= exit->value != 0;
  }
  return raises && !(handler_flow(check, handler) & ~(FLOW_RAISES | FLOW_RERAISES));
}
