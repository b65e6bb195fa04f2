// What is asked for first, and put there when it was not: `known = cache.get(key); if known: return
// known`, then `cache[key] = value` or `cache.put(key, value)`. What stands between is done once
// for each key.
#include "link/doubts/doubts.h"
#include "link/types/spelled.h"

// Questions that are looked at in one function.
#define HITS_MAX 16

typedef struct Hit {
  ExprId object; // what is asked: `cache`
  ExprId key;
  NameId name;   // what the answer is bound to
  ExprId behind; // the end of the question
} Hit;

// The method call of a binding, awaited perhaps: `known = cache.get(key)`.
static bool hit_read(const Summary *summary, const Binding *binding, Hit *out) {
  if (binding->kind != BINDING_ASSIGN || binding->value == 0) return false;
  const Expr *call = &summary->exprs[binding->value];
  if (call->kind == EXPR_AWAIT) call = &summary->exprs[call->a];
  if (call->kind != EXPR_CALL || call->c == 0) return false;
  const Expr *method = &summary->exprs[call->a];
  if (method->kind != EXPR_ATTRIBUTE) return false;
  const Argument *key = &summary->arguments[call->b];
  *out = (Hit){method->a, key->value, binding->name, binding->value};
  return key->keyword == 0;
}

// Whether a call puts something under the key: `cache.put(key, value)`. Any method is taken for one
// that gets two arguments or more, of which the first is the key. By keyword it would rather be a
// column of a database: what is done for a new row is the work of its request.
static bool puts_by_call(const Summary *summary, const Expr *call, const Hit *hit) {
  if (call->kind != EXPR_CALL || call->c < 2) return false;
  const Expr *method = &summary->exprs[call->a];
  const Argument *key = &summary->arguments[call->b];
  return method->kind == EXPR_ATTRIBUTE && key->keyword == 0 &&
         is_spelled_alike(summary, method->a, hit->object) &&
         is_spelled_alike(summary, key->value, hit->key);
}

static bool puts_item(const Summary *summary, const Expr *item, const Hit *hit) {
  return item->kind == EXPR_SUBSCRIPT && item->flags & EXPR_FLAG_STORE &&
         is_spelled_alike(summary, item->a, hit->object) &&
         is_spelled_alike(summary, item->b, hit->key);
}

// `if value: cache.put(key, value); return value`: what goes on without is a failure.
static bool is_transparent(const Region *region) {
  RegionKind kind = (RegionKind)region->kind;
  return kind == REGION_TRY || kind == REGION_WITH || kind == REGION_ASYNC_WITH ||
         (kind == REGION_IF && !(region->flow & FLOW_FALLS));
}

// Whether what stands somewhere is always done when a block is, but for failures.
static bool is_always_in(const Summary *summary, ExprId site, RegionId block) {
  RegionId at = summary_region_at(summary, site);
  while (at != block && is_transparent(&summary->regions[at]))
    at = summary->regions[at].parent;
  return at == block;
}

// Where something is always put under the key, from a place on in a block; 0 when nothing is.
static ExprId place_put(const Summary *summary, const Hit *hit, ExprId from, RegionId block) {
  for (ExprId at = from; at < summary->regions[block].end; at++) {
    const Expr *expr = &summary->exprs[at];
    if ((puts_item(summary, expr, hit) || puts_by_call(summary, expr, hit)) &&
        is_always_in(summary, at, block))
      return at;
  }
  return 0;
}

static bool is_none(const Summary *summary, ExprId test, Operator how, NameId name) {
  const Expr *expr = &summary->exprs[test];
  return expr->kind == EXPR_COMPARE && expr->b == 2 && expr->c == (uint32_t)how &&
         expr_is_name(&summary->exprs[summary->operands[expr->a]], name) &&
         expr_is_literal(&summary->exprs[summary->operands[expr->a + 1]], LITERAL_NONE);
}

// `if known:` and `if known is not None:` that hand it back.
static bool returns_known(const Summary *summary, const Region *branch, NameId name) {
  bool is_known = expr_is_name(&summary->exprs[branch->subject], name) ||
                  is_none(summary, branch->subject, OPERATOR_IS_NOT, name);
  if (!is_known || branch->flow & FLOW_FALLS) return false;
  for (ExprId at = branch->begin; at < branch->end; at++)
    if (expr_is_name(&summary->exprs[at], name) && summary->exprs[at].use == USE_RETURNED)
      return true;
  return false;
}

// `if not known:` and `if known is None:`.
static bool is_for_unknown(const Summary *summary, const Region *branch, NameId name) {
  const Expr *test = &summary->exprs[branch->subject];
  bool is_not = test->kind == EXPR_UNARY && test->c == OPERATOR_NOT &&
                expr_is_name(&summary->exprs[test->a], name);
  return is_not || is_none(summary, branch->subject, OPERATOR_IS, name);
}

// What computes for long is worth a word also when it is done once for each key.
static void mark_between(Walk *walk, ExprId begin, ExprId end) {
  for (size_t i = 0; i < walk->calls.count; i++) {
    Call *call = &walk->calls.at[i];
    bool computes = (walk->effects.at[i] & ~CALL_FLAGS) == EFFECT_CPU;
    call->is_seldom |= call->site >= begin && call->site < end && !computes;
  }
}

static void mark_hit(Walk *walk, const Scope *scope, const Hit *hit) {
  const Summary *summary = walk->summary;
  ScopeId own = function_state(walk->program, walk->function)->public.scope;
  for (RegionId at = scope->body; at < summary->regions_count; at++) {
    const Region *branch = &summary->regions[at];
    if (branch->begin > scope->end) return;
    if (branch->scope != own || branch->kind != REGION_IF || branch->begin < hit->behind) continue;
    bool is_known = returns_known(summary, branch, hit->name);
    if (!is_known && !is_for_unknown(summary, branch, hit->name)) continue;
    ExprId begin = is_known ? branch->end : branch->begin;
    ExprId put = place_put(summary, hit, begin, is_known ? branch->parent : at);
    if (put != 0) mark_between(walk, begin, put);
    return;
  }
}

void hits_mark(Walk *walk) {
  const Summary *summary = walk->summary;
  const Scope *scope = function_scope(walk->program, walk->function);
  ScopeId own = function_state(walk->program, walk->function)->public.scope;
  int seen = 0;
  for (BindingId at = bindings_from(summary, scope->begin);
       at < summary->bindings_count && seen < HITS_MAX; at++) {
    const Binding *binding = &summary->bindings[at];
    if (binding->at > scope->end) return;
    Hit hit = {0};
    if (binding->scope != own || !hit_read(summary, binding, &hit)) continue;
    mark_hit(walk, scope, &hit);
    seen++;
  }
}
