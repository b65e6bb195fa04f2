// What must hold for a callable that was passed to be called: `if in_thread: await
// to_thread(work)`, else `work()`, calls it here only for who passes a false `in_thread`. This is
// asked while functions are walked, before guards.c may keep what it reads, and of functions in
// functions too.
#include "link/guards/guards.h"

// Tests in tests are looked into so far, and expressions behind a call for the choice around it.
#define TEST_MAX_DEPTH   4
#define CHOICE_MAX_AHEAD 64
#define AROUND_MAX       32
#define EARLIER_MAX      64

typedef struct Handing {
  Program *program;
  FunctionId owner; // whose parameters are meant
  ModuleId module;
  const Summary *summary;
  Guards *out;
} Handing;

static void add(const Handing *handing, ExprId name, Test test, bool is_true) {
  uint32_t parameter = parameter_named(handing->program, handing->owner, name);
  if (parameter >= GUARD_HIDDEN) return;
  Guard guard = {.parameter = (uint16_t)parameter, .module = handing->module, .test = test};
  guard.test.is_not ^= !is_true;
  guards_add(handing->out, guard);
}

// `mode is None`, `mode == "thread"`
static void read_comparison(const Handing *handing, const Expr *expr, bool is_true) {
  if (expr->b != 2) return;
  const ExprId *operands = &handing->summary->operands[expr->a];
  const Expr *with = &handing->summary->exprs[operands[1]];
  bool is_unequal = expr->c == OPERATOR_IS_NOT || expr->c == OPERATOR_NE;
  if (!is_unequal && expr->c != OPERATOR_IS && expr->c != OPERATOR_EQ) return;
  if (with->kind != EXPR_LITERAL) return;
  bool is_none = with->a == LITERAL_NONE;
  Test test = {is_none ? GUARD_IS_NONE : GUARD_EQUALS, is_unequal, is_none ? 0 : operands[1]};
  add(handing, operands[0], test, is_true);
}

static void read_test(const Handing *handing, ExprId test, bool is_true, int depth) {
  const Expr *expr = &handing->summary->exprs[test];
  if (test == 0 || depth > TEST_MAX_DEPTH) return;
  if (expr->kind == EXPR_NAME) add(handing, test, (Test){GUARD_TRUE, false, 0}, is_true);
  if (expr->kind == EXPR_COMPARE) read_comparison(handing, expr, is_true);
  if (expr->kind == EXPR_UNARY && expr->c == OPERATOR_NOT)
    read_test(handing, expr->a, !is_true, depth + 1);
  bool is_all = expr->kind == EXPR_CHOICE && expr->c == (is_true ? CHOICE_AND : CHOICE_OR);
  for (uint32_t i = 0; is_all && i < expr->b; i++)
    read_test(handing, handing->summary->operands[expr->a + i], is_true, depth + 1);
}

// `work() if is_quick else await to_thread(work)`
static void read_choices(const Handing *handing, ExprId site) {
  ExprId end = handing->summary->exprs_count;
  if (end - site > CHOICE_MAX_AHEAD) end = site + CHOICE_MAX_AHEAD;
  for (ExprId at = site; at < end; at++) {
    const Expr *choice = &handing->summary->exprs[at];
    if (choice->kind != EXPR_CHOICE || choice->c != CHOICE_CONDITIONAL) continue;
    const ExprId *operands = &handing->summary->operands[choice->a];
    if (operands[2] < site && site <= operands[0]) read_test(handing, operands[2], true, 0);
    if (operands[0] < site && site <= operands[1]) read_test(handing, operands[2], false, 0);
  }
}

// Branches that stand directly in a block before a place in it, and leave.
static void read_earlier(const Handing *handing, RegionId block, ExprId site) {
  const Summary *summary = handing->summary;
  for (RegionId i = block + 1; i < summary->regions_count && i - block < EARLIER_MAX; i++) {
    const Region *region = &summary->regions[i];
    if (region->begin > site) return;
    bool leaves = region->kind == REGION_IF && region->parent == block && region->end <= site &&
                  !(region->flow & FLOW_FALLS);
    if (leaves) read_test(handing, region->subject, false, 0);
  }
}

static void read_around(const Handing *handing, ExprId site) {
  const Summary *summary = handing->summary;
  RegionId last = function_scope(handing->program, handing->owner)->body;
  RegionId at = region_at(handing->program, handing->module, site);
  for (int i = 0; i < AROUND_MAX; i++) {
    const Region *region = &summary->regions[at];
    if (region->kind == REGION_IF || region->kind == REGION_ELSE)
      read_test(handing, region->subject, region->kind == REGION_IF, 0);
    read_earlier(handing, at, site);
    if (at == last || at == 0) return;
    at = region->parent;
  }
}

static const Guards *keep(Program *program, const Guards *guards) {
  if (guards->count == 0) return NULL;
  Guards *kept = arena_push(program->arena, Guards, 1);
  *kept = *guards;
  return kept;
}

const Guards *handed_guards(Walk *walk, ExprId site, FunctionId owner) {
  Guards guards = {0};
  bool is_own = function_is_within(walk->program, walk->function, owner);
  bool has_others = function_scope(walk->program, owner)->parameter_count > 1;
  if (walk->summary->flags & SUMMARY_C || !is_own || !has_others) return NULL;
  if (walk->passed_under && walk->passed_of == owner) guards = *walk->passed_under;
  Handing handing = {walk->program, owner, walk->module, walk->summary, &guards};
  read_choices(&handing, site);
  read_around(&handing, site);
  return keep(walk->program, &guards);
}

const Guards *handed_either(Program *program, const Guards *a, const Guards *b) {
  Guards both = {0};
  for (uint32_t i = 0; a && i < a->count; i++)
    for (uint32_t k = 0; b && k < b->count; k++)
      if (guard_equal(a->at[i], b->at[k])) guards_add(&both, a->at[i]);
  return keep(program, &both);
}

static Call call_at(const Walk *walk, ExprId site, FunctionId callee) {
  return (Call){.caller = walk->function, .site = site, .callee = callee, .how = CALL_PLAIN};
}

bool handed_is_ruled_out(Walk *walk, ExprId site, ParameterUse use, bool is_bound) {
  const FunctionState *callee = function_state(walk->program, use.owner);
  bool takes_self = function_takes_self(callee);
  if (!use.guards || is_bound != takes_self) return false;
  Call call = call_at(walk, site, use.owner);
  return !guards_allow(walk->program, &call, (GuardList){use.guards->at, use.guards->count});
}

const Guards *handed_forward(Walk *walk, ExprId site, ParameterUse use) {
  Guards guards = {0};
  if (!use.guards) return NULL;
  Call call = call_at(walk, site, use.owner);
  guards_forward(walk->program, &call, (GuardList){use.guards->at, use.guards->count}, &guards);
  return keep(walk->program, &guards);
}
