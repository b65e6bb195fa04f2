// Where code runs that is not the loop's affair: the child between fork and exec, and what is done
// on the way to the end of the process.
#include "link/native/native.h"

// ---- Calls that do not come back ----------------------------------------------------------------

static bool never_returns(Native *native, ModuleId module, ScopeId scope, const Expr *call) {
  const Summary *summary = native->program->modules[module].summary;
  const Expr *callee = &summary->exprs[call->a];
  if (callee->kind != EXPR_NAME) return false;
  Named named = native_name(native, module, scope, callee->a);
  FunctionId first[1];
  if (native_functions(native, named, module, first, 1) == 1)
    return (function_scope(native->program, first[0])->flags & SCOPE_NORETURN) != 0 ||
           map_find(&native->enders, first[0]) != NULL;
  const KnowledgeEntry *entry = native_callee_entry(native, module, call);
  return entry && entry->traits & TRAIT_NEVER_RETURNS;
}

// Whether the statements of a region end in a call that does not come back.
static bool ends_process(Native *native, ModuleId module, RegionId id) {
  const Summary *summary = native->program->modules[module].summary;
  const Region *region = &summary->regions[id];
  for (ExprId at = region->end; at > region->begin; at--) {
    const Expr *expr = &summary->exprs[at - 1];
    if (expr->kind != EXPR_CALL || expr->use != USE_DROPPED || expr->flags & EXPR_FLAG_DEAD)
      continue;
    if (region_at(native->program, module, at - 1) != id) continue;
    return never_returns(native, module, region->scope, expr);
  }
  return false;
}

// Calls in a row that are looked at for one that does not come back.
#define ROW_MAX_CALLS 4
// Expressions of one call's arguments that are looked at.
#define ROW_MAX_ARGUMENTS 64

// The call that begins right behind another one: `report(...), abort()`.
static ExprId call_behind(const Summary *summary, ExprId site) {
  for (ExprId at = site + 1; at < summary->exprs_count && at < site + ROW_MAX_ARGUMENTS; at++)
    if (summary->exprs[at].kind == EXPR_CALL && summary->exprs[at].a == site + 1) return at;
  return 0;
}

// Assertions are macros like `ok ? (void)0 : (report("ok"), abort())`: no region of their own.
static bool ends_behind(Native *native, ModuleId module, ScopeId scope, ExprId site) {
  const Summary *summary = native->program->modules[module].summary;
  RegionId region = region_at(native->program, module, site);
  for (int i = 0; i < ROW_MAX_CALLS && summary->exprs[site].use == USE_DROPPED; i++) {
    site = call_behind(summary, site);
    if (site == 0 || region_at(native->program, module, site) != region) return false;
    if (never_returns(native, module, scope, &summary->exprs[site])) return true;
  }
  return false;
}

// Functions that end in one that ends the process, and those that end in them.
#define ENDERS_MAX_ROUNDS 4

void native_enders(Native *native) {
  Program *program = native->program;
  for (int round = 0; round < ENDERS_MAX_ROUNDS; round++) {
    uint32_t known = native->enders.count;
    for (FunctionId id = 0; id < program->functions.count; id++) {
      const Function *function = &program->functions.at[id].public;
      if (!module_is_native(program, function->module) || map_find(&native->enders, id)) continue;
      const Summary *summary = program->modules[function->module].summary;
      RegionId body = summary->scopes[function->scope].body;
      bool returns = (summary->regions[body].flow & FLOW_RETURNS) != 0;
      if (!returns && ends_process(native, function->module, body))
        map_insert(&native->arena, &native->enders, id, 1);
    }
    if (native->enders.count == known) return;
  }
}

// ---- Which side of a fork -----------------------------------------------------------------------

typedef enum Side { SIDE_NONE, SIDE_CHILD, SIDE_PARENT } Side;

static bool is_fork_call(Native *native, ModuleId module, const Expr *expr) {
  if (expr->kind != EXPR_CALL) return false;
  const KnowledgeEntry *entry = native_callee_entry(native, module, expr);
  return entry && entry->traits & TRAIT_FORKS;
}

// `fork()`, `(pid = fork())`, or a variable of the function that was assigned one.
static bool is_fork(Native *native, ModuleId module, ScopeId scope, ExprId id) {
  const Summary *summary = native->program->modules[module].summary;
  const Expr *expr = &summary->exprs[id];
  if (expr->kind == EXPR_NAMED) expr = &summary->exprs[expr->a];
  if (is_fork_call(native, module, expr)) return true;
  if (expr->kind != EXPR_NAME) return false;
  Str name = summary_name(summary, expr->a);
  BindingList list = summary_bindings(summary, scope, name, summary_name_hash(name));
  for (uint32_t i = 0; i < list.count && i < SEARCH_MAX_BINDINGS; i++) {
    ExprId value = summary->bindings[list.at[i]].value;
    if (value != 0 && is_fork_call(native, module, &summary->exprs[value])) return true;
  }
  return false;
}

static bool is_zero(const Summary *summary, ExprId id) {
  const Expr *expr = &summary->exprs[id];
  return expr_is_literal(expr, LITERAL_INT) && expr->b == 0;
}

// The side on which a test of what fork gave is true.
static Side side_of(Native *native, ModuleId module, ScopeId scope, ExprId test) {
  const Summary *summary = native->program->modules[module].summary;
  const Expr *expr = &summary->exprs[test];
  if (test == 0) return SIDE_NONE;
  if (expr->kind == EXPR_UNARY && expr->c == OPERATOR_NOT)
    return is_fork(native, module, scope, expr->a) ? SIDE_CHILD : SIDE_NONE;
  if (expr->kind != EXPR_COMPARE || expr->b != 2)
    return is_fork(native, module, scope, test) ? SIDE_PARENT : SIDE_NONE;
  ExprId left = summary->operands[expr->a], right = summary->operands[expr->a + 1];
  bool is_asked = is_zero(summary, right) && is_fork(native, module, scope, left);
  if (is_zero(summary, left) && is_fork(native, module, scope, right)) is_asked = true;
  if (!is_asked) return SIDE_NONE;
  if (expr->c == OPERATOR_EQ) return SIDE_CHILD;
  return expr->c == OPERATOR_NE || expr->c == OPERATOR_GT ? SIDE_PARENT : SIDE_NONE;
}

// Of `switch (fork())`: the values of the labels stand first in the region; none is `default`.
static Side side_of_case(Native *native, ModuleId module, RegionId id) {
  const Summary *summary = native->program->modules[module].summary;
  const Region *region = &summary->regions[id];
  if (region->subject == 0 || !is_fork(native, module, region->scope, region->subject))
    return SIDE_NONE;
  for (ExprId at = region->begin; at < region->end; at++) {
    if (summary->exprs[at].use != USE_MATCHED) break;
    if (is_zero(summary, at)) return SIDE_CHILD;
  }
  return SIDE_PARENT;
}

static Side side_of_region(Native *native, ModuleId module, RegionId id) {
  const Region *region = &native->program->modules[module].summary->regions[id];
  if (region->kind == REGION_CASE) return side_of_case(native, module, id);
  if (region->kind != REGION_IF && region->kind != REGION_ELSE) return SIDE_NONE;
  Side side = side_of(native, module, region->scope, region->subject);
  if (region->kind == REGION_IF || side == SIDE_NONE) return side;
  return side == SIDE_CHILD ? SIDE_PARENT : SIDE_CHILD;
}

// Branches before a place that are looked at for one that the parent leaves by: `if (pid > 0)
// return`.
#define EARLIER_MAX_REGIONS 64

static bool parent_has_left(Native *native, ModuleId module, RegionId around, ExprId site) {
  const Summary *summary = native->program->modules[module].summary;
  RegionId end = around + EARLIER_MAX_REGIONS;
  for (RegionId id = around + 1; id < summary->regions_count && id < end; id++) {
    const Region *region = &summary->regions[id];
    if (region->begin >= site) return false;
    if (region->parent != around || region->end > site || region->flow & FLOW_FALLS) continue;
    if (side_of_region(native, module, id) == SIDE_PARENT) return true;
  }
  return false;
}

// Most files never fork, and most places are asked about.
static bool forks(Native *native, ModuleId module) {
  const uint32_t *known = map_find(&native->forks, module);
  if (known) return *known != 0;
  const Summary *summary = native->program->modules[module].summary;
  bool is_forking = false;
  for (ExprId at = 1; at < summary->exprs_count && !is_forking; at++)
    is_forking = is_fork_call(native, module, &summary->exprs[at]);
  map_insert(&native->arena, &native->forks, module, is_forking);
  return is_forking;
}

static bool is_child(Native *native, ModuleId module, RegionId around, ExprId site) {
  return side_of_region(native, module, around) == SIDE_CHILD ||
         parent_has_left(native, module, around, site);
}

// The same for all calls in a region.
static bool ends_process_once(Native *native, ModuleId module, RegionId id) {
  uint32_t fresh = native->ends.count;
  uint32_t *known = map_insert(&native->arena, &native->ends, number_hash(module) ^ id, 0);
  if (native->ends.count != fresh) *known = ends_process(native, module, id);
  return *known != 0;
}

// ---- Switches that are off ----------------------------------------------------------------------

static bool is_off(Native *native, ModuleId module, RegionId id) {
  const Region *region = &native->program->modules[module].summary->regions[id];
  if (region->subject == 0) return false;
  if (region->kind != REGION_IF && region->kind != REGION_ELSE) return false;
  Answer answer = native_truth(native, module, region->scope, region->subject);
  return answer == (region->kind == REGION_IF ? ANSWER_NO : ANSWER_YES);
}

// ---- The question -------------------------------------------------------------------------------

// Regions around a place that are looked at.
#define PLACE_MAX_REGIONS 64

Place native_place(Native *native, ModuleId module, ScopeId scope, ExprId site) {
  const Summary *summary = native->program->modules[module].summary;
  RegionId body = summary->scopes[scope].body;
  if (summary->scopes[scope].flags & SCOPE_NORETURN) return PLACE_END;
  RegionId at = region_at(native->program, module, site);
  bool may_be_child = forks(native, module);
  if (ends_behind(native, module, scope, site)) return PLACE_CRASH;
  for (int i = 0; i < PLACE_MAX_REGIONS; i++) {
    if (may_be_child && is_child(native, module, at, site)) return PLACE_CHILD;
    if (at == body) break;
    if (is_off(native, module, at)) return PLACE_DEAD;
    if (ends_process_once(native, module, at)) return at == body ? PLACE_END : PLACE_CRASH;
    at = summary->regions[at].parent;
  }
  FunctionId function = function_get(native->program, module, scope);
  return map_find(&native->enders, function) ? PLACE_END : PLACE_PLAIN;
}
