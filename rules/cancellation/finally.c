// Exits in `finally`, which throw away the exception on its way.
#include "rules/cancellation/cancellation.h"

// ---- What has come to its end ------------------------------------------------------------------

// `result` of the tests `result`, `result is not None`, `isasyncgen(result)`, else 0.
static NameId tested_name(const Summary *summary, ExprId test) {
  const Expr *expr = &summary->exprs[test];
  bool is_presence = expr->kind == EXPR_COMPARE && expr->b == 2 && expr->c == OPERATOR_IS_NOT;
  if (is_presence) expr = &summary->exprs[summary->operands[expr->a]];
  if (expr->kind == EXPR_CALL && expr->c > 0)
    expr = &summary->exprs[summary->arguments[expr->b].value];
  return expr->kind == EXPR_NAME ? expr->a : 0;
}

// Whether the block waits behind an expression.
static bool waits_behind(const Summary *summary, const Region *block, ExprId from) {
  for (ExprId i = from + 1; i < block->end; i++)
    if (summary->exprs[i].kind == EXPR_AWAIT) return true;
  for (RegionId i = 1; i < summary->regions_count; i++) {
    const Region *region = &summary->regions[i];
    bool waits = region->kind == REGION_ASYNC_WITH || region->kind == REGION_ASYNC_FOR;
    if (waits && region->begin >= block->begin && region->end > from && region->end <= block->end)
      return true;
  }
  return false;
}

// Whether a variable is nothing, `result = None`, until the block binds it, behind its last await:
// a cancellation finds it as it was before.
static bool tells_of_end(const Summary *summary, RegionId id, NameId name) {
  const Region *block = &summary->regions[id];
  bool is_empty_before = false, is_bound_at_end = false;
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    bool is_it = binding->kind == BINDING_ASSIGN && binding->name == name &&
                 binding->scope == block->scope && binding->value != 0;
    if (!is_it || binding->value >= block->end) continue;
    const Expr *value = &summary->exprs[binding->value];
    bool is_nothing =
        value->kind == EXPR_LITERAL && (value->a == LITERAL_NONE || value->a == LITERAL_FALSE);
    if (binding->value < block->begin)
      is_empty_before = is_nothing;
    else if (!is_nothing && waits_behind(summary, block, binding->value))
      return false;
    else
      is_bound_at_end |= !is_nothing;
  }
  return is_empty_before && is_bound_at_end;
}

// Whether `finally` is left only where the block came to its end: `if result is not None: return
// result`.
static bool is_left_at_end(const Summary *summary, const Exit *exit, RegionId id) {
  for (RegionId at = exit->region; at != id; at = summary->regions[at].parent) {
    const Region *region = &summary->regions[at];
    if (region->kind != REGION_IF) continue;
    NameId name = tested_name(summary, region->subject);
    if (name != 0 && tells_of_end(summary, summary->regions[id].group, name)) return true;
  }
  return false;
}

// ---- Exits -------------------------------------------------------------------------------------

static const char *exit_words(ExitKind kind) {
  switch (kind) {
  case EXIT_RETURN:
    return "return";
  case EXIT_RAISE:
    return "raise";
  case EXIT_BREAK:
    return "break";
  case EXIT_CONTINUE:
    return "continue";
  }
  return "";
}

static void report_exit(CancelCheck *check, uint32_t id, RegionId region) {
  const Summary *summary = check->uses.summary;
  Finding *finding = finding_add_span(check->context, &rule_finally_discards_cancellation,
                                      check->uses.module, summary_exit_span(summary, id),
                                      "`%s` in `finally` throws away the exception on its way, "
                                      "cancellation too",
                                      exit_words((ExitKind)summary->exits[id].kind));
  if (!finding) return;
  if (is_left_at_end(summary, &summary->exits[id], region))
    finding->confidence = CONFIDENCE_PROBABLE;
  finding_help(check->context, finding, "move it behind the `try` statement");
}

// Whether a handler of the same statement has stopped a cancellation before it comes here.
static bool is_stopped_before(CancelCheck *check, RegionId id) {
  const Region *regions = check->uses.summary->regions;
  RegionId group = regions[id].group;
  for (RegionId at = group; at < id; at++) {
    bool is_handler = regions[at].kind == REGION_EXCEPT || regions[at].kind == REGION_EXCEPT_STAR;
    if (!is_handler || regions[at].group != group) continue;
    if (program_catches(check->uses.program, check->uses.module, regions[at].subject) !=
        CATCHES_NOTHING)
      return !(handler_flow(check, at) & (FLOW_RERAISES | FLOW_RAISES));
  }
  return false;
}

void check_finally(CancelCheck *check, RegionId id) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[id];
  if (!(region->flow & (FLOW_RETURNS | FLOW_BREAKS | FLOW_CONTINUES))) return;
  if (!region_is_cancelled(&check->uses, region->group) || is_stopped_before(check, id)) return;
  for (uint32_t i = uses_first_exit(summary, region->begin); i < summary->exits_count; i++) {
    if (summary->exits[i].at > region->end) return;
    if (uses_leaves(summary, &summary->exits[i], id)) report_exit(check, i, id);
  }
}
