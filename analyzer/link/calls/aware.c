// Sync functions that ask whether a loop is running, and do one thing when it is and another when
// not: by asking for it, or by trying to run one.
#include "link/calls/calls.h"
#include "link/types/containers.h"

// In a `try`, or in `with suppress(RuntimeError):`.
static bool is_guarded(const Walk *walk, ExprId site) {
  const Region *regions = walk->summary->regions;
  RegionId at = region_at(walk->program, walk->module, site);
  while (regions[at].kind != REGION_TRY && regions[at].kind != REGION_BODY)
    at = regions[at].parent;
  return regions[at].kind == REGION_TRY ||
         refusal_is_caught(walk, site, CALL_PLAIN, "RuntimeError Exception");
}

static bool is_runtime_error(const Walk *walk, ExprId type) {
  Values values = evaluate(walk->program, walk->module, type);
  return values.count == 1 && values.at[0].kind == VALUE_LIBRARY &&
         str_equal(symbol_name(walk->program, values.at[0].a), STR("builtins.RuntimeError"));
}

static bool names_runtime_error(const Walk *walk, ExprId types) {
  const Expr *expr = &walk->summary->exprs[types];
  if (types == 0) return false;
  if (expr->kind != EXPR_CONTAINER) return is_runtime_error(walk, types);
  for (uint32_t i = 0; i < expr->b; i++)
    if (is_runtime_error(walk, walk->summary->operands[expr->a + i])) return true;
  return false;
}

static bool handles_runtime_error(const Walk *walk, RegionId body) {
  const Summary *summary = walk->summary;
  ScopeId scope = function_state(walk->program, walk->function)->public.scope;
  for (RegionId at = body + 1; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin > summary->scopes[scope].end) return false;
    bool is_handler = region->kind == REGION_EXCEPT && region->group == body;
    if (is_handler && names_runtime_error(walk, region->subject)) return true;
  }
  return false;
}

// Whether a handler around a call is, by name, for what running a loop inside a loop raises.
static bool is_tried(const Walk *walk, ExprId site) {
  const Region *regions = walk->summary->regions;
  RegionId at = region_at(walk->program, walk->module, site);
  for (; regions[at].kind != REGION_BODY; at = regions[at].parent)
    if (regions[at].kind == REGION_TRY && handles_runtime_error(walk, at)) return true;
  return false;
}

static bool returns_bool(Program *program, FunctionId function) {
  Values returned = function_returns(program, function);
  return returned.count == 1 && returned.at[0].kind == VALUE_LIBRARY_INSTANCE &&
         str_equal(symbol_name(program, returned.at[0].a), STR("builtins.bool"));
}

static bool is_test(const Expr *expr) {
  return expr->use == USE_TESTED || expr->use == USE_IDENTITY || expr->use == USE_COMPARED;
}

// `loop = running_loop()`, then `if loop:` in the next expressions.
#define TESTED_MAX_AHEAD 64

static bool is_tested_later(const Walk *walk, ExprId value) {
  const Summary *summary = walk->summary;
  if (summary->exprs[value].use != USE_BOUND) return false;
  ExprId end = summary->scopes[function_state(walk->program, walk->function)->public.scope].end;
  if (end - value > TESTED_MAX_AHEAD) end = value + TESTED_MAX_AHEAD;
  for (ExprId at = value + 1; at < end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind != EXPR_NAME || !is_test(expr)) continue;
    ScopeId scope = scope_at(walk->program, walk->module, at);
    BindingList list = scope_bindings(walk->program, walk->module, scope,
                                      atom_of(walk->program, walk->module, expr->a));
    if (list.count == 1 && summary->bindings[list.at[0]].value == value) return true;
  }
  return false;
}

// A helper of the project, or a property, that says whether a loop is running.
static bool tells_of_loop(const Walk *walk, const Call *call) {
  if (call->how != CALL_PLAIN && call->how != CALL_PROPERTY) return false;
  if (call->callee == FUNCTION_NONE) return false;
  if (function_state(walk->program, call->callee)->public.is_async) return false;
  const Expr *site = &walk->summary->exprs[call->site];
  bool is_asked = is_test(site) || site->use == USE_RETURNED || is_tested_later(walk, call->site);
  if (!is_asked && !returns_bool(walk->program, call->callee)) return false;
  function_walk(walk->program, call->callee);
  return function_state(walk->program, call->callee)->is_aware;
}

// A sync function that asks whether a loop is running does one thing when it is and another when
// not; which call is on which side is not followed.
bool walk_asks_for_loop(const Walk *walk) {
  if (function_state(walk->program, walk->function)->public.is_async) return false;
  for (size_t i = 0; i < walk->calls.count; i++) {
    const Call *call = &walk->calls.at[i];
    if (tells_of_loop(walk, call)) return true;
    if (!call->entry) continue;
    if (call->entry->asks_for_loop == ASKS_BY_RESULT) return true;
    if (call->entry->asks_for_loop == ASKS_BY_RAISING && is_guarded(walk, call->site)) return true;
    if (call->entry->runs_loop && is_tried(walk, call->site)) return true;
  }
  return false;
}

// ---- Coroutines that ask ------------------------------------------------------------------------

// Whether a variable is the loop that some call gave, or None.
static bool is_loop_or_none(const Walk *walk, ExprId name, ExprId asking) {
  const Summary *summary = walk->summary;
  if (summary->exprs[name].kind != EXPR_NAME) return false;
  BindingList list = scope_bindings(walk->program, walk->module,
                                    function_state(walk->program, walk->function)->public.scope,
                                    atom_of(walk->program, walk->module, summary->exprs[name].a));
  bool is_loop = false;
  for (uint32_t i = 0; i < list.count; i++) {
    ExprId value = summary->bindings[list.at[i]].value;
    if (value != asking && !expr_is_literal(&summary->exprs[value], LITERAL_NONE)) return false;
    is_loop |= value == asking;
  }
  return is_loop;
}

// Whether a test holds where a loop is running: `loop`, `loop is not None`; or where none is.
typedef enum Holds { HOLDS_UNKNOWN, HOLDS_ON_LOOP, HOLDS_OFF_LOOP } Holds;

static Holds holds(const Walk *walk, ExprId test, ExprId asking) {
  const Expr *expr = &walk->summary->exprs[test];
  if (test == 0) return HOLDS_UNKNOWN;
  if (is_loop_or_none(walk, test, asking)) return HOLDS_ON_LOOP;
  if (expr->kind == EXPR_UNARY && is_loop_or_none(walk, expr->a, asking)) return HOLDS_OFF_LOOP;
  if (expr->kind != EXPR_COMPARE || expr->b != 2) return HOLDS_UNKNOWN;
  const ExprId *operands = &walk->summary->operands[expr->a];
  if (!expr_is_literal(&walk->summary->exprs[operands[1]], LITERAL_NONE)) return HOLDS_UNKNOWN;
  if (!is_loop_or_none(walk, operands[0], asking)) return HOLDS_UNKNOWN;
  if (expr->c == OPERATOR_IS_NOT) return HOLDS_ON_LOOP;
  return expr->c == OPERATOR_IS ? HOLDS_OFF_LOOP : HOLDS_UNKNOWN;
}

static bool is_off_loop(const Walk *walk, ExprId site, ExprId asking) {
  const Region *regions = walk->summary->regions;
  RegionId at = region_at(walk->program, walk->module, site);
  for (; regions[at].kind != REGION_BODY; at = regions[at].parent) {
    if (regions[at].kind != REGION_IF && regions[at].kind != REGION_ELSE) continue;
    Holds what = holds(walk, regions[at].subject, asking);
    if (what == (regions[at].kind == REGION_IF ? HOLDS_OFF_LOOP : HOLDS_ON_LOOP)) return true;
  }
  return false;
}

// ---- Handlers for the want of a loop ------------------------------------------------------------

// Whether something in a region runs a loop, which raises RuntimeError where one is running, or
// awaits, which may raise anything.
static bool has_other_cause(const Walk *walk, const Region *region) {
  for (ExprId at = region->begin; at < region->end; at++)
    if (walk->summary->exprs[at].kind == EXPR_AWAIT) return true;
  for (size_t i = 0; i < walk->calls.count; i++) {
    const Call *call = &walk->calls.at[i];
    bool lies_in = call->site >= region->begin && call->site < region->end;
    if (lies_in && call->entry && call->entry->runs_loop) return true;
  }
  return false;
}

static void doubt_range(const Walk *walk, const Region *region) {
  for (size_t i = 0; i < walk->calls.count; i++) {
    Call *call = &walk->calls.at[i];
    if (call->site >= region->begin && call->site < region->end)
      call->confidence = confidence_least(call->confidence, CONFIDENCE_PROBABLE);
  }
}

// Doubts what stands in the handlers of RuntimeError of a try.
static void doubt_handlers(const Walk *walk, RegionId body) {
  const Summary *summary = walk->summary;
  ExprId end = summary->scopes[function_state(walk->program, walk->function)->public.scope].end;
  if (has_other_cause(walk, &summary->regions[body])) return;
  for (RegionId at = body + 1; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin > end) return;
    bool is_handler = region->kind == REGION_EXCEPT && region->group == body;
    if (is_handler && is_runtime_error(walk, region->subject)) doubt_range(walk, region);
  }
}

// `try: get_event_loop().create_task(stop())`, `except RuntimeError: run(stop())`: on a loop the
// first succeeds.
static void doubt_fallbacks(const Walk *walk) {
  const Region *regions = walk->summary->regions;
  for (size_t i = 0; i < walk->calls.count; i++) {
    const Call *asking = &walk->calls.at[i];
    if (!asking->entry || !asking->entry->fails_off_loop) continue;
    RegionId at = region_at(walk->program, walk->module, asking->site);
    while (regions[at].kind != REGION_TRY && regions[at].kind != REGION_BODY)
      at = regions[at].parent;
    if (regions[at].kind == REGION_TRY) doubt_handlers(walk, at);
  }
}

void aware_mark(Walk *walk) {
  doubt_fallbacks(walk);
  if (!function_state(walk->program, walk->function)->public.is_async) return;
  for (size_t i = 0; i < walk->calls.count; i++) {
    const Call *asking = &walk->calls.at[i];
    bool asks = asking->entry && asking->entry->asks_for_loop == ASKS_BY_RAISING;
    if (!asks || walk->summary->exprs[asking->site].use != USE_BOUND) continue;
    for (size_t j = 0; j < walk->calls.count; j++)
      if (is_off_loop(walk, walk->calls.at[j].site, asking->site))
        walk->calls.at[j].confidence = CONFIDENCE_POSSIBLE;
  }
}
