// What is done when something fails, or for who looks for a mistake: in a handler for whatever goes
// wrong, in a branch that ends with an error, behind a switch, on few machines. Neither happens
// often enough to matter much.
#include "link/doubts/doubts.h"
#include "link/guards/guards.h"

static bool catches_all(const Walk *walk, const Region *handler) {
  if (handler->subject == 0) return true;
  Values values = evaluate(walk->program, walk->module, handler->subject);
  if (values.count != 1 || values.at[0].kind != VALUE_LIBRARY) return false;
  Str name = symbol_name(walk->program, values.at[0].a);
  return str_equal(name, STR("builtins.Exception")) ||
         str_equal(name, STR("builtins.BaseException"));
}

// A debugger call in a branch is behind a switch, and a lock behind a test that it asks again.
static void mark_switched(Walk *walk) {
  for (size_t i = 0; i < walk->calls.count; i++) {
    Call *call = &walk->calls.at[i];
    if (call->how == CALL_ENTER && (walk->effects.at[i] & ~CALL_FLAGS) == EFFECT_LOCK &&
        lock_is_rechecked(walk, call->site))
      call->confidence = confidence_least(call->confidence, CONFIDENCE_PROBABLE);
    if (!call->entry || !call->entry->is_local) continue;
    RegionId region = region_at(walk->program, walk->module, call->site);
    RegionKind kind = (RegionKind)walk->summary->regions[region].kind;
    if (kind == REGION_IF || kind == REGION_ELSE)
      call->confidence = confidence_least(call->confidence, CONFIDENCE_PROBABLE);
  }
}

// `if status != 0: clean_up(); raise …`: a branch or handler that always ends with an error.
static bool is_failure(const Region *region) {
  RegionKind kind = (RegionKind)region->kind;
  if (kind != REGION_IF && kind != REGION_ELSE && kind != REGION_EXCEPT) return false;
  return region->flow == FLOW_RAISES || region->flow == FLOW_RERAISES ||
         region->flow == (FLOW_RAISES | FLOW_RERAISES);
}

// Whether a handler logs that what it caught is an error.
static bool logs_error(const Summary *summary, const Region *handler) {
  static const char *const methods[] = {"error", "exception", "critical"};
  for (ExprId at = handler->begin; at < handler->end; at++) {
    const Expr *call = &summary->exprs[at];
    if (call->kind != EXPR_CALL || summary->exprs[call->a].kind != EXPR_ATTRIBUTE) continue;
    Str name = summary_name(summary, summary->exprs[call->a].b);
    for (size_t i = 0; i < COUNT_OF(methods); i++)
      if (str_equal_c(name, methods[i])) return true;
  }
  return false;
}

// Whether certificates are read in a branch that no argument decides: the configuration of a
// program does, and with it the context is made as it starts, or connects.
static bool is_configured(const Walk *walk, size_t number) {
  if ((walk->effects.at[number] & ~CALL_FLAGS) != EFFECT_TLS) return false;
  ExprId site = walk->calls.at[number].site;
  const Region *regions = walk->summary->regions;
  RegionId at = region_at(walk->program, walk->module, site);
  while (regions[at].kind != REGION_BODY && regions[at].kind != REGION_IF &&
         regions[at].kind != REGION_ELSE)
    at = regions[at].parent;
  if (regions[at].kind == REGION_BODY) return false;
  Guards inside = {0}, outside = {0}; // tests of arguments before it decide about other things
  ScopeId scope = function_state(walk->program, walk->function)->public.scope;
  guards_find(walk->program, walk->module, scope, site, &inside);
  if (inside.count > 0 && regions[at].subject != 0)
    guards_find(walk->program, walk->module, scope, regions[at].subject, &outside);
  return inside.count == outside.count && inside.count < GUARDS_MAX;
}

// What stands in a handler for whatever goes wrong is done when something does, and where it always
// raises again, what it waits for is the least of the trouble. One for a certain error may well be
// the usual way, `except FileExistsError: wait()`, unless it says that it is not.
// What is done for who looks for a mistake holds up only that one; what a program does to get a
// package that is missing, or on a platform where hardly anybody serves, few; what a constant of
// the source has switched off, nobody.
typedef struct Around { // what holds in a region
  RegionId region;
  bool is_seldom, is_alone;
} Around;

// Neighbours mostly stand in the same region, or in one inside of the one before.
static Around look_around(const Walk *walk, RegionId region, Around before) {
  const Region *regions = walk->summary->regions;
  Around around = {.region = region};
  RegionId at = region;
  for (; at != before.region && regions[at].kind != REGION_BODY; at = regions[at].parent) {
    bool catches = regions[at].kind == REGION_EXCEPT && catches_all(walk, &regions[at]);
    bool fails = is_failure(&regions[at]);
    around.is_seldom |= catches || fails;
    if (regions[at].kind == REGION_EXCEPT && !catches)
      around.is_seldom |= logs_error(walk->summary, &regions[at]);
    around.is_alone |= catches && fails;
    bool is_if = regions[at].kind == REGION_IF;
    if (is_if) around.is_alone |= switch_is_on(walk, regions[at].subject);
    if (is_if || regions[at].kind == REGION_ELSE)
      around.is_alone |= test_holds_elsewhere(walk, regions[at].subject, is_if) ||
                         test_is_ruled_out(walk, regions[at].subject, is_if);
  }
  bool is_inside = at == before.region;
  around.is_seldom |= is_inside && before.is_seldom;
  around.is_alone |= is_inside && before.is_alone;
  return around;
}

// `if config.use_mocks: issue = mock_issue(key)`: what stands in for a service while somebody tries
// the program.
static bool is_stand_in(const Walk *walk, const Call *call, RegionId at) {
  if (call->callee == FUNCTION_NONE) return false;
  const Function *callee = program_function(walk->program, call->callee);
  Str name = summary_name(summary_of(walk->program, callee->module),
                          function_scope(walk->program, call->callee)->name);
  if (!str_has_prefix(name, STR("mock_")) && !str_has_prefix(name, STR("_mock_"))) return false;
  const Region *regions = walk->summary->regions;
  while (regions[at].kind != REGION_BODY && regions[at].kind != REGION_IF &&
         regions[at].kind != REGION_ELSE)
    at = regions[at].parent;
  return regions[at].kind != REGION_BODY;
}

static void mark_branches(Walk *walk) {
  ExprId from = switched_from(walk);
  Around around = {.region = UINT32_MAX};
  for (size_t i = 0; i < walk->calls.count; i++) {
    Call *call = &walk->calls.at[i];
    RegionId at = region_at(walk->program, walk->module, call->site);
    around = look_around(walk, at, around);
    call->is_seldom |= around.is_seldom || is_configured(walk, i) || is_stand_in(walk, call, at);
    call->is_alone |= around.is_alone || call->site >= from;
  }
}

void failures_mark(Walk *walk) {
  mark_switched(walk);
  if (walk->blocks & (1u << REGION_IF | 1u << REGION_ELSE | 1u << REGION_EXCEPT))
    mark_branches(walk);
}
