// What is done in one of many cases. A helper that tells eight providers apart and reads a file for
// two of them hardly ever reads it for this caller; what stands in the handler of a failed import
// runs where a package is missing; a function that gives some callers a coroutine waits itself for
// the others. Branches that the caller decides by what it passes are looked at
// elsewhere (guards.c), and are no matter of chance.
#include "link/effects.h"

// ---- Ladders ------------------------------------------------------------------------------------

// A test of something that is no name or attribute, or another one at each step, is no ladder.
#define SUBJECT_MAX_DEPTH 8

// What a test compares: `kind` of `kind == "a"`, `kind in KINDS` and `kind == "a" or kind == "b"`;
// 0 when it compares nothing.
static ExprId subject_of(const Summary *summary, ExprId test) {
  for (int depth = 0; test != 0 && depth < SUBJECT_MAX_DEPTH; depth++) {
    const Expr *expr = &summary->exprs[test];
    if (expr->kind == EXPR_NAME || expr->kind == EXPR_ATTRIBUTE) return depth > 0 ? test : 0;
    if ((expr->kind != EXPR_COMPARE && expr->kind != EXPR_CHOICE) || expr->b == 0) return 0;
    test = summary->operands[expr->a];
  }
  return 0;
}

static bool is_same(const Summary *summary, ExprId left, ExprId right) {
  for (int depth = 0; depth < SUBJECT_MAX_DEPTH; depth++) {
    const Expr *a = &summary->exprs[left], *b = &summary->exprs[right];
    if (left == 0 || right == 0 || a->kind != b->kind) return false;
    if (a->kind == EXPR_NAME) return a->a == b->a;
    if (a->kind != EXPR_ATTRIBUTE || a->b != b->b) return false;
    left = a->a;
    right = b->a;
  }
  return false;
}

// The branch of an `if` that does not hold; 0 when there is none.
static RegionId else_of(const Summary *summary, RegionId branch) {
  for (RegionId at = branch + 1; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->kind == REGION_BODY && region->begin >= summary->regions[branch].end) return 0;
    if (region->kind == REGION_ELSE && region->group == branch) return at;
  }
  return 0;
}

// The `elif` behind a branch: the first `if` in its else, when it asks about the same.
static RegionId next_branch(const Summary *summary, RegionId branch, ExprId subject) {
  RegionId otherwise = else_of(summary, branch);
  if (otherwise == 0) return 0;
  for (RegionId at = otherwise + 1; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin >= summary->regions[otherwise].end) return 0;
    if (region->kind == REGION_IF && region->parent == otherwise)
      return is_same(summary, subject, subject_of(summary, region->subject)) ? at : 0;
  }
  return 0;
}

// The first branch of the ladder in which a branch is.
static RegionId first_branch(const Summary *summary, RegionId branch, ExprId subject) {
  for (;;) {
    RegionId around = summary->regions[branch].parent;
    if (summary->regions[around].kind != REGION_ELSE) return branch;
    RegionId before = summary->regions[around].group;
    if (summary->regions[before].kind != REGION_IF) return branch;
    if (!is_same(summary, subject, subject_of(summary, summary->regions[before].subject)))
      return branch;
    branch = before;
  }
}

// Whether the walk has a call with the effect in a part of the function.
static bool has_effect(const Walk *walk, uint8_t effect, const Region *region) {
  for (size_t i = 0; i < walk->calls.count; i++) {
    ExprId site = walk->calls.at[i].site;
    if (walk->effects.at[i] == effect && site >= region->begin && site < region->end) return true;
  }
  return false;
}

// Fewer branches are no ladder.
#define LADDER_MIN_BRANCHES 4

// Whether few of the branches of a ladder have the effect.
static bool is_rare_in(const Walk *walk, RegionId branch, ExprId subject, uint8_t effect) {
  uint32_t branches = 0, with_effect = 0;
  RegionId last = 0;
  for (RegionId at = first_branch(walk->summary, branch, subject); at != 0;
       at = next_branch(walk->summary, at, subject)) {
    branches++;
    with_effect += has_effect(walk, effect, &walk->summary->regions[at]);
    last = at;
  }
  RegionId otherwise = else_of(walk->summary, last);
  if (otherwise != 0) {
    branches++;
    with_effect += has_effect(walk, effect, &walk->summary->regions[otherwise]);
  }
  return branches >= LADDER_MIN_BRANCHES && 2 * with_effect <= branches;
}

// Whether a call stands in one branch of a ladder about something that the caller does not pass.
static bool is_in_rare_branch(const Walk *walk, size_t number) {
  const Summary *summary = walk->summary;
  ScopeId scope = function_state(walk->program, walk->function)->public.scope;
  RegionId at = region_at(walk->program, walk->module, walk->calls.at[number].site);
  for (; summary->regions[at].kind != REGION_BODY; at = summary->regions[at].parent) {
    if (summary->regions[at].kind != REGION_IF) continue;
    ExprId subject = subject_of(summary, summary->regions[at].subject);
    if (subject == 0) continue;
    if (guards_parameter(walk->program, walk->module, scope, subject) != UINT32_MAX) continue;
    if (is_rare_in(walk, at, subject, walk->effects.at[number])) return true;
  }
  return false;
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
    if (with->kind != EXPR_LITERAL || with->a != LITERAL_STRING) continue;
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
  RegionId other = state->public.is_async ? 0 : coroutine_branch(walk);
  Handled handled = {.region = UINT32_MAX};
  for (size_t i = 0; i < walk->calls.count; i++) {
    Call *call = &walk->calls.at[i];
    bool is_primitive = walk->effects.at[i] != EFFECT_NONE;
    bool is_rare = is_primitive && !state->public.is_async && is_in_rare_branch(walk, i);
    if (is_primitive || call->callee != FUNCTION_NONE) {
      handled = look_around(walk, call->site, handled);
      is_rare |= handled.is_missing;
    }
    is_rare |= walk->effects.at[i] == EFFECT_HTTP && is_for_data(walk, call->site);
    is_rare |= other != 0 && !stands_in(&walk->summary->regions[other], call->site);
    if (is_rare) call->confidence = confidence_least(call->confidence, CONFIDENCE_PROBABLE);
  }
}
