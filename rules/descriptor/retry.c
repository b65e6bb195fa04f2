// Trying again as long as EAGAIN is the answer. A descriptor says so when it has nothing to give:
// asking it over and over is waiting, with the processor busy, and on the loop's thread nothing
// else runs meanwhile. (EINTR says that a signal came between; trying again is the usual answer.)
#include "rules/calls.h"
#include "rules/list.h"
#include "rules/uses.h"
#include "rules/ways.h"

static void check_module(RuleContext *context, ModuleId module);

static const Checker checker = {.on_module = check_module, .reads = READS_C};

const Rule rule_eagain_busy_retry = {
    .id = "eagain-busy-retry",
    .family = "descriptor",
    .summary = "A call is tried again as long as it says EAGAIN, on the thread of the loop.",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

#define LINUX_EAGAIN 11 // EWOULDBLOCK, too

typedef struct Retry { // a function while it is looked at
  RuleContext *context;
  Uses *uses;
  const Summary *summary;
  const Function *function;
} Retry;

// ---- Calls --------------------------------------------------------------------------------------

static const Call *call_from(const Retry *retry, ExprId from, ExprId end,
                             bool (*is_wanted)(const Retry *, const Call *)) {
  const Program *program = rule_program(retry->context);
  for (uint32_t i = 0; i < retry->function->call_count; i++) {
    const Call *call = program_call(program, retry->function->first_call + i);
    if (call->site >= from && call->site < end && is_wanted(retry, call)) return call;
  }
  return NULL;
}

// What a non-blocking descriptor answers with EAGAIN, a blocking one makes wait for.
static bool is_transfer(const Retry *retry, const Call *call) {
  (void)retry;
  for (const KnowledgeEntry *entry = call->entry; entry; entry = entry->otherwise)
    if (entry->only_if.is == ARGUMENT_CAN_WAIT) return true;
  return false;
}

// Waits for the descriptor, or lets other coroutines run.
static bool is_wait(const Retry *retry, const Call *call) {
  uint32_t effects = program_call_effects(rule_program(retry->context), call);
  if (effects & (1u << EFFECT_POLL | 1u << EFFECT_NESTED_LOOP | 1u << EFFECT_LOCK)) return true;
  if (!call->entry) return false;
  return call->entry->traits & TRAIT_SUSPENDS || call->entry->effect == EFFECT_POLL;
}

// ---- Tests of errno -----------------------------------------------------------------------------

static bool is_errno(const Retry *retry, ExprId id) {
  const Expr *expr = &retry->summary->exprs[id];
  if (expr->kind != EXPR_CALL) return false;
  const Call *call = program_call_at(rule_program(retry->context), retry->uses->module, id);
  return call && call->entry && call->entry->traits & TRAIT_GIVES_ERRNO;
}

static bool is_eagain(const Retry *retry, ExprId id) {
  const Expr *expr = &retry->summary->exprs[id];
  return expr_is_literal(expr, LITERAL_INT) && expr->b == LINUX_EAGAIN;
}

// `errno == EAGAIN`, or `!=`.
static bool is_test(const Retry *retry, ExprId id) {
  const Expr *expr = &retry->summary->exprs[id];
  bool is_equality = expr->c == OPERATOR_EQ || expr->c == OPERATOR_NE;
  if (expr->kind != EXPR_COMPARE || !is_equality || expr->b != 2) return false;
  if (expr->flags & EXPR_FLAG_DEAD) return false;
  const ExprId *sides = &retry->summary->operands[expr->a];
  return (is_errno(retry, sides[0]) && is_eagain(retry, sides[1])) ||
         (is_eagain(retry, sides[0]) && is_errno(retry, sides[1]));
}

// The whole condition of which a test is a part; `*is_positive`: true where errno is EAGAIN, as far
// as this part decides.
static ExprId whole_of(const Retry *retry, ExprId test, bool *is_positive) {
  *is_positive = retry->summary->exprs[test].c == OPERATOR_EQ;
  ExprId whole = test;
  for (ExprId up = uses_parent(retry->uses, whole); up != 0; up = uses_parent(retry->uses, whole)) {
    const Expr *expr = &retry->summary->exprs[up];
    bool is_not = expr->kind == EXPR_UNARY && expr->c == OPERATOR_NOT;
    if (!is_not && expr->kind != EXPR_CHOICE) break;
    if (is_not) *is_positive = !*is_positive;
    whole = up;
  }
  return whole;
}

// ---- Ways back ----------------------------------------------------------------------------------

// Whether something behind a branch may still leave the loop.
static bool may_leave(const Retry *retry, RegionId branch, RegionId loop) {
  const Summary *summary = retry->summary;
  const Region *region = &summary->regions[loop];
  uint32_t first = uses_first_exit(summary, summary->regions[branch].end);
  for (uint32_t i = first; i < summary->exits_count; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->at > region->end || exit->scope != region->scope) return false;
    bool leaves = exit->kind == EXIT_RETURN || exit->kind == EXIT_BREAK;
    if (!leaves || exit->flags & EXIT_DEAD) continue;
    if (summary_region_contains(summary, loop, exit->region) &&
        !summary_region_contains(summary, branch, exit->region))
      return true;
  }
  return false;
}

// Whether control comes from the end of a region to the end of the loop around it.
static bool falls_to(const Summary *summary, RegionId region, RegionId loop) {
  while (region != loop) {
    const Region *at = &summary->regions[region];
    bool leaves_switch = at->kind == REGION_CASE && at->flow & FLOW_BREAKS;
    if (!(at->flow & FLOW_FALLS) && !leaves_switch) return false;
    region = at->parent;
  }
  return (summary->regions[loop].flow & (FLOW_FALLS | FLOW_CONTINUES)) != 0;
}

static bool goes_back(const Retry *retry, RegionId branch, RegionId loop) {
  const Region *at = &retry->summary->regions[branch];
  if (at->flow & FLOW_CONTINUES) return true;
  return falls_to(retry->summary, branch, loop) && !may_leave(retry, branch, loop);
}

static RegionId else_of(const Summary *summary, RegionId branch) {
  for (RegionId i = branch + 1; i < summary->regions_count; i++)
    if (summary->regions[i].kind == REGION_ELSE && summary->regions[i].group == branch) return i;
  return 0;
}

// The branch that a condition guards, 0 when it is not that of an `if`.
static RegionId branch_of(const Summary *summary, RegionId around, ExprId whole) {
  for (RegionId i = around + 1; i < summary->regions_count; i++) {
    const Region *region = &summary->regions[i];
    if (region->begin > whole + 1) return 0;
    if (region->kind == REGION_IF && region->subject == whole) return i;
  }
  return 0;
}

// `if (errno != EAGAIN) return -1;` goes back where nothing behind it leaves the loop.
static bool branch_goes_back(const Retry *retry, RegionId branch, bool is_positive, RegionId loop) {
  const Region *region = &retry->summary->regions[branch];
  if (is_positive) return goes_back(retry, branch, loop);
  RegionId other = else_of(retry->summary, branch);
  if (other != 0) return goes_back(retry, other, loop);
  if (region->flow & FLOW_FALLS) return false;
  bool falls = region->parent == loop || falls_to(retry->summary, region->parent, loop) ||
               retry->summary->regions[region->parent].flow & FLOW_CONTINUES;
  return falls && !may_leave(retry, branch, loop);
}

// ---- Reporting ----------------------------------------------------------------------------------

static void report(const Retry *retry, const Call *call, ExprId test) {
  RuleContext *context = retry->context;
  ModuleId module = retry->uses->module;
  Str name = call_name(context, call);
  Finding *finding = finding_add(context, &rule_eagain_busy_retry, module, call->site,
                                 "`%.*s` is tried again for as long as it says EAGAIN, and the "
                                 "loop stands still",
                                 STR_ARG(name));
  if (!finding) return;
  way_add_from_loop(context, finding, call->caller);
  finding_hop(context, finding, module, summary_expr_span(retry->summary, test),
              "goes back from here, with nothing on the way that waits for the descriptor");
  finding_help(context, finding,
               "keep what is left, have the loop watch the descriptor, and go on when it is ready");
}

// Whether a name that an expression is made of is given another value in the loop: then it is
// another descriptor each time round.
static bool changes(const Retry *retry, ExprId id, const Region *loop) {
  const Summary *summary = retry->summary;
  const Expr *expr = &summary->exprs[id];
  if (expr->kind == EXPR_SUBSCRIPT && changes(retry, expr->b, loop)) return true;
  if (expr->kind == EXPR_ATTRIBUTE || expr->kind == EXPR_SUBSCRIPT)
    return changes(retry, expr->a, loop);
  if (expr->kind != EXPR_NAME) return false;
  Str name = summary_name(summary, expr->a);
  BindingList list = summary_bindings(summary, loop->scope, name, summary_name_hash(name));
  for (uint32_t i = 0; i < list.count; i++) {
    const Binding *binding = &summary->bindings[list.at[i]];
    if (binding->kind != BINDING_PARAMETER && binding->at >= loop->begin &&
        binding->at <= loop->end)
      return true;
  }
  return false;
}

// A call that is tried this many times, and not again, is given up before anybody notices.
#define FEW_TRIES 100

// `for (int i = 0; i < 5; i++)`.
static bool ends_soon(const Summary *summary, const Region *loop) {
  const Expr *test = &summary->exprs[loop->subject];
  bool is_below = test->c == OPERATOR_LT || test->c == OPERATOR_LE;
  if (loop->subject == 0 || test->kind != EXPR_COMPARE || test->b != 2 || !is_below) return false;
  const Expr *counter = &summary->exprs[summary->operands[test->a]];
  const Expr *end = &summary->exprs[summary->operands[test->a + 1]];
  return counter->kind == EXPR_NAME && expr_is_literal(end, LITERAL_INT) && end->b > 0 &&
         end->b <= FEW_TRIES;
}

// The call is tried again in this loop, unless something in it waits.
static void check_calls(const Retry *retry, ExprId test, const Region *loop) {
  if (ends_soon(retry->summary, loop)) return;
  if (call_from(retry, loop->begin, loop->end, is_wait)) return;
  const Call *call = call_from(retry, loop->begin, loop->end, is_transfer);
  if (!call) return;
  const Expr *expr = &retry->summary->exprs[call->site];
  if (expr->c > 0 && changes(retry, argument_value(retry->summary, expr, 0), loop)) return;
  report(retry, call, test);
}

static void check_loop(const Retry *retry, ExprId test, RegionId loop, RegionId around) {
  const Summary *summary = retry->summary;
  const Region *region = &summary->regions[loop];
  bool is_positive = false;
  ExprId whole = whole_of(retry, test, &is_positive);
  RegionId branch = branch_of(summary, around, whole);
  bool is_back = whole == region->subject ? is_positive
                 : branch != 0            ? branch_goes_back(retry, branch, is_positive, loop)
                                          : false;
  if (is_back) check_calls(retry, test, region);
}

// The loop around a place; of `again: … goto again;` the function itself.
static RegionId loop_around(const Summary *summary, RegionId region, RegionId body) {
  while (region != body && summary->regions[region].kind != REGION_WHILE)
    region = summary->regions[region].parent;
  return region;
}

// Without a loop only a jump back counts: the branch itself must end in one.
static void check_jump(const Retry *retry, ExprId test, RegionId around, RegionId body) {
  const Summary *summary = retry->summary;
  bool is_positive = false;
  ExprId whole = whole_of(retry, test, &is_positive);
  RegionId branch = branch_of(summary, around, whole);
  if (branch == 0 || !is_positive || !(summary->regions[branch].flow & FLOW_CONTINUES)) return;
  const Region *region = &summary->regions[branch];
  if (call_from(retry, summary->regions[body].begin, region->end, is_wait)) return;
  const Call *call = call_from(retry, summary->regions[body].begin, test, is_transfer);
  if (call) report(retry, call, test);
}

// `switch (errno) { case EAGAIN: continue; … }`
static void check_case(const Retry *retry, RegionId id, RegionId body) {
  const Summary *summary = retry->summary;
  const Region *region = &summary->regions[id];
  RegionId loop = loop_around(summary, id, body);
  if (region->subject == 0 || loop == body || !is_errno(retry, region->subject)) return;
  for (ExprId at = region->begin; at < region->end; at++) {
    if (summary->exprs[at].use != USE_MATCHED) return;
    if (!is_eagain(retry, at)) continue;
    if (goes_back(retry, id, loop)) check_calls(retry, at, &summary->regions[loop]);
    return;
  }
}

static void check_function(const Retry *retry) {
  const Summary *summary = retry->summary;
  const Scope *scope = &summary->scopes[retry->function->scope];
  for (RegionId id = scope->body + 1; id < summary->regions_count; id++) {
    if (summary->regions[id].scope != retry->function->scope) break;
    if (summary->regions[id].kind == REGION_CASE) check_case(retry, id, scope->body);
  }
  for (ExprId at = scope->begin; at < scope->end; at++) {
    if (!is_test(retry, at)) continue;
    RegionId around = summary_region_at(summary, at);
    RegionId loop = loop_around(summary, around, scope->body);
    if (loop == scope->body)
      check_jump(retry, at, around, scope->body);
    else
      check_loop(retry, at, loop, around);
  }
}

static void check_module(RuleContext *context, ModuleId module) {
  const Program *program = rule_program(context);
  Uses uses = uses_of(context, module);
  const Function *function = NULL;
  for (uint32_t next = 0; uses_next_function(&uses, &next, &function);) {
    FunctionId id = program_function_of(program, module, function->scope);
    if (!program_runs_on_loop(program, id)) continue;
    check_function(&(Retry){context, &uses, uses.summary, function});
  }
}
