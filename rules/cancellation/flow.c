// How a handler of cancellation is left: what it raises may be what it caught.
#include "rules/cancellation/cancellation.h"

bool region_stands_in(const Summary *summary, RegionId region, RegionId outer) {
  while (region != outer && summary->regions[region].kind != REGION_BODY)
    region = summary->regions[region].parent;
  return region == outer;
}

// `error` of `_, error, _ = sys.exc_info()` and `error = sys.exception()` in a handler without a
// name.
static NameId asked_name(const Summary *summary, RegionId handler) {
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->kind != BINDING_ASSIGN || binding->region != handler) continue;
    const Expr *call = &summary->exprs[binding->value];
    if (binding->value == 0 || call->kind != EXPR_CALL || call->c != 0) continue;
    const Expr *asked = &summary->exprs[call->a];
    if (asked->kind != EXPR_ATTRIBUTE && asked->kind != EXPR_NAME) continue;
    Str name = summary_name(summary, asked->kind == EXPR_NAME ? asked->a : asked->b);
    if (str_equal_c(name, "exc_info") ? binding->unpack == 2
                                      : str_equal_c(name, "exception") && binding->unpack == 0)
      return binding->name;
  }
  return 0;
}

NameId handler_name(const Summary *summary, RegionId handler) {
  BindingId binding = summary->regions[handler].binding;
  return binding == BINDING_NONE ? asked_name(summary, handler) : summary->bindings[binding].name;
}

// `raise CancelledError`, `raise CancelledError("…")`.
static bool raises_cancellation(const Uses *uses, ExprId value) {
  const Expr *expr = &uses->summary->exprs[value];
  if (!value) return false;
  if (program_catches(uses->program, uses->module, value) == CATCHES_CANCELLATION) return true;
  return expr->kind == EXPR_CALL &&
         program_catches(uses->program, uses->module, expr->a) == CATCHES_CANCELLATION;
}

// `raise rest` of `cancelled, rest = split(error)`: a part of what was caught.
static bool raises_part(const Summary *summary, RegionId handler, ExprId value) {
  const Region *region = &summary->regions[handler];
  if (region->binding == BINDING_NONE || summary->exprs[value].kind != EXPR_NAME) return false;
  NameId caught = summary->bindings[region->binding].name;
  for (BindingId i = region->binding + 1; i < summary->bindings_count; i++) {
    const Binding *part = &summary->bindings[i];
    if (part->at > region->end) return false;
    if (part->kind != BINDING_ASSIGN || part->unpack == 0 || part->value == 0) continue;
    if (part->scope != region->scope || part->name != summary->exprs[value].a) continue;
    const Expr *call = &summary->exprs[part->value];
    for (uint32_t j = 0; call->kind == EXPR_CALL && j < call->c; j++) {
      const Expr *given = &summary->exprs[summary->arguments[call->b + j].value];
      if (expr_is_name(given, caught)) return true;
    }
  }
  return false;
}

uint8_t handler_flow(CancelCheck *check, RegionId handler) {
  const Summary *summary = check->uses.summary;
  const Region *region = &summary->regions[handler];
  uint8_t flow = region->flow & (uint8_t)~FLOW_RAISES;
  if (!(region->flow & FLOW_RAISES)) return flow;
  for (uint32_t i = uses_first_exit(summary, region->begin); i < summary->exits_count; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->at > region->end) break;
    if (exit->kind != EXIT_RAISE || exit->flags & (EXIT_DEAD | EXIT_RERAISE)) continue;
    if (!region_stands_in(summary, exit->region, handler)) continue;
    if (!raises_cancellation(&check->uses, exit->value) &&
        !raises_part(summary, handler, exit->value))
      return region->flow;
    flow |= FLOW_RERAISES;
  }
  return flow;
}
