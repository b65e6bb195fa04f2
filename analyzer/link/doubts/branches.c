// What is done in some cases only: what stands in the handler of a failed import runs where a
// package is missing; a function that gives some callers a coroutine waits itself for the others.
// One case of many is looked for elsewhere (cases.c), and so are branches that the caller decides
// by what it passes (guards.c), which are no matter of chance.
#include "link/doubts/doubts.h"
#include "link/guards/guards.h"

uint32_t walk_find_blocks(const Walk *walk) {
  const Summary *summary = walk->summary;
  const Scope *scope = function_scope(walk->program, walk->function);
  if (scope->kind != SCOPE_FUNCTION || walk->calls.count == 0) return 0;
  uint32_t kinds = 0;
  for (RegionId at = scope->body + 1; at < summary->regions_count; at++) {
    if (summary->regions[at].begin > scope->end) break;
    kinds |= 1u << summary->regions[at].kind;
  }
  return kinds & ~(1u << REGION_BODY);
}

// ---- Missing packages ---------------------------------------------------------------------------

static bool is_missing_module(Program *program, ModuleId module, ExprId types) {
  static const char *const names[] = {"builtins.ImportError", "builtins.ModuleNotFoundError"};
  if (types == 0) return false;
  Values values = evaluate(program, module, types);
  if (values.count != 1 || values.at[0].kind != VALUE_LIBRARY) return false;
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (str_equal(symbol_name(program, values.at[0].a), str_from_c(names[i]))) return true;
  return false;
}

typedef struct Handled { // whether a region is for a missing package
  RegionId region;
  bool is_missing;
} Handled;

// The next call mostly stands in the region of the one before, or inside of it.
static Handled look_around(const Walk *walk, ExprId site, Handled before) {
  RegionId region = region_at(walk->program, walk->module, site);
  const Region *regions = walk->summary->regions;
  for (RegionId at = region; regions[at].kind != REGION_BODY; at = regions[at].parent) {
    if (at == before.region) return (Handled){region, before.is_missing};
    if (regions[at].kind == REGION_EXCEPT &&
        is_missing_module(walk->program, walk->module, regions[at].subject))
      return (Handled){region, true};
  }
  return (Handled){region, false};
}

// ---- Addresses that hold their data -------------------------------------------------------------

// Whether a call is made only for a parameter that is no address of another machine:
// `if not url.startswith("data:"): raise …`.
static bool is_for_data(const Walk *walk, ExprId site) {
  Guards guards = {0};
  ScopeId scope = function_state(walk->program, walk->function)->public.scope;
  guards_find(walk->program, walk->module, scope, site, &guards);
  for (uint32_t i = 0; i < guards.count; i++) {
    const Test *test = &guards.at[i].test;
    if (test->is != GUARD_STARTS || test->is_not) continue;
    const Expr *with = &walk->summary->exprs[test->with];
    if (!expr_is_literal(with, LITERAL_STRING)) continue;
    Str text = summary_name(walk->summary, with->b);
    if (str_has_prefix(text, STR("data:")) || str_has_prefix(text, STR("file:"))) return true;
  }
  return false;
}

// ---- Callers of both kinds ----------------------------------------------------------------------

// The branch in which a sync function makes a coroutine and returns: `if self.is_async: return
// self._close()`. What it does elsewhere is for callers who are on no loop. 0 when there is none,
// and when the caller says which by what it passes.
static RegionId coroutine_branch(const Walk *walk) {
  const Summary *summary = walk->summary;
  ScopeId scope = function_state(walk->program, walk->function)->public.scope;
  for (size_t i = 0; i < walk->calls.count; i++) {
    const Call *call = &walk->calls.at[i];
    uint8_t use = (uint8_t)summary->exprs[call->site].use;
    if (call->result != RESULT_COROUTINE || (use != USE_RETURNED && use != USE_BOUND)) continue;
    Guards guards = {0};
    guards_find(walk->program, walk->module, scope, call->site, &guards);
    if (guards.count > 0) continue;
    RegionId at = region_at(walk->program, walk->module, call->site);
    for (; summary->regions[at].kind != REGION_BODY; at = summary->regions[at].parent) {
      const Region *region = &summary->regions[at];
      bool is_branch = region->kind == REGION_IF || region->kind == REGION_ELSE;
      if (is_branch && region->flow & FLOW_RETURNS && !(region->flow & FLOW_FALLS)) return at;
    }
  }
  return 0;
}

static bool stands_in(const Region *region, ExprId at) {
  return region->begin <= at && at < region->end;
}

void branches_mark(Walk *walk) {
  const FunctionState *state = function_state(walk->program, walk->function);
  if (function_scope(walk->program, walk->function)->kind != SCOPE_FUNCTION) return;
  if (walk->calls.count == 0) return;
  bool has_blocks = walk->blocks != 0;
  RegionId other = state->public.is_async || !has_blocks ? 0 : coroutine_branch(walk);
  bool has_handlers = (walk->blocks & 1u << REGION_EXCEPT) != 0;
  Handled handled = {.region = UINT32_MAX};
  RegionId bare = UINT32_MAX;
  for (size_t i = 0; i < walk->calls.count; i++) {
    Call *call = &walk->calls.at[i];
    bool is_primitive = walk->effects.at[i] != EFFECT_NONE;
    bool is_followed = has_blocks && (is_primitive || call->callee != FUNCTION_NONE);
    if (is_followed && !state->public.is_async) bare = cases_note(walk, call->site, bare);
    if (is_followed && has_handlers) handled = look_around(walk, call->site, handled);
    bool is_rare = is_followed && handled.is_missing;
    is_rare |= walk->effects.at[i] == EFFECT_HTTP && is_for_data(walk, call->site);
    is_rare |= other != 0 && !stands_in(&walk->summary->regions[other], call->site);
    if (is_rare) call->confidence = confidence_least(call->confidence, CONFIDENCE_PROBABLE);
  }
}
