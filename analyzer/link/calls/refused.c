// What a handler around a call says of it. Calls that are refused rather than wait: who catches
// what a non-blocking descriptor raises where it would have to wait has made it so, whoever opened
// it. And objects that have turned out to be something else.
#include "link/calls/calls.h"

static bool is_listed(const Summary *summary, ExprId id, const char *names) {
  const Expr *expr = &summary->exprs[id];
  NameId name = expr->kind == EXPR_NAME ? expr->a : expr->kind == EXPR_ATTRIBUTE ? expr->b : 0;
  return name != 0 && str_lists(names, summary_name(summary, name));
}

// `BlockingIOError`, `(BlockingIOError, InterruptedError)`
static bool lists_any(const Summary *summary, ExprId types, const char *names) {
  const Expr *expr = &summary->exprs[types];
  if (types == 0) return false;
  if (expr->kind != EXPR_CONTAINER) return is_listed(summary, types, names);
  for (uint32_t i = 0; i < expr->b; i++)
    if (is_listed(summary, summary->operands[expr->a + i], names)) return true;
  return false;
}

// `except OSError as e: if e.errno != errno.EAGAIN: raise`
static bool asks_inside(const Summary *summary, const Region *handler, const char *names) {
  for (ExprId at = handler->begin; at < handler->end; at++)
    if (is_listed(summary, at, names)) return true;
  return false;
}

static bool is_handled(const Summary *summary, RegionId tried, const char *names) {
  ExprId end = summary->scopes[summary->regions[tried].scope].end;
  for (RegionId at = tried + 1; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin > end) return false;
    if (region->kind != REGION_EXCEPT || region->group != tried) continue;
    if (lists_any(summary, region->subject, names) || asks_inside(summary, region, names))
      return true;
  }
  return false;
}

// `with suppress(BlockingIOError):`
static bool is_suppressed(const Summary *summary, const Region *with, const char *names) {
  const Expr *call = &summary->exprs[with->subject];
  if (call->kind != EXPR_CALL) return false;
  for (uint32_t i = 0; i < call->c; i++)
    if (lists_any(summary, summary->arguments[call->b + i].value, names)) return true;
  return false;
}

static bool is_caught(const Summary *summary, ExprId site, const char *names) {
  const Region *regions = summary->regions;
  RegionId at = summary_region_at(summary, site);
  for (; regions[at].kind != REGION_BODY; at = regions[at].parent) {
    if (regions[at].kind == REGION_TRY && is_handled(summary, at, names)) return true;
    if (regions[at].kind == REGION_WITH && is_suppressed(summary, &regions[at], names)) return true;
  }
  return false;
}

// `self.retried(socket.send, data)`: the helper calls what it is given in such a `try`.
static bool is_caught_inside(const Walk *walk, ExprId site, const char *names) {
  Values callee = evaluate(walk->program, walk->module, walk->summary->exprs[site].a);
  if (callee.count != 1 || callee.at[0].kind != VALUE_FUNCTION) return false;
  const Function *helper = program_function(walk->program, callee.at[0].a);
  const Summary *summary = summary_of(walk->program, helper->module);
  const Scope *scope = &summary->scopes[helper->scope];
  for (ExprId at = scope->begin; at < scope->end; at++) {
    const Expr *call = &summary->exprs[at];
    if (call->kind == EXPR_CALL && summary_is_parameter(summary, scope, call->a) &&
        is_caught(summary, at, names))
      return true;
  }
  return false;
}

bool refusal_is_caught(const Walk *walk, ExprId site, CallHow how, const char *names) {
  if (is_caught(walk->summary, site, names)) return true;
  return how == CALL_PASSED && is_caught_inside(walk, site, names);
}

// ---- Objects of another kind --------------------------------------------------------------------

// Whether a block reads an attribute of a variable.
static bool reads_attribute(const Summary *summary, const Region *block, NameId name) {
  for (ExprId at = block->begin; at < block->end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind != EXPR_ATTRIBUTE || expr->flags & EXPR_FLAG_STORE) continue;
    if (expr_is_name(&summary->exprs[expr->a], name)) return true;
  }
  return false;
}

// The variable that a call is of: `rows` of `len(rows)`, `rows.count()`, `for row in rows`.
static NameId variable_of(const Summary *summary, ExprId site) {
  const Expr *expr = &summary->exprs[site];
  if (expr->kind == EXPR_CALL) {
    const Expr *callee = &summary->exprs[expr->a];
    bool is_method = callee->kind == EXPR_ATTRIBUTE;
    if (!is_method && expr->c == 0) return 0;
    expr = &summary->exprs[is_method ? callee->a : summary->arguments[expr->b].value];
  }
  return expr->kind == EXPR_NAME ? expr->a : 0;
}

bool object_is_another(const Walk *walk, ExprId site) {
  const Summary *summary = walk->summary;
  const Region *regions = summary->regions;
  NameId name = variable_of(summary, site);
  if (name == 0) return false;
  RegionId at = summary_region_at(summary, site);
  for (; regions[at].kind != REGION_BODY; at = regions[at].parent) {
    if (regions[at].kind != REGION_EXCEPT) continue;
    if (!lists_any(summary, regions[at].subject, "AttributeError")) continue;
    if (reads_attribute(summary, &regions[regions[at].group], name)) return true;
  }
  return false;
}
